import DocumentReading
import EndpointModel
import Foundation
import TestSupport
import Testing

/// Each feed from its own fields, in the shape that `Feeds/` describes.
@Suite struct FeedTests {
  private func read(_ text: String, _ format: String) throws -> [String] {
    let reading = try ReadingLines.read(text, "feed")
    #expect(reading.description.format == format)
    return ReadingLines.lines(reading)
  }

  @Test func microsoft365() throws {
    let lines = try read(
      """
      [{"id": 1, "serviceArea": "Mail", "serviceAreaDisplayName": "Mail Online",
        "urls": ["*.mail.example.com"], "ips": ["192.0.2.0/24"], "tcpPorts": "80,443",
        "udpPorts": "3478-3481", "category": "Optimize", "required": true},
       {"id": 2, "serviceArea": "Web", "urls": ["www.example.com"], "category": "Default"}]
      """, "microsoft-365")
    #expect(
      lines == [
        "Mail Online | Optimize | *.mail.example.com | tcp | 80,443 | outbound",
        "Mail Online | Optimize | *.mail.example.com | udp | 3478-3481 | outbound",
        "Mail Online | Optimize | 192.0.2.0/24 | tcp | 80,443 | outbound",
        "Mail Online | Optimize | 192.0.2.0/24 | udp | 3478-3481 | outbound",
        "Web | Default | www.example.com | - | - | outbound",
      ])
  }

  @Test func theOtherClouds() throws {
    #expect(
      try read(
        #"{"changeNumber": 7, "cloud": "Public", "values": [{"name": "Storage.West", "id": "x", "properties": {"region": "west", "addressPrefixes": ["192.0.2.0/24", "2001:db8::/32"]}}]}"#,
        "azure-service-tags") == [
          "Storage.West | west | 192.0.2.0/24 | - | - | -",
          "Storage.West | west | 2001:db8::/32 | - | - | -",
        ])
    #expect(
      try read(
        #"{"syncToken": "1", "creationTime": "2026-01-02T03:04:05", "prefixes": [{"ipv4Prefix": "192.0.2.0/24", "service": "Cloud", "scope": "eu"}, {"ipv6Prefix": "2001:db8::/32"}]}"#,
        "google-ip-ranges") == [
          "Cloud | eu | 192.0.2.0/24 | - | - | -", "- | - | 2001:db8::/32 | - | - | -",
        ])
    #expect(
      try read(
        #"{"verifiable_password_authentication": false, "ssh_keys": ["AAAA"], "hooks": ["192.0.2.0/24"], "domains": {"website": ["*.example.com"]}}"#,
        "github-meta") == [
          "hooks | - | 192.0.2.0/24 | - | - | -", "website | domains | *.example.com | - | - | -",
        ])
    #expect(
      try read(
        #"{"result": {"ipv4_cidrs": ["192.0.2.0/24"], "ipv6_cidrs": ["2001:db8::/32"], "etag": "e"}, "success": true}"#,
        "cloudflare-ips"
      ).count == 2)
    #expect(
      try read(#"{"addresses": ["192.0.2.0/24"], "ipv6_addresses": []}"#, "fastly-ip-list")
        == ["- | addresses | 192.0.2.0/24 | - | - | -"])
    #expect(
      try read(
        #"{"version": 3, "modified": "2026-01-02", "agents": {"prefixes_ipv4": ["192.0.2.0/24"], "prefixes_ipv6": [], "prefixes_ipv4_by_location": {"x": ["192.0.2.0/24"]}}}"#,
        "datadog-ip-ranges") == ["agents | - | 192.0.2.0/24 | - | - | -"])
    #expect(
      try read(
        #"{"last_updated_at": "2026-01-02", "regions": {"EU": {"ipv4_cidrs": ["192.0.2.1/32"]}}, "changelog": [{"region": "EU", "ipv4_cidrs": ["192.0.2.9/32"]}]}"#,
        "auth0-ip-ranges") == ["- | EU | 192.0.2.1 | - | - | -"])
    #expect(
      try read(
        #"{"name": "List", "type": "cidr", "version": 2, "list": ["192.0.2.0/24"], "matching_attributes": ["ip-dst"]}"#,
        "misp-warninglist") == ["List | - | 192.0.2.0/24 | - | - | -"])
    #expect(
      try read("# ours\n192.0.2.0/24,NO,NO-03,Oslo,\n2001:db8::/32,NO,,,\n", "geofeed") == [
        "- | Oslo, NO-03, NO | 192.0.2.0/24 | - | - | -", "- | NO | 2001:db8::/32 | - | - | -",
      ])
  }

  @Test func anyOtherJSON() throws {
    #expect(
      try read(
        #"{"zone": "x", "web": {"prefixes": ["192.0.2.0/24"]}, "history": {"prefixes": ["192.0.2.9"]}, "rules": [{"name": "Mail", "ip": "192.0.2.5", "tcpPorts": "25,587", "region": "eu"}]}"#,
        "json") == [
          "web | - | 192.0.2.0/24 | - | - | -", "Mail | eu | 192.0.2.5 | tcp | 25,587 | -",
        ])
  }

  /// An answer that failed, or one page of many, is no list.
  @Test(arguments: [
    (
      #"{"success": false, "errors": [{"code": 1}], "items": [{"ip": "192.0.2.1"}]}"#,
      "answer-failed"
    ),
    (
      #"{"count": 250, "next": "https://a.example/?page=2", "items": [{"ip": "192.0.2.1"}]}"#,
      "one-page-of-many"
    ),
  ])
  func partsOfListsAreErrors(_ text: String, _ code: String) throws {
    let reading = try ReadingLines.read(text, "feed.json")
    #expect(reading.isPartial && reading.findings.contains { $0.code == code })
  }

  /// Archives and pictures are called what they are.
  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], "gzip"), ([0x50, 0x4B, 3, 4], "ZIP"),
      ([0x25, 0x50, 0x44, 0x46, 0x2D], "PDF"),
    ] as [([UInt8], String)])
  func whatIsNoTextIsNamed(_ bytes: [UInt8], _ name: String) {
    #expect(throws: ReadingError.self) {
      try DocumentReader.read(Document(bytes: bytes, source: "list.txt"))
    }
    do {
      _ = try DocumentReader.read(Document(bytes: bytes, source: "list.txt"))
    } catch {
      #expect("\(error)".contains(name))
    }
  }

  @Test func aBrokenAddressInAFeedIsAnError() throws {
    let reading = try ReadingLines.read(
      #"{"addresses": ["192.0.2.0/24", "192.0.2.300"], "ipv6_addresses": []}"#, "feed")
    #expect(reading.isPartial)
  }

  /// The article tells that a feed is a file and a line: every feed of the list has
  /// a file of its own name, and nothing else names it.
  @Test func aFeedIsOneFileAndOneLine() throws {
    let list = try Places.text("Sources/DocumentReading/Feeds/Feed.swift")
    let feeds = list.matches(of: #/\s(\w+)\.self,/#).map { String($0.output.1) }
    #expect(feeds.count >= 12)
    let folder = Places.package.appending(path: "Sources")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    ).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
      .map { (name: $0.lastPathComponent, bytes: try Data(contentsOf: $0)) }
    for feed in feeds {
      #expect(files.contains { $0.name == "\(feed).swift" }, "\(feed)")
      let mention = Data("\(feed).self".utf8)
      let mentions = files.filter { $0.bytes.range(of: mention) != nil }
      #expect(mentions.map(\.name) == ["Feed.swift"], "\(feed)")
    }
  }
}
