import Testing

/// Headers and cells that are easily taken for something else.
@Suite struct HeaderKindTests {
  @Test func namesOfEndsAreNoHosts() throws {
    let text = """
      > show policy
          +--+------+--------+--------------+--------------+--------+
          |id|action|src.zone|src.ip        |dst.ip        |svc     |
          +--+------+--------+--------------+--------------+--------+
          |1 |allow |inet    |0.0.0.0/0     |198.51.99.80  |tcp/443 |
          +--+------+--------+--------------+--------------+--------+
          |2 |deny  |any     |0.0.0.0/0     |0.0.0.0/0     |any     |
          +--+------+--------+--------------+--------------+--------+

      """
    #expect(try ReadingLines.rules(text, "policy.txt") == ["198.51.99.80 tcp 443"])
  }

  @Test func verdictsBelowAnyName() throws {
    let text = """
      | Nr | What | Far end | Service |
      |---|---|---|---|
      | 1 | permit | 198.51.99.80 | tcp/443 |
      | 2 | reject | 198.51.99.82 | tcp/23 |

      """
    #expect(try ReadingLines.rules(text, "page.md") == ["198.51.99.80 tcp 443"])
  }

  @Test func versionsAreNoAddresses() throws {
    let text = """
      | Component | Version | Host | Port |
      |---|---|---|---|
      | Core | 10.2.0.1 | core.vendor.com | 443 |

      """
    #expect(try ReadingLines.rules(text, "page.md") == ["core.vendor.com - 443"])
  }

  @Test func portsAboveAddresses() throws {
    let text = """
      | Site | 443/tcp | 123/udp |
      |---|---|---|
      | Kiel | a.vendor.com | t.vendor.com |
      | Bari | b.vendor.com | |

      These destinations have to be allowed.

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md"))
        == ["a.vendor.com tcp 443", "b.vendor.com tcp 443", "t.vendor.com udp 123"])
  }

  /// A row whose only address is an example is a rule for nobody, and not for all.
  @Test func examplesOpenNothing() throws {
    let text = """
      Allow these:

      | Destination | Port |
      |---|---|
      | e.g. partner.vendor.com | 443 |
      | app.vendor.com | 443 |

      """
    #expect(try ReadingLines.rules(text, "page.md") == ["app.vendor.com - 443"])
  }

  @Test func captionsEndInTheirProtocol() throws {
    let text = """
      <table><caption>Outbound rules (TCP)</caption><tr><th>Destination</th><th>Port</th></tr>
      <tr><td>a.vendor.com</td><td>443</td></tr></table>
      """
    #expect(try ReadingLines.rules(text, "page.html") == ["a.vendor.com tcp 443"])
  }

  @Test func fieldsInTheLinesOfACell() throws {
    let text = """
      Needed outbound:

      | Service | Endpoint |
      |---|---|
      | Auth | Host: a.vendor.com<br>Port: 443<br>Protocol: TCP |
      | Media | Host: b.vendor.com<br>Port: 40000-40100<br>Protocol: UDP |

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md"))
        == ["a.vendor.com tcp 443", "b.vendor.com udp 40000-40100"])
  }

  @Test func whatAPortReplacesIsNotOpened() throws {
    let text = """
      # Changes

      | Release | Change |
      |---|---|
      | 3.2 | Port 9443 is used for the agent instead of 8443; open it in the firewall |

      """
    #expect(try ReadingLines.rules(text, "page.md") == ["- - 9443"])
  }

  @Test func questionsAndAnswers() throws {
    let text = """
      | Question | Answer |
      |---|---|
      | Which ports do I need? | Open TCP 443 to a.vendor.com |
      | Which resolver is used? | 203.0.112.53 is preset, any other will do |

      """
    #expect(try ReadingLines.rules(text, "page.md") == ["a.vendor.com tcp 443"])
  }

  @Test(arguments: ["Blocked", "Denied:", "Closed", "Gesperrt", "Bloqués"])
  func itemsBelowADenial(_ label: String) throws {
    let text = """
      ## Firewall

      * Inbound
        * 443/tcp from anywhere
        * 22/tcp from 203.0.112.5
      * \(label)
        * 23/tcp
        * 3389/tcp

      """
    #expect(try Set(ReadingLines.rules(text, "page.md")) == ["- tcp 443", "203.0.112.5 tcp 22"])
  }

  @Test func aNumberAloneBelowItsName() throws {
    let text = """
      The firewall needs the following ports open:

      - Web interface
        - 80 (redirects to HTTPS)
        - 443

      """
    #expect(try Set(ReadingLines.rules(text, "page.md")) == ["- - 80", "- - 443"])
  }

  @Test(arguments: [
    "from tcp/48003 to tcp/50000", "da tcp/48003 a tcp/50000", "de TCP 48003 à TCP 50000",
  ])
  func bothEndsOfARangeNameTheirProtocol(_ range: String) throws {
    let text = "| Agent | Ports |\n|---|---|\n| A | \(range) |\n"
    #expect(try ReadingLines.rules(text, "page.md") == ["- tcp 48003-50000"])
  }

  /// "le 500" is "the 500" in French, and "up to 500" in access lists only.
  @Test func anArticleIsNoComparison() throws {
    let text = """
      # Firewall

      Ouvrir TCP 25 vers a.vendor.com.

      Il faut ouvrir deux ports, le 500 et le 4500, en UDP sur la box.

      """
    let rules = try ReadingLines.rules(text, "page.md")
    #expect(!rules.contains { $0.contains("1-500") || $0.contains("1-4500") })
  }

  @Test func portsOfAZoneOfFirewalld() throws {
    let text = """
      <?xml version="1.0" encoding="utf-8"?>
      <zone>
        <short>public</short>
        <service name="ssh"/>
        <port protocol="tcp" port="8443"/>
        <rule family="ipv4"><source address="10.5.0.0/24"/><port protocol="tcp" port="5432"/><accept/></rule>
        <rule family="ipv4"><source address="10.6.0.0/24"/><reject/></rule>
      </zone>
      """
    #expect(
      try Set(ReadingLines.rules(text, "public.xml"))
        == ["- tcp 8443", "10.5.0.0/24 tcp 5432"])
  }
}
