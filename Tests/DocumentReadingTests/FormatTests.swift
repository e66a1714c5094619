import DocumentReading
import EndpointModel
import Testing

/// One small document in each format, with the habits that vendors have in it.
@Suite struct FormatTests {
  @Test func markdown() throws {
    let reading = try ReadingLines.read(
      """
      ---
      title: Allowlist
      lastupdated: "2026-02-09"
      ---
      # Allowlist
      {: #top}

      ## Voice {#voice}

      An address such as 203.0.113.77 is only an example.

      > | Region | Host | Addresses | Ports | Protocol |
      > |--------|------|-----------|-------|----------|
      > | EU | `sip.example.com` | `192.0.2.1`, `192.0.2.2/32`<br>192.0.2.3 | `40000`-`60000` | UDP |

      ## Portal

      Open TCP port 443 for the following:

      * 198.51.100.7
      * **\\*.portal.example.com**
      * [www.example.com](https://www.example.com/x)

      ```
      198.51.100.8
      ```

      Do not use old.example.com.
      """, "page.md")
    #expect(
      ReadingLines.lines(reading) == [
        "Voice | EU | sip.example.com | udp | 40000-60000 | -",
        "Voice | EU | 192.0.2.1 | udp | 40000-60000 | -",
        "Voice | EU | 192.0.2.2 | udp | 40000-60000 | -",
        "Voice | EU | 192.0.2.3 | udp | 40000-60000 | -",
        "Portal | - | 198.51.100.7 | tcp | 443 | -",
        "Portal | - | *.portal.example.com | tcp | 443 | -",
        "Portal | - | www.example.com | tcp | 443 | -", "Portal | - | 198.51.100.8 | tcp | 443 | -",
      ])
    #expect(reading.description.title == "Allowlist")
    #expect(reading.description.revisedOn == PartialDate("2026-02-09"))
    #expect(reading.endpoints.map(\.line) == [14, 14, 14, 14, 20, 21, 22, 25])
    #expect(reading.findings.map(\.code) == ["address-in-prose", "taken-back"])
  }

  @Test func placeholdersSurviveTagStripping() throws {
    let lines = try ReadingLines.lines(
      """
      Service | Address | Ports
      --- | --- | ---
      Files | `<tenant>.example.de`<BR>https<span>://</span>files.example.de | **TCP:** 443, 80<BR>**UDP:** 3478
      """, "page.md")
    #expect(
      lines == [
        "Files | - | <tenant>.example.de | tcp | 80,443 | -",
        "Files | - | <tenant>.example.de | udp | 3478 | -",
        "Files | - | files.example.de | tcp | 80,443 | -",
        "Files | - | files.example.de | udp | 3478 | -",
      ])
  }

  @Test func htmlWithSpans() throws {
    let lines = try ReadingLines.lines(
      """
      <!DOCTYPE html><html><head><title>Rules</title></head><body><h1>Rules</h1>
      <h2>Gateways</h2>
      <table>
      <tr><th rowspan="2">Server name</th><th colspan="2">Your side</th><th>Their side</th></tr>
      <tr><th>Protocol</th><th>Source IP</th><th>Destination IP and port</th></tr>
      <tr><td rowspan="2">Edge<br>(main)</td><td>TLS</td><td>ANY</td><td>192.0.2.1:5061</td></tr>
      <tr><td>UDP</td><td>ANY</td><td><a href="https://edge.example.com/">edge.example.com</a>:5060</td></tr>
      </table>
      <ul><li>Standby:<ul><li>192.0.2.9&nbsp;</li><li>192.0.2.10</li></ul></li></ul>
      </body></html>
      """, "page.html")
    #expect(
      lines == [
        "Edge (main) | Gateways | 192.0.2.1 | tcp | 5061 | outbound",
        "Edge (main) | Gateways | edge.example.com | udp | 5060 | outbound",
        "Gateways | Standby | 192.0.2.9 | - | - | -", "Gateways | Standby | 192.0.2.10 | - | - | -",
      ])
  }

  @Test func reStructuredTextTables() throws {
    let lines = try ReadingLines.lines(
      """
      Network
      =======

      Incoming from the Internet:

      +-----------+-------------+----------------+
      | Protocol  | Ports       | Service        |
      +===========+=============+================+
      | UDP/TCP   | 3478        | STUN server    |
      +-----------+-------------+----------------+
      | UDP       | 10000–20000 | Media streams, |
      |           |             | encrypted      |
      +-----------+-------------+----------------+

      Hosts
      -----

      ==============  =====  ========
      Address         Port   Service
      ==============  =====  ========
      192.0.2.1       443    Web
      a.example.com   8443   Admin
      ==============  =====  ========
      """, "page.rst")
    #expect(
      lines == [
        "STUN server | Incoming from the Internet | - | tcp+udp | 3478 | inbound",
        "Media streams, encrypted | Incoming from the Internet | - | udp | 10000-20000 | inbound",
        "Web | Hosts | 192.0.2.1 | - | 443 | -", "Admin | Hosts | a.example.com | - | 8443 | -",
      ])
  }

  @Test func plainTextWithOneCellALine() throws {
    let lines = try ReadingLines.lines(
      """
      Agent

      Protocol

      Host

      Port

      Purpose

      https

      app.example.com

      443

      Main application

      UDP   media.example.com  3478  Calls
      (optional)

      Next part

      192.0.2.0/24
      192.0.2.128-192.0.2.129
      """, "page.txt")
    #expect(
      lines == [
        "Main application | - | app.example.com | tcp | 443 | -",
        "Calls (optional) | - | media.example.com | udp | 3478 | -",
        "Next part | - | 192.0.2.0/24 | - | - | -",
        "Next part | - | 192.0.2.128-192.0.2.129 | - | - | -",
      ])
  }

  @Test func columnsByBlanksAndByTabs() throws {
    #expect(
      try ReadingLines.lines(
        "Service      IP address     Port   Protocol\nWeb access   192.0.2.1      443    TCP\n", "x"
      )
        == ["Web access | - | 192.0.2.1 | tcp | 443 | -"])
    #expect(
      try ReadingLines.lines("Web\t192.0.2.4\t80,443\ttcp\nNames\t192.0.2.5\t443\tudp\n", "x.tsv")
        == ["Web | - | 192.0.2.4 | tcp | 80,443 | -", "Names | - | 192.0.2.5 | udp | 443 | -"])
  }

  @Test func csvWithJSONInACell() throws {
    let text = "ip_range\r\n\"{\"\"ips\"\": [\"\"192.0.2.1\"\", \"\"192.0.2.2\"\"]}\"\r\n"
    #expect(
      try ReadingLines.lines(text, "x.csv") == [
        "- | - | 192.0.2.1 | - | - | -", "- | - | 192.0.2.2 | - | - | -",
      ])
  }

  @Test func headersOfOtherLanguages() throws {
    for header in [
      "Dienst | Zieladresse | Port | Protokoll", "Servizio | Indirizzo | Porte | Protocollo",
      "Servicio | Dirección | Puerto | Protocolo", "Служба | Адрес | Порт | Протокол",
      "服务 | IP 地址 | 端口 | 协议",
    ] {
      let lines = try ReadingLines.lines("\(header)\nA | 192.0.2.1 | 443 | TCP\n", "x.txt")
      #expect(lines == ["A | - | 192.0.2.1 | tcp | 443 | -"], "\(header)")
    }
  }

  @Test func portsFromWordsAroundATable() throws {
    let before = try ReadingLines.lines(
      "# T\n\nAdd outbound port 443 for the following hosts.\n\n| Host |\n|--|\n| a.example.com |\n",
      "x.md")
    #expect(before == ["- | - | a.example.com | - | 443 | outbound"])
    let after = try ReadingLines.lines(
      "| City | IP Range |\n|--|--|\n| Oslo | 192.0.2.0/24 |\n\nPorts to allow: all TCP/UDP ports\n",
      "x.md")
    #expect(after == ["- | Oslo | 192.0.2.0/24 | tcp+udp | any | -"])
  }

  @Test func proseIsNoAllowlist() throws {
    let reading = try ReadingLines.read(
      """
      # Guide

      By default every firewall has a route for 10.0.0.0/8.

      ## Hosts

      * 192.0.2.1
      """, "x.md")
    #expect(ReadingLines.lines(reading) == ["Hosts | - | 192.0.2.1 | - | - | -"])
    #expect(reading.findings.map(\.code) == ["address-in-prose"])
  }

  @Test(arguments: [
    ("Rules, REVISED January 2023", "2023-01"), ("Last updated: Feb 13th, 2023", "2023-02-13"),
    ("Stand 22.08.2017", "2017-08-22"), ("Updated 8/22/2017", "2017-08-22"),
    ("Updated 3/4/2017", "2017"), ("Published on 2024-05-06", "2024-05-06"),
  ])
  func datesKeepTheirPrecision(_ line: String, _ date: String) throws {
    let reading = try ReadingLines.read("\(line)\n\n192.0.2.1\n", "x.txt")
    #expect(reading.description.revisedOn?.description == date)
  }

  @Test func aDeadlineIsToActBy() throws {
    let reading = try ReadingLines.read(
      "Please open these prior to Feb 13th, 2023.\n\n192.0.2.1\n", "x.txt")
    #expect(reading.description.actBy == PartialDate("2023-02-13"))
    #expect(reading.description.revisedOn == nil)
  }

  @Test func errorPagesAreRefusedUnderAnyName() {
    let page =
      "<html><head><title>Just a moment...</title></head><body><p>Your address:</p><p>192.0.2.1</p></body></html>"
    for name in ["list.json", "list.txt", "list.csv"] {
      #expect(throws: ReadingError.webPage(source: name, title: "Just a moment...")) {
        try ReadingLines.read(page, name)
      }
    }
  }

  /// What is made to be large takes bounded time and memory.
  /// Found by fuzzing: nothing is left of the item's or the heading's text.
  @Test(arguments: ["- <br>", "## **", "## <b></b>"])
  func whatHasNoWordsIsPassedOver(_ line: String) throws {
    let lines = try ReadingLines.lines(
      "Allow TCP port 443 to:\n\n\(line)\n\n- 192.0.2.1\n", "x.md")
    #expect(lines == ["- | - | 192.0.2.1 | tcp | 443 | -"])
  }

  @Test func extremes() throws {
    let cells = String(repeating: "<td>192.0.2.1</td>", count: 100_000)
    let wide = "<table><tr>\(cells)</tr></table>"
    #expect(throws: ReadingError.self) { try ReadingLines.read(wide, "x.html") }
    let spans =
      "<table><tr><th>IP</th><th>Port</th></tr><tr><td rowspan=\"1000000\" colspan=\"1000000\">192.0.2.1</td><td>80</td></tr></table>"
    _ = try? ReadingLines.read(spans, "x.html")
    let nested =
      String(repeating: "<table><tr><td colspan=\"64\">", count: 40) + "192.0.2.1"
    _ = try? ReadingLines.read(nested, "x.html")
    let all = try ReadingLines.lines(
      "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff\n0.0.0.0/0\n", "x.txt")
    #expect(all.count == 2)
  }

  private static let row =
    "<table><tr><th>IP</th><th>Port</th></tr><tr><td>192.0.2.1</td><td>80</td></tr>"

  @Test func whatStandsBehindDeepElementsIsRead() throws {
    let deep = String(repeating: "<div>", count: 400) + String(repeating: "</div>", count: 400)
    #expect(
      try ReadingLines.lines(deep + Self.row, "x.html") == ["- | - | 192.0.2.1 | - | 80 | -"])
  }

  /// The parser would leave out what comes behind, or take hours.
  @Test func aPageThatTheParserCannotHoldIsRefused() throws {
    let names = (0..<30_000).map { "name\($0)" }
    for start in [
      String(repeating: "<div>", count: 100_000),
      "<p \(names.map { $0 + "=1" }.joined(separator: " "))>",
      "A & B" + names.map { "<\($0)></\($0)>" }.joined(),
      "<p " + names.prefix(600).map { $0 + "=1" }.joined(separator: " ") + ">",
    ] {
      #expect {
        try ReadingLines.read("<html>" + start + Self.row, "x.html")
      } throws: { error in
        if case .malformed(source: "x.html", format: "HTML", _, _, _) = error as? ReadingError {
          true
        } else {
          false
        }
      }
    }
  }

  @Test func aTextStandsInTheLineOfItsFirstWord() throws {
    let reading = try ReadingLines.read(
      """
      <html><body>
      <table><tr><th>IP</th><th>Port</th></tr>
      <tr>
      <td>

        192.0.2.1

      </td>
      <td>
      80</td></tr></table>
      <p>These:</p><pre>
      192.0.2.2

      192.0.2.3
      </pre></body></html>
      """, "x.html")
    #expect(reading.endpoints.map(\.line) == [6, 12, 14])
  }

  /// Programs that write pages part their texts by comments.
  @Test func elementsAndCommentsPartNoWord() throws {
    let lines = try ReadingLines.lines(
      "<table><tr><th>IP</th><th>Port</th></tr><tr><td>192.0.<!-- -->2.<b>1</b></td><td>4<!-- -->43</td></tr></table>",
      "x.html")
    #expect(lines == ["- | - | 192.0.2.1 | - | 443 | -"])
  }

  @Test func longTextsKeepTheirLines() throws {
    // The parser hands over a text of 1000 bytes or more in pieces.
    let addresses = (1...250).map { "10.0.0.\($0)" }
    let reading = try ReadingLines.read(
      "<html><body><p>These:</p><pre>\n" + addresses.joined(separator: "\n") + "</pre>",
      "x.html")
    #expect(reading.endpoints.map(\.line) == Array(2...251))
  }

  @Test func aCommentOutsideOfThePageSaysNothingOfIt() throws {
    let reading = try ReadingLines.read(
      "<!-- last updated 2019-03-01 --><html><body>\(Self.row)</body></html>", "x.html")
    #expect(reading.description.revisedOn == nil)
  }

  @Test func invisibleCharactersByReferenceAreTakenOut() throws {
    let lines = try ReadingLines.lines(
      "<table><tr><th>Service</th><th>IP</th><th>Port</th></tr><tr><td>A&#x202E;B</td><td>192.0.&#8203;2.1</td><td>80</td></tr></table>",
      "x.html")
    #expect(lines == ["AB | - | 192.0.2.1 | - | 80 | -"])
  }
}
