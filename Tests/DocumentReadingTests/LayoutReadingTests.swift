import EndpointModel
import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// What a layout changes in how a document is read.
@Suite struct LayoutReadingTests {
  private static let page = """
    # Firewall requirements

    ## Media servers

    | Site | Far end | Gate | Remarks |
    |---|---|---|---|
    | North | 192.0.2.10 | 5061 | voice |
    | South | 192.0.2.11 | 5062 | voice, old |

    ## Sign-in

    Allow these hosts:

    - login.example.com
    - cdn.example.com

    ## Lab network

    | Rack | Host | Port |
    |---|---|---|
    | A1 | 198.51.100.1 | 80 |
    """

  private func read(
    _ text: String, _ corrections: [Layout.Correction], _ name: String = "page.md"
  ) throws -> Reading {
    try DocumentReader.read(
      Document(bytes: Array(text.utf8), source: name), layout: Layout(corrections))
  }

  private func lines(
    _ text: String, _ corrections: [Layout.Correction], _ name: String = "page.md"
  ) throws -> [String] {
    ReadingLines.lines(try read(text, corrections, name))
  }

  /// An empty layout tells nothing, so nothing is read otherwise.
  @Test(arguments: LabelledDocumentTests.documents)
  func anEmptyLayoutChangesNothing(_ path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: Places.package.appending(path: path)))
    func outcome(_ layout: Layout?) -> String {
      do throws(ReadingError) {
        let reading = try DocumentReader.read(
          Document(bytes: bytes, source: path), layout: layout, takesShortcuts: false)
        return (ReadingLines.lines(reading) + reading.findings.map { "\($0)" })
          .joined(separator: "\n")
      } catch { return "\(error)" }
    }
    #expect(outcome(nil) == outcome(Layout()))
  }

  @Test func onlyAndIgnoreChooseWhatIsUnderAName() throws {
    let all = try lines(Self.page, [])
    #expect(all.contains { $0.contains("198.51.100.1") })
    let ignored = try lines(Self.page, [.ignore("lab network:")])
    #expect(!ignored.contains { $0.contains("198.51.100.1") })
    #expect(ignored.count == all.count - 1)
    let only = try lines(Self.page, [.only("Sign-in")])
    #expect(only.count == 2)
    #expect(only.allSatisfy { $0.contains("example.com") })
  }

  @Test func whatIsLeftOutIsTold() throws {
    let reading = try read(Self.page, [.ignore("Lab network")])
    let left = reading.tables.filter { $0.leftOut != nil }
    #expect(left.map(\.name) == ["Lab network"])
    #expect(left.first?.leftOut == "the layout says: ignore \"Lab network\"")
    #expect(reading.findings.contains { $0.code == "left-out-by-layout" && $0.line == 19 })
  }

  @Test func aToldColumnHasItsRoleAndOthersAreAssignedAroundIt() throws {
    let reading = try read(
      Self.page, [.column(.header("Gate"), .note, of: nil), .only("Media servers")])
    #expect(reading.endpoints.allSatisfy { $0.ports == nil })
    let told = try read(Self.page, [.column(.number(1), .group, of: "Media servers")])
    #expect(told.endpoints.first?.group?.contains("North") ?? false)
    #expect(told.tables[0].columns[0].reason == "the layout says so")
  }

  @Test func eachLineOfASplitColumnIsARow() throws {
    let text = """
      | Path | Ports |
      |---|---|
      | Nodes | Open: 8091, 8092<br>Encrypted: TCP 18091 |
      """
    let lines = try lines(text, [.split(.header("Ports"), of: nil)])
    #expect(lines.count == 2)
    #expect(lines.map { $0.contains("Open") || $0.contains("Encrypted") } == [true, true])
    #expect(lines.map { $0.contains("| 8091-8092 |") || $0.contains("| 18091 |") } == [true, true])
  }

  @Test func portsWithoutAnAddressCountUnlessOnlyAddressesDo() throws {
    let text = """
      ## Servers

      - TCP 8443 (console)
      - UDP 5060 (signalling)

      ## Far ends

      - 192.0.2.1 TCP 443
      """
    #expect(try lines(text, []).count == 3)
    let reading = try read(text, [.addressesOnly])
    #expect(reading.endpoints.map { $0.address?.description } == ["192.0.2.1"])
    #expect(
      reading.tables.first { $0.name == "Servers" }?.leftOut == "the layout says: addresses only")
  }

  @Test func defaultsFillInOnlyWhatIsNotStated() throws {
    let terms = Layout.Terms(ports: Ports("443"), transport: .tcp, direction: .outbound)
    let reading = try read(Self.page, [.defaults(terms, of: nil)])
    #expect(reading.endpoints.allSatisfy { $0.transport == .tcp })
    #expect(reading.endpoints.allSatisfy { $0.direction == .outbound })
    #expect(
      reading.endpoints.map { $0.ports?.description } == ["5061", "5062", "443", "443", "80"])
    let own = try read(Self.page, [.defaults(terms, of: "Sign-in")])
    #expect(own.endpoints.count { $0.transport == .tcp } == 2)
    // A protocol without ports gets none.
    let esp = try lines(
      "Hosts:\n\n- 192.0.2.1\n",
      [.defaults(Layout.Terms(ports: Ports("443"), transport: .esp), of: nil)])
    #expect(esp.map { $0.contains("443") } == [false])
    let stated = try lines(
      "Hosts:\n\n- 192.0.2.1 port 4172\n- 192.0.2.2\n",
      [.defaults(Layout.Terms(transport: .icmp), of: nil)])
    #expect(stated.map { $0.contains("4172") } == [true, false])
    #expect(stated.map { $0.contains("icmp") } == [false, true])
  }

  @Test func rowsAreSkippedOrNamedByTheirWords() throws {
    let skipped = try lines(Self.page, [.skip("Voice, OLD")])
    #expect(!skipped.contains { $0.contains("192.0.2.11") })
    let meaning = Layout.Meaning(
      service: "Edge", terms: Layout.Terms(ports: Ports("7000"), transport: .udp))
    let named = try lines(Self.page, [.row("voice, old", meaning), .row("cdn.", meaning)])
    #expect(named.count { $0.hasPrefix("Edge | ") && $0.contains("udp | 7000") } == 2)
  }

  @Test func aRowThatIsToldTwiceIsTwoRules() throws {
    func meaning(_ service: String, _ ports: String) -> Layout.Correction {
      .row(
        "voice, old",
        Layout.Meaning(service: service, terms: Layout.Terms(ports: Ports(ports), transport: .tcp)))
    }
    let lines = try lines(Self.page, [meaning("Plain", "7070"), meaning("Secure", "7443")])
    #expect(
      lines.filter { $0.contains("192.0.2.11") } == [
        "Plain | South | 192.0.2.11 | tcp | 7070 | -",
        "Secure | South | 192.0.2.11 | tcp | 7443 | -",
      ])
  }

  @Test func aSentenceSaysWhatIsTold() throws {
    let text = """
      # Firewall

      Open TCP port 7443 for clients. Without encryption it is 7070.
      """
    let meaning = Layout.Meaning(
      service: "Plain", terms: Layout.Terms(ports: Ports("7070"), transport: .tcp))
    let lines = try lines(text, [.row("it is 7070", meaning)])
    #expect(lines.contains { $0.hasPrefix("Plain | ") && $0.contains("tcp | 7070") })
    #expect(lines.contains { $0.contains("tcp | 7443") })
  }

  @Test func serviceAndGroupNameWhatHasNoName() throws {
    let text = "Allow these hosts:\n\n- 192.0.2.1\n- 192.0.2.2\n"
    #expect(try lines(text, [.service("Portal", of: nil)]).allSatisfy { $0.hasPrefix("Portal | ") })
    let grouped = try lines(text, [.group("North", of: "Allow these hosts")])
    #expect(grouped.allSatisfy { $0.contains("North") })
  }

  @Test func whatIsTakenCountsWhateverItLooksLike() throws {
    let text = """
      # Setup

      ## Example configuration

      ```
      curl https://192.0.2.1:8443/
      ```

      ## Hosts

      - 192.0.2.9 TCP 443
      """
    #expect(try lines(text, []).count == 1)
    let taken = try lines(text, [.take("Example configuration")])
    #expect(taken.count >= 1)
  }

  @Test func aLineOfWordsNamesTheValueBelow() throws {
    let text = """
      <table><tr><th>Service</th><th>Host</th><th>Port</th></tr>
      <tr><td>Desk</td><td>192.0.2.5</td><td>Web<br>8443<br>Media: 9000</td></tr></table>
      """
    let reading = try read(text, [.split(.header("Port"), of: nil)], "page.html")
    #expect(!reading.isPartial)
    #expect(
      ReadingLines.lines(reading) == [
        "Desk | Web | 192.0.2.5 | - | 8443 | -", "Desk | Media | 192.0.2.5 | - | 9000 | -",
      ])
  }

  @Test func wordsThatNoRowHasAreToldWithThoseThereAre() throws {
    let misses = try read(Self.page, [.skip("the North server")]).layoutMisses
    #expect(misses.map(\.known.first) == ["\"North | 192.0.2.10 | 5061 | voice\""])
    let long = String(repeating: "a long name of a table ", count: 5)
    let named = "## \(long)\n\n| Host | Port |\n|---|---|\n| 192.0.2.1 | 443 |\n"
    // Neither mark of a name that is cut is lost.
    let known = try #require(try read(named, [.ignore("tables")]).layoutMisses.first?.known.first)
    #expect(known.hasPrefix("\"a long") && known.hasSuffix("…\""))
  }

  @Test func aNameThatFitsNothingIsToldWithThoseThereAre() throws {
    let misses = try read(
      Self.page,
      [
        .ignore("Labnetwork"), .column(.number(9), .ports, of: "Media servers"),
        .column(.number(3), .ports, of: nil), .skip("nowhere"), .service("x", of: "Media"),
      ]
    ).layoutMisses
    #expect(
      misses.map(\.wanted) == [
        "heading, table or list \"Labnetwork\"", "column 9",
        "single table that column 3 could be of",
        "row, item or sentence with the words \"nowhere\"",
        "table or list \"Media\"",
      ])
    #expect(misses[0].known.contains("\"Lab network\""))
    #expect(misses[4].known.first == "\"Media servers\"")
  }

  @Test func theSecondOfANameHasANumber() throws {
    let text = """
      ## Ports

      | Host | Port |
      |---|---|
      | 192.0.2.1 | 443 |

      ## Ports

      | Host | Port |
      |---|---|
      | 192.0.2.2 | 444 |
      """
    let reading = try read(text, [.defaults(Layout.Terms(transport: .udp), of: "Ports#2")])
    #expect(reading.tables.map(\.name) == ["Ports", "Ports#2"])
    #expect(reading.endpoints.map(\.transport) == [nil, .udp])
  }

  @Test func ofDataTheNamesAreKeys() throws {
    let text = """
      {"regions": [
        {"name": "north", "entry": "192.0.2.1", "n": 443},
        {"name": "south", "entry": "192.0.2.2", "n": 444}],
       "lab": {"hosts": ["198.51.100.1", "198.51.100.2"]}}
      """
    #expect(try lines(text, [], "feed.json").count == 4)
    let ignored = try lines(text, [.ignore("lab")], "feed.json")
    #expect(ignored.count == 2)
    let told = try lines(
      text, [.only("regions"), .column(.header("n"), .ports, of: "regions")], "feed.json")
    #expect(told.map { $0.contains("| 443 |") || $0.contains("| 444 |") } == [true, true])
    #expect(try lines(text, [.skip("south")], "feed.json").count == 3)
    let ports = Layout.Terms(ports: Ports("8080"), transport: .tcp)
    // The key above is that of the row, and the list is a field of it.
    let misses = try read(text, [.defaults(ports, of: "hosts")], "feed.json").layoutMisses
    #expect(misses.map(\.known) == [["\"regions\"", "\"lab\""]])
    #expect(
      try lines(text, [.defaults(ports, of: "lab")], "feed.json").count {
        $0.contains("tcp | 8080")
      } == 2)
  }

  /// As long lists are read from their bytes, if nothing is told of their parts.
  @Test func aBareListIsTheSameListEitherWay() throws {
    let text = (1...60).map { "192.0.2.\($0)\n" }.joined()
    let layout = Layout([.defaults(Layout.Terms(ports: Ports("443"), transport: .tcp), of: nil)])
    func reading(_ takesShortcuts: Bool) throws -> Reading {
      try DocumentReader.read(
        Document(bytes: Array(text.utf8), source: "list.txt"), layout: layout,
        takesShortcuts: takesShortcuts)
    }
    let (quick, slow) = (try reading(true), try reading(false))
    #expect(ReadingLines.lines(quick) == ReadingLines.lines(slow))
    #expect(ReadingLines.lines(quick).allSatisfy { $0.contains("tcp | 443") })
    #expect(LayoutReliance(quick) == LayoutReliance(slow))
  }

  @Test func defaultsReachFeedsWhoseFieldsAreKnown() throws {
    let text = """
      {"syncToken": "1", "createDate": "2024-01-31-00-00-00", "prefixes": [
        {"ip_prefix": "192.0.2.0/24", "region": "north", "service": "EDGE",
         "network_border_group": "north"}], "ipv6_prefixes": []}
      """
    let reading = try read(
      text, [.defaults(Layout.Terms(ports: Ports("443"), transport: .tcp), of: nil)], "f.json")
    #expect(reading.description.format == "aws-ip-ranges")
    #expect(ReadingLines.lines(reading).map { $0.contains("tcp | 443") } == [true])
    #expect(reading.tables.map(\.kind) == [.feed])
  }
}
