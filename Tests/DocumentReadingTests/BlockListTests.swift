import DocumentReading
import EndpointModel
import TestSupport
import Testing

/// Lists of addresses to block, in the shapes that their publishers describe.
@Suite struct BlockListTests {
  /// The addresses with their services, of a list that says what it is.
  private func read(
    _ text: String, _ format: String, name: String = "list.txt"
  ) throws -> [String] {
    let reading = try ReadingLines.read(text, name)
    #expect(reading.description.format == format)
    #expect(!reading.isPartial)
    #expect(reading.findings.contains { $0.code == "block-list" && $0.severity == .warning })
    #expect(reading.endpoints.allSatisfy { $0.group == "blocklist" && $0.terms.ports == nil })
    return reading.endpoints.map {
      "\($0.service ?? "-") \($0.written?.description ?? "-")"
    }.sorted()
  }

  @Test func torExits() throws {
    #expect(
      try read(
        """
        ExitNode 0011BD2485AD45D984EC4159C88FC066E5E3300E
        Published 2026-01-12 05:04:30
        LastStatus 2026-01-12 06:00:00
        ExitAddress 203.0.113.5 2026-01-12 06:11:23
        """, "tor-exits") == ["- 203.0.113.5"])
    #expect(
      try read("203.0.113.5\n198.51.100.77\n", "tor-exits", name: "torbulkexitlist")
        == ["- 198.51.100.77", "- 203.0.113.5"])
  }

  @Test func dropInTextAndJSONLines() throws {
    let rows = ["SBL000001 203.0.113.0/24", "SBL000002 198.51.100.0/24"]
    let text = """
      ; Spamhaus DROP List 2026/01/12 - (c) 2026 The Spamhaus Project SLU
      ; Last-Modified: Mon, 12 Jan 2026 04:20:11 GMT
      ; Expires: Tue, 13 Jan 2026 06:21:03 GMT
      203.0.113.0/24 ; SBL000001
      198.51.100.0/24 ; SBL000002
      """
    #expect(try read(text, "spamhaus-drop") == rows)
    #expect(try ReadingLines.read(text, "d").description.revisedOn == PartialDate("2026-01-12"))
    let lines = """
      {"cidr":"203.0.113.0/24","sblid":"SBL000001","rir":"apnic"}
      {"cidr":"198.51.100.0/24","sblid":"SBL000002","rir":"arin"}
      {"type":"metadata","timestamp":1768191611,"size":1234,"records":2,"copyright":"(c) 2026"}
      """
    #expect(try read(lines, "spamhaus-drop", name: "drop_v4.json") == rows)
    #expect(try ReadingLines.read(lines, "d").description.feedVersion == "1768191611")
  }

  @Test func netset() throws {
    func list(_ category: String) -> String {
      """
      #
      # example_level1
      #
      # ipv4 hash:net ipset
      #
      # Category        : \(category)
      # Version         : 1234
      #
      # Entries         : 3 subnets, 514 unique IPs
      #
      203.0.113.0/24
      192.0.2.7
      """
    }
    #expect(try read(list("attacks"), "firehol-netset") == ["- 192.0.2.7", "- 203.0.113.0/24"])
    #expect(try ReadingLines.read(list("attacks"), "d").description.feedVersion == "1234")
    // The addresses of a country are nothing to block.
    let country = try ReadingLines.read(list("geolocation"), "d")
    #expect(!country.findings.contains { $0.code == "block-list" })
  }

  @Test func p2pAndDAT() throws {
    let rows = [
      "Example Corp 203.0.113.0-203.0.113.255", "Sample: Labs 198.51.100.16-198.51.100.31",
    ]
    #expect(
      try read(
        """
        # List of a P2P program
        Example Corp:203.0.113.0-203.0.113.255
        Sample: Labs:198.51.100.16-198.51.100.31
        """, "p2p-block") == rows)
    // A level from 127 lets pass.
    #expect(
      try read(
        """
        203.000.113.000 - 203.000.113.255 , 000 , Example Corp
        198.051.100.016 - 198.051.100.031 , 100 , Sample: Labs
        192.000.002.000 - 192.000.002.255 , 127 , Friends
        """, "p2p-block", name: "guarding.dat") == rows)
  }

  @Test func dShield() throws {
    #expect(
      try read(
        """
        #
        # DShield.org Recommended Block List
        # updated: Mon Jan 12 06:31:05 2026 UTC
        #
        Start\tEnd\tNetblock\tAttacks\tName\tCountry\temail
        203.0.113.0\t203.0.113.255\t24\t4212\tEXAMPLE-NET\tZZ\tabuse@example.com
        """, "dshield-block") == ["EXAMPLE-NET 203.0.113.0/24"])
  }

  /// The list as it was published until 2024, and since: with another form of its date, and without
  /// the line of column names.
  @Test(arguments: ["Mon Jan 12 06:31:05 2026 UTC", "2026-01-12T06:31:05.091120"])
  func dShieldIsOfItsDate(_ updated: String) throws {
    let text = """
      #
      #   DShield.org Recommended Block List
      #    (c) 2026 DShield.org
      #   primary URL: https://feeds.dshield.org/block.txt
      #
      #   comments: systems@isc.sans.edu
      #    updated: \(updated)
      #
      #    (1) start of netblock
      #
      203.0.113.0\t203.0.113.255\t24\t4212\tEXAMPLE-NET\tZZ\tabuse@example.com
      198.51.100.0\t198.51.100.255\t24\t1550\tOTHER-NET\tZZ\t
      """
    #expect(try read(text, "dshield-block").count == 2)
    #expect(try ReadingLines.read(text, "d").description.revisedOn == PartialDate("2026-01-12"))
  }

  @Test func aNetsetIsOfItsDate() throws {
    let text = """
      #
      # firehol_level1
      #
      # ipv4 hash:net ipset
      #
      # A firewall blacklist composed from IP lists
      #
      # Maintainer      : FireHOL
      # List source URL :
      # Source File Date: Sat Jan 10 20:55:03 UTC 2026
      #
      # Category        : attacks
      # Version         : 32258
      #
      # This File Date  : Mon Jan 12 21:42:17 UTC 2026
      # Update Frequency: 1 min
      # Entries         : 1 subnets, 256 unique IPs
      #
      203.0.113.0/24
      """
    #expect(try read(text, "firehol-netset") == ["- 203.0.113.0/24"])
    let description = try ReadingLines.read(text, "d").description
    #expect(description.revisedOn == PartialDate("2026-01-12"))
    #expect(description.feedVersion == "32258" && description.title == "firehol_level1")
  }

  @Test(arguments: [
    "203.0.113.5\n198.51.100.77\n",
    "Mail: 203.0.113.0-203.0.113.255\nWeb: 198.51.100.16-198.51.100.31\n",
    "# servers\n203.0.113.5\n",
  ])
  func anyOtherListIsNone(_ text: String) throws {
    let reading = try ReadingLines.read(text, "list.txt")
    #expect(!reading.findings.contains { $0.code == "block-list" })
  }
}
