import DocumentReading
import EndpointModel
import TestSupport
import Testing

/// Feeds in the shapes that their vendors describe, with invented addresses.
@Suite struct VendorFeedTests {
  private func read(_ text: String, _ format: String) throws -> [String] {
    let reading = try ReadingLines.read(text, "feed")
    #expect(reading.description.format == format)
    #expect(!reading.isPartial)
    return ReadingLines.lines(reading)
  }

  @Test func nestedDomainsOfGitHub() throws {
    let lines = try read(
      """
      {"verifiable_password_authentication": true, "hooks": ["203.0.113.0/24"],
       "domains": {"website": ["*.example.net"],
        "actions_inbound": {"full_domains": ["hosted.example.org"],
          "wildcard_domains": ["*.blob.example.org"]},
        "artifact_attestations": {"trust_domain": "", "services": ["fulcio.example.com"]}}}
      """, "github-meta")
    #expect(
      Set(lines) == [
        "hooks | - | 203.0.113.0/24 | - | - | -", "website | domains | *.example.net | - | - | -",
        "actions_inbound | full_domains | hosted.example.org | - | - | -",
        "actions_inbound | wildcard_domains | *.blob.example.org | - | - | -",
        "artifact_attestations | services | fulcio.example.com | - | - | -",
      ])
  }

  @Test func oracleCloud() throws {
    let text = """
      {"last_updated_timestamp": "2026-01-20T17:11:13.445010", "regions": [
       {"region": "zz-north-1", "cidrs": [{"cidr": "203.0.113.0/25", "tags": ["OCI"]},
         {"cidr": "198.51.100.0/24", "tags": ["OSN", "OBJECT_STORAGE"]}]}]}
      """
    #expect(
      try Set(read(text, "oracle-cloud")) == [
        "OCI | zz-north-1 | 203.0.113.0/25 | - | - | -",
        "OSN, OBJECT_STORAGE | zz-north-1 | 198.51.100.0/24 | - | - | -",
      ])
    let description = try ReadingLines.read(text, "feed").description
    #expect(description.feedVersion == "2026-01-20T17:11:13.445010")
    #expect(description.revisedOn == PartialDate("2026-01-20"))
  }

  @Test func atlassian() throws {
    let text = """
      {"creationDate": "2026-02-11T09:12:01.123456", "syncToken": 1770801121, "items": [
       {"network": "203.0.113.0", "mask_len": 24, "cidr": "203.0.113.0/24", "mask": "255.255.255.0",
        "region": ["global"], "product": ["jira", "confluence"], "direction": ["ingress", "egress"]},
       {"cidr": "198.51.100.16/28", "region": ["east"], "product": ["bitbucket"],
        "direction": ["egress"]},
       {"cidr": "192.0.2.0/27", "region": ["east"], "product": ["trello"],
        "direction": ["ingress"]}]}
      """
    #expect(
      try Set(read(text, "atlassian-ip-ranges")) == [
        "jira, confluence | global | 203.0.113.0/24 | - | - | -",
        "bitbucket | east | 198.51.100.16/28 | - | - | -",
        "trello | east | 192.0.2.0/27 | - | - | -",
      ])
    let reading = try ReadingLines.read(text, "feed")
    #expect(reading.description.feedVersion == "1770801121")
    // Whose ingress it is, the vendor does not say.
    #expect(
      Set(reading.endpoints.map(\.note)) == ["ingress, egress", "egress", "ingress"])
  }

  @Test func hyperforceIsNotTheListOfAmazon() throws {
    #expect(
      try Set(
        read(
          """
          {"createDate": "2026-03-04-10-20-30", "syncToken": "1772619630", "prefixes": [
           {"region": "zz-north-1", "provider": "aws",
            "ip_prefix": ["203.0.113.0/25", "198.51.100.0/26"]}],
           "ipv6_prefixes": [
            {"region": "zz-south-1", "provider": "gcp", "ipv6_prefix": ["2001:db8:1::/48"]}]}
          """, "salesforce-hyperforce")) == [
          "aws | zz-north-1 | 203.0.113.0/25 | - | - | -",
          "aws | zz-north-1 | 198.51.100.0/26 | - | - | -",
          "gcp | zz-south-1 | 2001:db8:1::/48 | - | - | -",
        ])
  }

  @Test func zscaler() throws {
    #expect(
      try Set(
        read(
          """
          {"cloud.example": {"continent : EMEA": {"city : Exampleville I": [
            {"range": "203.0.113.0/24", "vpn": "exv1-vpn.cloud.example", "gre": "203.0.113.5",
             "hostname": "exv1.sme.cloud.example", "latitude": "50.1", "longitude": "8.6"},
            {"range": "198.51.100.0/24", "vpn": "", "gre": "203.0.113.5", "hostname": "",
             "latitude": "50.1", "longitude": "8.6"}]}}}
          """, "zscaler-cenr")) == [
          "cloud.example | EMEA, Exampleville I | 203.0.113.0/24 | - | - | -",
          "cloud.example | EMEA, Exampleville I | 198.51.100.0/24 | - | - | -",
          "cloud.example | EMEA, Exampleville I | 203.0.113.5 | - | - | -",
          "cloud.example | EMEA, Exampleville I | exv1-vpn.cloud.example | - | - | -",
          "cloud.example | EMEA, Exampleville I | exv1.sme.cloud.example | - | - | -",
        ])
  }

  /// Zendesk's egress comes in here, by its description.
  @Test func zendesk() throws {
    #expect(
      try Set(
        read(
          """
          {"ips": {"ingress": {"all": ["203.0.113.0/24"], "specific": []},
           "egress": {"all": ["198.51.100.0/24"], "specific": ["198.51.100.7/32"]}}}
          """, "zendesk-ips")) == [
          "ingress | all | 203.0.113.0/24 | - | - | outbound",
          "egress | all | 198.51.100.0/24 | - | - | inbound",
          "egress | specific | 198.51.100.7 | - | - | inbound",
        ])
  }

  /// The general rule and the one for geofeeds read these rightly.
  @Test func oktaAndTheEgressListOfApple() throws {
    #expect(
      try read(
        #"{"us_cell_1": {"ip_ranges": ["203.0.113.0/25"]}, "emea_cell_1": {"ip_ranges": ["192.0.2.0/26"]}}"#,
        "json"
      ).map { $0.contains("cell_1") } == [true, true])
    #expect(
      try read(
        "203.0.113.0/27,ZZ,ZZ-AB,Exampleville,\n2001:db8:1:2::/64,ZZ,ZZ-AB,Exampleville,\n",
        "geofeed"
      ).count == 2)
  }

  /// Keys become names: signs that nobody sees are not in them, blanks are folded.
  @Test func keysAreNamesLikeOthers() throws {
    let github = """
      {"verifiable_password_authentication": true, "ho\\tok\u{200B}s ": ["203.0.113.0/24"],
       "domains": {"web\\tsite": ["*.example.net"]}}
      """
    #expect(
      try Set(read(github, "github-meta")) == [
        "ho oks | - | 203.0.113.0/24 | - | - | -", "web site | domains | *.example.net | - | - | -",
      ])
    let zscaler = """
      {"cloud\\t.example": {"continent : \u{200B}EMEA": {"city : Bern\\t": [
        {"range": "203.0.113.0/24", "vpn": "", "gre": "", "hostname": "", "latitude": "1",
         "longitude": "2"}]}}}
      """
    #expect(
      try read(zscaler, "zscaler-cenr") == [
        "cloud .example | EMEA, Bern | 203.0.113.0/24 | - | - | -"
      ])
  }
}
