import Testing

/// Rows that say something of the rows below them, and columns whose cells belong together.
@Suite struct SectionRowTests {
  /// "Hosts:", "Network | Network" between a row of ports and the addresses name nothing.
  @Test func portsReachOverTheNamesOfWhatFollows() throws {
    let text = """
      Allow these connections.

      Service: Sign-in | |
      TCP 443 / 8443 | |
      Hosts: a.vendor.com | |
      IP address | IP address |
      203.0.112.7 | 203.0.112.8 |
      Service: Media | |
      UDP 3478 | |
      Hosts: | |
      203.0.112.9 | 203.0.112.10 |

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.txt"))
        == [
          "a.vendor.com tcp 443,8443", "203.0.112.7 tcp 443,8443", "203.0.112.8 tcp 443,8443",
          "203.0.112.9 udp 3478", "203.0.112.10 udp 3478",
        ])
  }

  @Test func portsOverAllColumnsAboveTheHeader() throws {
    let text = """
      <p>Allow these networks.</p><table><tr><td colspan="2">Ports: 443/tcp</td></tr>
      <tr><th>Region</th><th>Network</th></tr><tr><td>EU</td><td>198.51.99.0/25</td></tr>
      <tr><td colspan="2">Ports: 5061/tcp</td></tr>
      <tr><th>Region</th><th>Network</th></tr><tr><td>US</td><td>203.0.112.0/26</td></tr></table>
      """
    #expect(
      try Set(ReadingLines.rules(text, "page.html"))
        == ["198.51.99.0/25 tcp 443", "203.0.112.0/26 tcp 5061"])
  }

  @Test(arguments: ["| TCP | |", "| TCP ports: | |", "| **TCP** | |"])
  func protocolsOfTheRowsBelow(_ heading: String) throws {
    let text = """
      Open these ports:

      | Port | Purpose |
      |---|---|
      \(heading)
      | 5060 | signalling |
      | UDP | |
      | 10000-20000 | media |

      """
    #expect(try Set(ReadingLines.rules(text, "page.md")) == ["- tcp 5060", "- udp 10000-20000"])
  }

  @Test func aRowOfPortsDoesNotOpenWhatItsGroupShuts() throws {
    let text = """
      | Hosts | Remark |
      |---|---|
      | Do not open | |
      | TCP 8080 | |
      | old.vendor.com | |
      | Relay | |
      | TCP 443 | |
      | new.vendor.com | |

      """
    #expect(try ReadingLines.rules(text, "page.md") == ["new.vendor.com tcp 443"])
  }

  @Test func aLabelAboveATableNamesItsProtocol() throws {
    let text = """
      **UDP services**

      | Host | Port |
      |---|---|
      | a.vendor.com | 123 |

      """
    #expect(try ReadingLines.rules(text, "page.md") == ["a.vendor.com udp 123"])
  }

  @Test func masksWithASlash() throws {
    let text = """
      Allow TCP 443 to these networks:

      | Address | Mask |
      |---|---|
      | 198.51.99.0 | /25 |
      | 203.0.112.0 | 255.255.255.192 |

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md"))
        == ["198.51.99.0/25 tcp 443", "203.0.112.0/26 tcp 443"])
  }

  /// "CIDR block" holds no blocked addresses.
  @Test func blocksOfAddressesAreNotBlocked() throws {
    let text = """
      Allow outbound HTTPS (443):

      | CIDR block | Use |
      |---|---|
      | 198.51.99.0/25 | Site |

      """
    #expect(try ReadingLines.rules(text, "page.md") == ["198.51.99.0/25 tcp 443"])
    let other = "| Blocked hosts | Port |\n|---|---|\n| a.vendor.com | 443 |\n"
    #expect(throws: (any Error).self) { try ReadingLines.rules(other, "page.md") }
  }

  @Test func eachAddressOfACellKeepsItsPorts() throws {
    let text = """
      Allow outbound access:

      | Service | Destination |
      |---|---|
      | Login | a.vendor.com on 443 and b.vendor.com on 8443 |
      | Queue | c.vendor.com TCP 5671, d.vendor.com TCP 5672 |

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md"))
        == [
          "a.vendor.com - 443", "b.vendor.com - 8443", "c.vendor.com tcp 5671",
          "d.vendor.com tcp 5672",
        ])
  }

  @Test func aProtocolBehindADash() throws {
    let text = "| Product | Ports |\n|---|---|\n| Sync | 22067-tcp |\n| Stat | 8125-udp |\n"
    #expect(try Set(ReadingLines.rules(text, "page.md")) == ["- tcp 22067", "- udp 8125"])
  }

  @Test func aNumberOfANoteIsNoPort() throws {
    let text = """
      | Host | Port |
      |---|---|
      | a.vendor.com | 443 |
      | b.vendor.com | see note 1 |

      """
    let reading = try ReadingLines.read(text, "page.md")
    #expect(ReadingLines.rules(reading) == ["a.vendor.com - 443"])
    #expect(ReadingLines.warnings(reading) == ["ports-not-understood"])
  }

  @Test func aNoteOfMarkdownTakesItsRowBack() throws {
    let text = """
      Allow:

      | Host | Port |
      |---|---|
      | a.vendor.com | 443 |
      | b.vendor.com[^1] | 8080 |
      | c.vendor.com[^2] | 21 |

      [^1]: no longer in use.
      [^2]: for updates.

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md")) == ["a.vendor.com - 443", "c.vendor.com - 21"])
  }

  @Test(arguments: [
    "Cache, localhost only", "Cache – do not expose", "Cache (bound to 127.0.0.1)",
    "Cache — **tylko localhost**", "Cache - do not open to the internet",
  ])
  func aRemarkBehindANameKeepsItsRow(_ name: String) throws {
    let text = """
      ### Ports to open

      | Port | Protocol | Service |
      |---|---|---|
      | 443 | TCP | Web |
      | 6379 | TCP | \(name) |

      """
    #expect(try ReadingLines.rules(text, "page.md") == ["- tcp 443"])
  }

  @Test func otherRemarksKeepNone() throws {
    let text = """
      ### Ports to open

      | Port | Protocol | Service |
      |---|---|---|
      | 80 | TCP | Web traffic (TLS not enabled) |
      | 443 | TCP | Web traffic, not needed by clients of version 2 |

      """
    #expect(try Set(ReadingLines.rules(text, "page.md")) == ["- tcp 80", "- tcp 443"])
  }

  /// What may be tried is no list of what to allow.
  @Test func problemsAndWhatToDo() throws {
    let text = """
      ## Common causes

      | Cause | Solution |
      |---|---|
      | Firewall blocks HTTPS | Configure the firewall to allow outbound HTTPS (port 443) to a.vendor.com |
      | DNS server issues | Try 203.0.112.53 or 203.0.112.54 as resolver |
      | No time | Open UDP 123 outbound |

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md")) == ["a.vendor.com tcp 443", "- udp 123"])
  }

  @Test(arguments: [
    "This port should not be exposed to the public.",
    "Exposing this port to the public is not recommended.",
    "The status port should not be exposed by default.",
  ])
  func recordsThatKeepTheirPort(_ remark: String) throws {
    let text = """
      ## Sync port

      - **Port:** 31303
      - **Protocol:** TCP
      - **Exposure:** This port should be reachable from the internet.

      ## Status port

      - **Port:** 9102
      - **Protocol:** TCP
      - **Exposure:** \(remark)

      """
    #expect(try ReadingLines.rules(text, "page.md") == ["- tcp 31303"])
  }
}
