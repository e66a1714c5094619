import ChangeReporting
import EndpointModel
import TestSupport
import Testing

@Suite struct ChangeReportTests {
  private func row(
    _ service: String?, _ group: String?, _ address: String?, _ ports: String? = nil,
    _ transport: IPProtocol? = nil
  ) -> Endpoint {
    Endpoint(
      service: service, group: group, address: address.map { EndpointAddress($0)! },
      ports: ports.map { Ports($0)! }, transport: transport, direction: .outbound)
  }

  private func text(_ old: [Endpoint], _ new: [Endpoint], _ style: TextStyle = TextStyle())
    -> String
  {
    ChangeReport(Comparison(from: Snapshot(old), to: Snapshot(new))).text(style).string
  }

  private var few: (old: [Endpoint], new: [Endpoint]) {
    (
      [
        row("Voice", "Primary", "192.0.2.10", "5060", .udp),
        row("Voice", "Primary", "192.0.2.11", "5060", .udp),
        row("Web", nil, "198.51.100.0/24", "80,443", .tcp),
      ],
      [
        row("Voice", "Primary", "192.0.2.10", "5060-5061", .udp),
        row("Voice", "Primary", "192.0.2.12", "5060", .udp),
        row("Web", nil, "198.51.100.0/24", "80,443", .tcp),
      ]
    )
  }

  @Test func fewChanges() throws {
    try expectGolden(text(few.old, few.new), "Tests/ChangeReportingTests/Golden/few.txt")
  }

  /// 300 addresses come, 40 go, 60 get another port, in seven services.
  @Test func manyChanges() throws {
    func rows(_ service: Int, _ hosts: Range<Int>, _ ports: String) -> [Endpoint] {
      hosts.map { row("Service \(service)", "eu-west", "10.\(service).0.\($0)", ports, .tcp) }
    }
    let old = (1...6).flatMap { rows($0, 0..<20, "443") } + rows(7, 0..<40, "22")
    let new =
      (1...6).flatMap { rows($0, 0..<10, "443") + rows($0, 10..<20, "8443") }
      + (1...6).flatMap { rows($0, 100..<150, "443") }
    try expectGolden(text(old, new), "Tests/ChangeReportingTests/Golden/many.txt")
  }

  @Test func changesThatOpenAndCloseNothing() {
    let old = [row("A", nil, "10.0.0.0/23", "443", .tcp)]
    let new = [
      row("B", nil, "10.0.0.0/24", "443", .tcp), row("B", nil, "10.0.1.0/24", "443", .tcp),
    ]
    #expect(text(old, new).contains("Nothing opens or closes"))
    #expect(text(old, old) == "No endpoint differs; nothing opens or closes.\n")
  }

  @Test func colourOnlyWhereItIsAskedFor() {
    let plain = text(few.old, few.new)
    #expect(!plain.contains("\u{1B}"))
    let coloured = text(few.old, few.new, TextStyle(isColoured: true))
    #expect(coloured.contains("\u{1B}[32m"))
    // Colour adds nothing but sequences.
    #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
  }

  /// As everywhere names are told apart by their bytes, so that the order of services is that
  /// of the snapshot.
  @Test func namesThatAreComposedOtherwiseAreOthers() {
    let composed = row("Caf\u{E9}", nil, "10.0.0.1", "443", .tcp)
    let decomposed = row("Cafe\u{301}", nil, "10.0.0.2", "443", .tcp)
    let last = row("Cafg", nil, "10.0.0.3", "443", .tcp)
    let lines = text([], [composed, decomposed, last]).split(separator: "\n")
    let services = lines.filter { $0.hasPrefix("Caf") }
    #expect(services.map { Array($0.unicodeScalars)[3] } == ["e", "g", "\u{E9}"])
  }

  @Test func noLineIsWiderThanAskedForWhereAddressesAllowIt() {
    let new = (0..<100).map { row("S", nil, "10.0.0.\($0)", "443", .tcp) }
    let lines = text([], new, TextStyle(width: 60)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 60 })
  }

  @Test func hostileTextIsHarmless() {
    let name = "\u{1B}]0;owned\u{7}<b>\u{202E}"
    let report = ChangeReport(
      Comparison(from: Snapshot([]), to: Snapshot([row(name, name, "10.0.0.1", "443", .tcp)])))
    for style in [TextStyle(), TextStyle(isColoured: true)] {
      let text = report.text(style).string
      #expect(!text.contains("\u{1B}]") && !text.contains("\u{7}") && !text.contains("\u{202E}"))
      #expect(text.contains("\\u{1B}]0;owned"))
    }
    let json = JSONText(report).text
    #expect(!json.unicodeScalars.contains { $0 != "\n" && $0.isUnsafeToShow })
  }

  @Test func jsonHasTheFieldsThatArePromised() throws {
    try expectGolden(
      JSONText(ChangeReport(Comparison(from: Snapshot(few.old), to: Snapshot(few.new)))).text,
      "Tests/ChangeReportingTests/Golden/few.json")
  }

  @Test func addressesThatAreNamedElsewhereAreNotAdded() {
    let report = ChangeReport(
      Comparison(
        from: Snapshot([row("A", nil, "10.0.0.1", "80", .tcp)]),
        to: Snapshot([row("B", nil, "10.0.0.1", "443", .tcp), row("B", nil, "10.0.0.2")])))
    #expect(report.addedAddresses.map(\.description) == ["10.0.0.2"])
    #expect(report.removedAddresses.isEmpty)
  }
}
