import DocumentReading
import EndpointModel
import Foundation
import TestSupport
import Testing

/// Small documents with what a person reads in them: each is one kind of thing that vendors
/// write. See `Tests/Documents/README.md`.
@Suite struct LabelledDocumentTests {
  /// One rule of a document: an address, ports and one protocol.
  private struct Rule: Hashable, CustomStringConvertible {
    let address: EndpointAddress?
    let ports: Ports?
    let transport: IPProtocol?

    var description: String {
      "\(address?.description ?? "-") \(transport?.rawValue ?? "-") \(ports?.description ?? "-")"
    }
  }

  private struct Label: Decodable {
    struct Row: Decodable {
      let norm: String?
      let address: String?
      let ports: String?
      let `protocol`: String?
      let portsFrom: String?

      var isFromProse: Bool { portsFrom == "prose" }

      var rules: [Rule] {
        let text = norm ?? address
        let place = text.flatMap { EndpointAddress($0.hasPrefix(".") ? "*" + $0 : $0) }
        let all =
          `protocol`?.split(separator: "+").map { IPProtocol(rawValue: String($0)) } ?? [nil]
        return all.map { Rule(address: place, ports: ports.flatMap { Ports($0) }, transport: $0) }
      }
    }

    let rows: [Row]
    let ambiguous: [String]?
    let optionalRows: [Row]?
    let either: [[[Row]]]?
  }

  static let documents: [String] = {
    ["kinds", "reports"].flatMap { folder -> [String] in
      let path = Places.package.appending(path: "Tests/Documents/\(folder)").path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter { $0.hasSuffix(".expected.json") }.sorted()
        .map { "Tests/Documents/\(folder)/" + $0.dropLast(".expected.json".count) }
    }
  }()

  @Test(arguments: documents) func isReadAsAPersonReadsIt(_ path: String) throws {
    let url = Places.package.appending(path: path)
    let bytes = [UInt8](try Data(contentsOf: url))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let label = try decoder.decode(
      Label.self, from: Data(contentsOf: url.appendingPathExtension("expected.json")))
    let reading = try DocumentReader.read(Document(bytes: bytes, source: url.lastPathComponent))
    let got = Set(reading.endpoints.flatMap(Self.rules))
    let wanted = label.rows.filter { !$0.isFromProse }.flatMap(\.rules)
    let ambiguous = (label.ambiguous ?? []).joined(separator: " ")
    let mayBe = Set(
      ((label.optionalRows ?? []) + label.rows.filter(\.isFromProse)).flatMap(\.rules))
    // Ports of an address may stand in more rows or in fewer.
    let merged = Self.merged(got)
    let alternatives = (label.either ?? []).map { $0.map { Self.merged(Set($0.flatMap(\.rules))) } }
    for rule in Self.merged(Set(wanted)) where !merged.contains(rule) {
      Issue.record("missing: \(rule)")
    }
    for choices in alternatives {
      #expect(choices.contains { $0.isSubset(of: merged) }, "none of the alternatives")
    }
    let known = Self.merged(Set(wanted)).union(alternatives.flatMap { $0 }.flatMap { $0 })
    for rule in merged where !known.contains(rule) {
      let isAllowed =
        mayBe.contains {
          $0.address == rule.address
            && ($0.ports == rule.ports || $0.ports == nil || rule.ports == nil)
        }
        || rule.address.map {
          ambiguous.contains($0.description) && !ambiguous.contains("must not")
        }
          ?? false
      if !isAllowed { Issue.record("too much: \(rule)") }
    }
  }

  private static func rules(_ endpoint: Endpoint) -> [Rule] {
    let transports: [IPProtocol?] =
      endpoint.transport == .tcpAndUDP ? [.tcp, .udp] : [endpoint.transport]
    return transports.map { transport in
      var transport = transport
      if case .icmp? = transport { transport = .icmp }
      return Rule(address: endpoint.address, ports: endpoint.ports, transport: transport)
    }
  }

  /// One rule for each address and protocol, with all its numbers.
  private static func merged(_ rules: Set<Rule>) -> Set<Rule> {
    struct Key: Hashable {
      let address: EndpointAddress?
      let transport: IPProtocol?
    }
    var out: Set<Rule> = []
    for (key, group) in Dictionary(
      grouping: rules, by: { Key(address: $0.address, transport: $0.transport) })
    {
      var ranges: [ClosedRange<UInt16>] = []
      for rule in group {
        if case .numbers(let set)? = rule.ports { ranges += set.ranges } else { out.insert(rule) }
      }
      if let set = PortSet(ranges) {
        out.insert(Rule(address: key.address, ports: .numbers(set), transport: key.transport))
      }
    }
    return out
  }

  // MARK: Two laws

  /// With the words of all headers replaced by nonsense no rule is lost.
  @Test(arguments: [
    ("Purpose", "Remote host", "Port", "Protocol"), ("Zork", "Fli", "Bro", "Quani"),
    ("Lekmu", "Tepdra", "Vok", "Sowim"),
  ])
  func headersAreNoMagicWords(_ a: String, _ b: String, _ c: String, _ d: String) throws {
    let table = """
      # Network

      | \(a) | \(b) | \(c) | \(d) |
      |---|---|---|---|
      | Sign-in | login.vendor.example, 192.0.2.7 | 443, 8443 | TCP |
      | Voice | 198.51.100.0/28 | 20000-20999 | UDP |
      | Reachability | 203.0.113.9 | - | ICMP |
      """
    let lines = try ReadingLines.read(table, "page.md").endpoints.map {
      "\($0.written?.description ?? "-") \($0.transport?.rawValue ?? "-") \($0.ports?.description ?? "-")"
    }
    #expect(
      lines == [
        "login.vendor.example tcp 443,8443", "192.0.2.7 tcp 443,8443",
        "198.51.100.0/28 udp 20000-20999", "203.0.113.9 icmp -",
      ])
  }

  /// The same table in every format gives the same endpoints.
  @Test(arguments: [
    (
      "page.md",
      "# T\n\n| Service | Host | Port | Protocol |\n|---|---|---|---|\n| Web | 192.0.2.1 | 443 | TCP |\n| Time | time.vendor.example | 123 | UDP |\n"
    ),
    (
      "page.html",
      "<html><body><table><tr><th>Service</th><th>Host</th><th>Port</th><th>Protocol</th></tr><tr><td>Web</td><td>192.0.2.1</td><td>443</td><td>TCP</td></tr><tr><td>Time</td><td>time.vendor.example</td><td>123</td><td>UDP</td></tr></table></body></html>"
    ),
    (
      "page.rst",
      "T\n=\n\n.. csv-table::\n   :header: Service,Host,Port,Protocol\n\n   Web,192.0.2.1,443,TCP\n   Time,time.vendor.example,123,UDP\n"
    ),
    (
      "page.adoc",
      "= T\n\n|===\n|Service |Host |Port |Protocol\n\n|Web |192.0.2.1 |443 |TCP\n|Time |time.vendor.example |123 |UDP\n|===\n"
    ),
    (
      "page.csv",
      "Service,Host,Port,Protocol\nWeb,192.0.2.1,443,TCP\nTime,time.vendor.example,123,UDP\n"
    ),
    (
      "semicolons.csv",
      "Service;Host;Port;Protocol\nWeb;192.0.2.1;443;TCP\nTime;time.vendor.example;123;UDP\n"
    ),
    (
      "page.wiki",
      "= T =\n{|\n! Service !! Host !! Port !! Protocol\n|-\n| Web || 192.0.2.1 || 443 || TCP\n|-\n| Time || time.vendor.example || 123 || UDP\n|}\n"
    ),
    ("list.md", "# T\n\n- Web: 192.0.2.1, TCP 443\n- Time: time.vendor.example, UDP 123\n"),
    (
      "stanzas.txt",
      "T for vendors\n\nWeb\nHost: 192.0.2.1\nPort: 443\nProtocol: TCP\n\nTime\nHost: time.vendor.example\nPort: 123\nProtocol: UDP\n"
    ),
    (
      "page.json",
      #"{"services": [{"name": "Web", "host": "192.0.2.1", "port": 443, "protocol": "tcp"}, {"name": "Time", "host": "time.vendor.example", "port": "123", "protocol": "udp"}]}"#
    ),
    (
      "page.yaml",
      "services:\n  - name: Web\n    host: 192.0.2.1\n    port: 443\n    protocol: tcp\n  - name: Time\n    host: time.vendor.example\n    port: 123\n    protocol: udp\n"
    ),
    (
      "page.xml",
      "<services><service name=\"Web\" host=\"192.0.2.1\" port=\"443\" protocol=\"tcp\"/><service name=\"Time\" host=\"time.vendor.example\" port=\"123\" protocol=\"udp\"/></services>"
    ),
  ])
  func formatsAreNothingButFormats(_ name: String, _ text: String) throws {
    let lines = try ReadingLines.read(text, name).endpoints.map {
      [
        $0.service ?? "-", $0.written?.description ?? "-", $0.transport?.rawValue ?? "-",
        $0.ports?.description ?? "-",
      ]
      .joined(separator: " ")
    }
    #expect(lines == ["Web 192.0.2.1 tcp 443", "Time time.vendor.example udp 123"])
  }
}
