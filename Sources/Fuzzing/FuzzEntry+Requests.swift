import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

@testable import GatebookWeb

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FuzzEntry {
  /// Requests to a server: the first line is the method and the target, then come headers, a line
  /// each, and behind an empty line the body. Who asks may read everything.
  static let requests = FuzzEntry(name: "requests", length: 256) { bytes in
    guard let request = WebRequest(written: bytes) else { return }
    let response = server.site.prepared(request) ?? server.site.answer(request)
    hold((200...503).contains(response.status), "status \(response.status)")
    hold(response.status != 500, "a fault")
    hold(!(request.isHead || response.status == 304) || response.body.isEmpty, "an unasked body")
    for (name, value) in response.headers {
      hold(
        (name + value).unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) },
        "the header \(name)")
    }
    if let length = response.header("content-length"), !request.isHead, response.status != 304 {
      hold(length == "\(response.body.count)", "a length of \(length)")
    }
    guard response.status == 206 else { return }
    var whole = request
    whole.headers.range = nil
    whole.headers.acceptEncoding = nil
    hold(
      response.header("content-range").map {
        $0 == Self.range(of: response.body, in: server.site.answer(whole).body, named: $0)
      } ?? false, "a part that is none")
  }

  /// The range that a part has of a whole, if it is the one that is named; empty else.
  private static func range(of part: [UInt8], in whole: [UInt8], named text: String) -> String {
    let numbers = text.drop { $0 != " " }.dropFirst().split { $0 == "-" || $0 == "/" }.map {
      Int($0)
    }
    guard numbers.count == 3, let first = numbers[0], let last = numbers[1], first <= last,
      last < whole.count, Array(whole[first...last]) == part
    else { return "" }
    return "bytes \(first)-\(last)/\(whole.count)"
  }

  /// A server with two revisions, a customer and a firewall, made once.
  private static let server = FuzzedServer()
}

extension WebRequest {
  /// Nil if it is not written so.
  fileprivate init?(written bytes: [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    guard let first = lines.popFirst() else { return nil }
    let words = String(decoding: first, as: UTF8.self).split(
      separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2 else { return nil }
    self.init(String(words[0]), String(words[1]))
    client = "192.0.2.77"
    headers.authorization = "Bearer " + FuzzedServer.token
    while let line = lines.popFirst(), !line.isEmpty {
      let text = String(decoding: line, as: UTF8.self)
      let name = text.prefix { $0 != ":" }
      let value = String(text.dropFirst(name.count + 1).drop { $0 == " " })
      switch name.lowercased() {
      case "authorization": headers.authorization = value
      case "accept": headers.accept = value
      case "content-type": headers.contentType = value
      case "cookie": headers.cookie = value
      case "sec-fetch-site": headers.secFetchSite = value
      case "accept-encoding": headers.acceptEncoding = value
      case "if-none-match": headers.ifNoneMatch = value
      case "if-modified-since": headers.ifModifiedSince = value
      case "range": headers.range = value
      case "if-range": headers.ifRange = value
      default: break
      }
    }
    body = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }
}

/// An inventory in a new folder, and what a server answers about it.
private final class FuzzedServer: Sendable {
  static let token = "gatebook_" + String(repeating: "5a", count: 32)

  let site: Site

  init() {
    do {
      site = try Self.made()
    } catch {
      fatalError("no server to ask: \(error)")
    }
  }

  private static let time = UTCTime("2026-01-03T00:00:00Z")!
  private static let act = Act(by: Author(user: GivenText("desk")!), at: time)

  /// Numbers that give the token.
  private struct Constant: RandomNumberGenerator {
    mutating func next() -> UInt64 { 0x5A5A_5A5A_5A5A_5A5A }
  }

  private static func made() throws -> Site {
    var name = Array("/tmp/gatebook-fuzz-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { fatalError("no folder") }
    let path =
      String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      + "/gatebook.sqlite"
    let inventory = try Inventory.openForWriting(at: path)
    let cloud = DeploymentName("vendor/cloud")!
    for (day, ports) in [("2026-01-01", "443"), ("2026-01-02", "8443")] {
      let time = UTCTime(day + "T00:00:00Z")!
      let endpoints = ["192.0.2.0/25", "198.51.100.7", "2001:db8::25", "*.example.com"].map {
        Endpoint(
          service: "Web", address: EndpointAddress($0)!, ports: Ports(ports)!, transport: .tcp,
          line: 1)
      }
      _ = try inventory.write(act) { writer in
        let base = try writer.latestRevision(of: cloud)
        return try writer.commit(
          NewRevision(
            deployment: cloud, basedOn: base?.number,
            comparison: Comparison(
              from: base.map { try writer.snapshot(of: $0) } ?? Snapshot([]),
              to: Snapshot(endpoints)),
            document: DocumentDescription(
              source: "document", format: "text", encoding: "utf-8", byteCount: 3,
              sha256: String(repeating: "ab", count: 32)),
            fetchedAt: time, recordedAt: time))
      }
    }
    try inventory.write(act) { writer in
      try writer.add(
        Customer(name: CustomerName("north")!, displayName: GivenText("North")!), using: [cloud],
        from: time)
      try FirewallRegistration(writer).add(
        RegisteredFirewall(
          name: FirewallName("edge")!, target: "edl", allowances: [FirewallAllowance(cloud)]))
      var numbers = Constant()
      _ = try ServerTokens(writer).add(
        ServerToken(
          name: GivenText("fuzz")!, role: .read, scope: .everything, createdAt: time,
          expiresAt: nil), using: &numbers)
    }
    try inventory.close()
    var settings = Site.Settings { UTCTime("2026-03-01T12:00:00Z")! }
    settings.allListsArePublic = true
    settings.report = { fatalError("a fault: \($0)") }
    return try Site(at: path, settings)
  }
}
