import DocumentReading
import EndpointModel
import Testing

/// Ports that lead to others inside, and addresses on which a program of the machine itself listens:
/// what a firewall sees is the outer port, at no address of the machine itself.
@Suite struct OuterPortTests {
  private func table(_ rows: [String]) throws -> [String] {
    let head = rows[0].split(separator: "|").count
    let lines =
      ["# Firewall ports", "", rows[0], String(repeating: "|---", count: head) + "|"]
      + rows.dropFirst()
    return try ReadingLines.rules(lines.joined(separator: "\n") + "\n", "page.md").sorted()
  }

  @Test(arguments: ["Binding", "Bind address", "Listens on", "Lauscht", "监听地址"])
  func columnsOfListeningAddresses(_ header: String) throws {
    #expect(
      try table([
        "| Service | \(header) | Port | Protocol |", "| Web | 0.0.0.0 | 8443 | TCP |",
        "| Admin | 127.0.0.1 | 9001 | TCP |", "| Metrics | ::1 | 9102 | TCP |",
      ]) == ["- tcp 8443"])
  }

  @Test func portsBehindListeningAddresses() throws {
    #expect(
      try table([
        "| Service | Listen | Protocol |", "| Web | 0.0.0.0:8443 | TCP |",
        "| Database | 127.0.0.1:5433 | TCP |", "| Mail | [::]:2525 | TCP |",
      ]) == ["- tcp 2525", "- tcp 8443"])
  }

  /// A column of nothing but addresses of the machine itself needs no header that says so.
  @Test func cellsOfListeningAddresses() throws {
    #expect(
      try table([
        "| Proto | Local address | Program |", "| tcp | 0.0.0.0:2022 | sshd |",
        "| tcp | 127.0.0.1:3307 | mysqld |",
      ]) == ["- tcp 2022"])
  }

  @Test func rowsForTheMachineItself() throws {
    #expect(
      try table([
        "| Port | Allowed from |", "| 8022 | 203.0.113.0/28 |", "| 5433 | localhost only |",
      ]) == ["203.0.113.0/28 - 8022"])
  }

  @Test func whereAPortIsExposed() throws {
    #expect(
      try table([
        "| Component | Port | Expose externally |", "| Console | 8081 | Yes |",
        "| Database | 5433 | No |",
      ]) == ["- - 8081"])
  }

  /// A mask, and the address on which a program listens everywhere, are no far ends.
  @Test func masksAndUnspecifiedAddresses() throws {
    #expect(
      try table([
        "| Name | IP | Port |", "| Relay | 203.0.113.7 | 7001 |", "| Mask | 255.255.255.0 | |",
        "| Console | 0.0.0.0 | 8081 |",
      ]) == ["- - 8081", "203.0.113.7 - 7001"])
  }

  /// A loopback address among far ends is told, and not opened.
  @Test func aLoopbackAddressAmongOthers() throws {
    let reading = try ReadingLines.read(
      "| Host | Port |\n|---|---|\n| 203.0.113.4 | 443 |\n| 127.0.0.1 | 8080 |\n", "page.md")
    #expect(ReadingLines.rules(reading) == ["203.0.113.4 - 443"])
    #expect(ReadingLines.warnings(reading) == ["address-no-far-end"])
  }

  @Test(arguments: [
    ("Host port", "Container port"), ("External port", "Internal port"),
    ("Public port", "Private port"), ("Externer Port", "Interner Port"),
    ("Port externe", "Port interne"), ("Frontend port", "Backend port"),
  ])
  func columnsOfOuterAndInnerPorts(_ outer: String, _ inner: String) throws {
    let wanted = ["- tcp 8081", "- tcp 8444"]
    #expect(
      try table([
        "| Service | \(outer) | \(inner) | Protocol |", "| Web | 8081 | 81 | TCP |",
        "| API | 8444 | 444 | TCP |",
      ]) == wanted)
    #expect(
      try table([
        "| Service | \(inner) | \(outer) | Protocol |", "| Web | 81 | 8081 | TCP |",
        "| API | 444 | 8444 | TCP |",
      ]) == wanted)
  }

  /// Where each row has but one of them, none leads to the other.
  @Test func columnsOfWhichEachRowFillsOne() throws {
    #expect(
      try table([
        "| Service | External port | Internal port |", "| Web | 8081 | |", "| API | | 8444 |",
      ]).map { $0.suffix(4) } == ["8081", "8444"])
  }

  @Test(arguments: [
    ("8081:81", "- - 8081"), ("`\"443:443\"`", "- - 443"), ("8081->81/tcp", "- tcp 8081"),
    ("0.0.0.0:8081->81/tcp", "- tcp 8081"), ("8081/udp → 81/udp", "- udp 8081"),
  ])
  func pairsInCells(_ cell: String, _ wanted: String) throws {
    #expect(try table(["| Container | Published ports |", "| web | \(cell) |"]) == [wanted])
  }

  /// "80:8080" is hardly a range, and "5000:5100" may well be one.
  @Test func pairsThatMayBeRanges() throws {
    func reading(_ cell: String) throws -> Reading {
      try ReadingLines.read(
        "# Firewall\n\n| Name | Ports |\n|---|---|\n| media | \(cell) |\n| web | 8443 |\n",
        "page.md")
    }
    let pair = try reading("80:8080")
    #expect(ReadingLines.rules(pair).sorted() == ["- - 80", "- - 8443"])
    #expect(ReadingLines.warnings(pair).contains("range-doubtful"))
    #expect(try ReadingLines.rules(reading("5000:5100")).contains("- - 5000-5100"))
  }

  /// In a listing, named by the comments above them.
  @Test func sidesOfAnArrowInAListing() throws {
    #expect(
      try ReadingLines.rules(
        "# Port forwarding\n\nSet these rules on your router:\n\n```\n# Web\n"
          + "public:8081/tcp -> local:81/tcp\npublic:8444/udp -> local:444/udp\n```\n", "page.md"
      ).sorted() == ["- tcp 8081", "- udp 8444"])
  }

  @Test func sidesOfAnArrow() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nOpen these ports:\n\n- public:8081/tcp -> local:81/tcp\n"
          + "- host 8444/tcp -> container 444/tcp\n", "page.md"
      ).sorted() == ["- tcp 8081", "- tcp 8444"])
  }

  @Test(arguments: [
    #"{"ports":[{"hostPort":8081,"containerPort":81,"protocol":"TCP"}]}"#,
    #"{"ports":[{"targetPort":81,"port":8081,"protocol":"TCP"}]}"#,
  ])
  func fieldsOfData(_ text: String) throws {
    #expect(try ReadingLines.rules(text, "page.json") == ["- tcp 8081"])
  }

  /// Ports in the order of the ends before them.
  @Test func portsInTheOrderOfTheEnds() throws {
    let reading = try ReadingLines.read(
      "| Source IP | Destination IP | Port | Port |\n|---|---|---|---|\n"
        + "| 198.51.100.7 | 203.0.113.10 | 40000 | 443 |\n"
        + "| 198.51.100.8 | 203.0.113.11 | 40001 | 8443 |\n", "page.md")
    #expect(ReadingLines.rules(reading) == ["203.0.113.10 - 443", "203.0.113.11 - 8443"])
    #expect(ReadingLines.warnings(reading).contains("ports-columns"))
  }

  /// Addresses that are called alike, each behind the end that they are of.
  @Test func addressesBehindTheirEnds() throws {
    #expect(
      try table([
        "| Origem | IP/Rede | Destino | IP/Rede | Porta |",
        "| Cliente | 10.1.0.0/16 | Servidor | 203.0.113.9 | 443/TCP |",
        "| Cliente | 10.1.0.0/16 | Backup | 203.0.113.10 | 8443/TCP |",
      ]) == ["203.0.113.10 tcp 8443", "203.0.113.9 tcp 443"])
  }
}
