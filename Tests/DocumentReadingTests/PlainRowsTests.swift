import EndpointModel
import TestSupport
import Testing

@testable import DocumentReading

/// Tables and lists as programs write them are read from their bytes; what is understood
/// of them must be what the interpretation understands.
@Suite struct PlainRowsTests {
  /// Texts of which most are of the plain kind, and each part is odd now and then.
  private struct Texts {
    var random: SeededGenerator

    mutating func pick(_ usual: [String], odd: [String]) -> String {
      Int.random(in: 0..<25, using: &random) == 0
        ? odd.randomElement(using: &random)! : usual.randomElement(using: &random)!
    }

    mutating func address() -> String {
      let a = Int.random(in: 1...223, using: &random)
      let b = Int.random(in: 0...255, using: &random)
      return pick(
        ["\(a).\(b).0.0/16", "\(a).\(b).7.\(b)", "2001:db8:\(b)::/48", "2001:db8::\(a)"],
        odd: [
          "\(a).\(b).7.9/16", "198.51.100.0/255.255.255.0", "*.example.com", "any", "",
          "192.0.2.1, 192.0.2.2", "192.0.2.1-192.0.2.9", " 192.0.2.7", "192.0.2.07",
          "::ffff:192.0.2.1", "192.0.2.1:8443", "2001:db8::", "::", "2001:500::/32", "127.0.0.1",
          "127.0.0.0/8", "0.0.0.0", "255.255.255.255", "::1", "fe80::1",
        ])
    }

    mutating func row(_ columns: [String]) -> String {
      columns.map { column in
        switch column {
        case "service":
          pick(
            ["Voice", "Data", "Web (main)", "Zürich"],
            odd: ["", "-", " Voice ", "{\"a\"}", "A  B", "We*.example.com"])
        case "address": address()
        case "ports":
          pick(
            ["443", "80-90", "\"80,443\"", ""],
            odd: [
              "any", "http", "70000", "your own", "443/tcp", "\"80, 443\"", "e.g. 7400", "\"5",
              "192.0.2.9", "44\u{200B}3", "443\u{200E}", "80\u{85}443",
            ])
        case "protocol":
          pick(
            ["tcp", "udp", "any", "TCP"],
            odd: ["icmp", "", "gre", "tcp/udp", "tcp\u{200B}", "tcp 8080", "udp65535"])
        case "region":
          pick(
            ["north", "south", ""],
            odd: ["n/a", "\u{202E}east", "\u{301}x", "Cafe\u{301}", "Caf\u{E9}"])
        default: pick(["a remark"], odd: ["10.0.0.1", "customer"])
        }
      }.joined(separator: ",")
    }
  }

  private func isSame(_ text: String, _ name: String) -> Bool {
    let document = Document(bytes: Array(text.utf8), source: name)
    func outcome(_ takesShortcuts: Bool) -> String {
      do throws(ReadingError) {
        let reading = try DocumentReader.read(document, takesShortcuts: takesShortcuts)
        let lines = reading.endpoints.map { "\($0) \($0.line ?? 0) \($0.note ?? "")" }
        return "\(reading.description) \(reading.findings)" + lines.joined()
      } catch {
        return "\(error)"
      }
    }
    return outcome(true) == outcome(false)
  }

  @Test(arguments: 0..<80) func tablesAreReadAlike(seed: Int) {
    var texts = Texts(random: SeededGenerator(seed: UInt64(seed)))
    var columns = ["service", "address", "ports", "protocol"]
    if seed % 3 == 0 { columns.insert("region", at: 1) }
    if seed % 5 == 0 { columns.append("note") }
    if seed % 7 == 0 { columns.shuffle(using: &texts.random) }
    let end = seed % 2 == 0 ? "\n" : "\r\n"
    var lines = [columns.joined(separator: ",")]
    for _ in 0..<Int.random(in: 1...12, using: &texts.random) {
      lines.append(texts.row(columns))
      if Int.random(in: 0..<40, using: &texts.random) == 0 { lines.append("") }
    }
    if seed % 11 == 0 { lines[0] = "#" + lines[0] }
    if seed % 13 == 0 { lines[0] = "service\u{7F}" + lines[0].dropFirst(7) }
    let text = lines.joined(separator: end) + (seed % 4 == 0 ? "" : end)
    #expect(isSame(text, "table.csv"), "\(text)")
  }

  @Test(arguments: 0..<40) func listsAreReadAlike(seed: Int) {
    var texts = Texts(random: SeededGenerator(seed: UInt64(seed)))
    var lines = seed % 2 == 0 ? ["# title: Blocks of a vendor", "#", "# version: 7"] : []
    for _ in 0..<Int.random(in: 1...12, using: &texts.random) {
      lines.append(texts.pick([texts.address()], odd: ["", "# more", "- 192.0.2.1", "Voice:"]))
    }
    let text = lines.joined(separator: "\n") + "\n"
    #expect(isSame(text, "list.txt"), "\(text)")
  }

  @Test(arguments: [
    "Service\tAddress\tPoRts\nWeb\t192.0.2.1\t443\nWeb\t192.0.2.0/24\t80-90\n",
    "Service\tAddress\tPorts\nWeb\t192.0.2.1\t443,outbound,,,,2\n",
    "service\tip\tport\tprotocol\nWeb\t192.0.2.2\t80,44,examplePorts,n3\tudp\n",
  ])
  func oddCellsAreReadAlike(_ text: String) {
    let document = Document(bytes: Array(text.utf8), source: "table.tsv")
    let both = [true, false].map { try? DocumentReader.read(document, takesShortcuts: $0) }
    #expect(both[0]?.endpoints == both[1]?.endpoints)
    #expect(both[0]?.findings == both[1]?.findings)
    #expect(both[0]?.description == both[1]?.description)
  }

  /// Else the tests above would compare a thing with itself.
  @Test func usualTextsAreOfThePlainKind() {
    func source(_ text: String) -> SourceText {
      SourceText(source: "", encoding: "utf-8", utf8: Array(text.utf8))
    }
    let table = "service,address,ports,protocol\r\nVoice,192.0.2.0/24,\"80,443\",tcp\r\n"
    let rows = PlainTable.reading(source(table), separator: ",")?.endpoints
    #expect(
      rows == [
        Endpoint(
          service: "Voice", address: EndpointAddress("192.0.2.0/24"), ports: Ports("80,443"),
          transport: .tcp)
      ])
    #expect(rows?.first?.line == 2)
    #expect(
      PlainList(source("# a list\n192.0.2.1\n\n2001:db8::/32\n"))?.endpoints.map(\.line) == [2, 4])
    #expect(PlainList(source("192.0.2.1\nVoice\n")) == nil)
  }
}
