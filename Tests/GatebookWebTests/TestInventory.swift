import EndpointModel
import Foundation
import GRDB
import GatebookService
import InventoryModel
import InventoryStorage
import Synchronization
import TestSupport

@testable import GatebookWeb

/// An inventory with two deployments, a customer of each and a firewall, and a site of it.
final class TestInventory {
  let folder: TemporaryFolder
  let path: String
  let inventory: Inventory
  let site: Site
  private let world = World()

  /// What is around the site.
  private final class World: Sendable {
    let now = Mutex(TestInventory.time("2026-03-01T12:00:00Z"))
    let reports = Mutex<[String]>([])
    let asked = Mutex<[DeploymentName]>([])
    let syncAnswer = Mutex(SyncRequest.begun)
  }

  static let cloud = DeploymentName("vendor/cloud")!
  static let other = DeploymentName("other/cloud")!
  static let north = CustomerName("north")!
  static let south = CustomerName("south")!
  static let firewall = FirewallName("edge")!

  static func time(_ text: String) -> UTCTime { UTCTime(text)! }

  /// What was reported to whoever runs the server.
  var reported: [String] { world.reports.withLock { $0 } }

  /// Of which deployments somebody wanted the source to be read now.
  var asked: [DeploymentName] { world.asked.withLock { $0 } }

  /// What comes of that.
  var syncAnswer: SyncRequest {
    get { world.syncAnswer.withLock { $0 } }
    set { world.syncAnswer.withLock { $0 = newValue } }
  }

  /// What the site's clock says.
  var now: UTCTime {
    get { world.now.withLock { $0 } }
    set { world.now.withLock { $0 = newValue } }
  }

  init(
    public isPublic: Bool = false, readers: Int = 2, isToBeConfirmed: Bool = false,
    takesTurns: Bool = false,
    following: Following? = nil, zone: TimeZoneRules = .utc, readsSources: Bool = true
  ) throws {
    folder = try TemporaryFolder()
    path = folder.file("gatebook.sqlite")
    inventory = try Inventory.openForWriting(at: path)
    try Self.commit(
      inventory, Self.cloud,
      [
        Self.endpoint("Web", "192.0.2.0/25", "443"), Self.endpoint("Web", "192.0.2.128/25", "443"),
        Self.endpoint("Mail", "198.51.100.7", "25"), Self.endpoint("Mail", "2001:db8::25", "25"),
        Self.endpoint("Names", "*.example.com", "443"),
        Self.endpoint("Odd", "192.0.2.8-192.0.2.10", "443"),
        Self.endpoint("Open", "203.0.113.1", nil),
      ], at: "2026-01-01T00:00:00Z")
    try Self.commit(
      inventory, Self.other, [Self.endpoint("Voice", "203.0.113.9", "5060")],
      at: "2026-01-02T00:00:00Z")
    _ = try inventory.write(Self.act) { writer in
      for (name, deployment) in [(Self.north, Self.cloud), (Self.south, Self.other)] {
        try writer.add(
          Customer(name: name, displayName: GivenText(name.text.capitalized)!),
          using: [deployment], from: Self.time("2026-01-03T00:00:00Z"))
      }
      try FirewallRegistration(writer).add(
        RegisteredFirewall(
          name: Self.firewall, target: "edl", allowances: [FirewallAllowance(Self.cloud)]))
    }
    var settings = Site.Settings { [world] in world.now.withLock { $0 } }
    settings.allListsArePublic = isPublic
    settings.zone = zone
    settings.readers = readers
    if takesTurns {
      try FileManager.default.createDirectory(
        atPath: folder.file("store"), withIntermediateDirectories: false)
      var generator = SystemRandomNumberGenerator()
      _ = try Takeover(of: path, from: nil, store: folder.file("store"), Self.act)
        .run(using: &generator)
    }
    settings.following = following
    if isToBeConfirmed {
      settings.second = SecondPlace(
        socket: folder.file("socket"), store: takesTurns ? folder.file("store") : nil, seconds: 1)
    }
    if readsSources {
      settings.syncNow = { [world] deployment in
        world.asked.withLock { $0.append(deployment) }
        return world.syncAnswer.withLock { $0 }
      }
    }
    settings.report = { [world] text in world.reports.withLock { $0.append(text) } }
    site = try Site(at: path, settings)
  }

  deinit {
    try? site.close()
    try? inventory.close()
  }

  static let act = Act(by: Author(user: GivenText("desk")!), at: time("2026-01-03T00:00:00Z"))

  static func endpoint(_ service: String, _ address: String, _ ports: String?) -> Endpoint {
    Endpoint(
      service: service, address: EndpointAddress(address)!, ports: ports.map { Ports($0)! },
      transport: .tcp, line: 1)
  }

  @discardableResult
  static func commit(
    _ inventory: Inventory, _ deployment: DeploymentName, _ endpoints: [Endpoint],
    at recordedAt: String, isHeld: Bool = false
  ) throws -> Revision {
    try inventory.write(act) { writer in
      let base = try writer.latestRevision(of: deployment)
      return try writer.commit(
        NewRevision(
          deployment: deployment, basedOn: base?.number,
          comparison: Comparison(
            from: base.map { try writer.snapshot(of: $0) } ?? Snapshot([]),
            to: Snapshot(endpoints)),
          document: DocumentDescription(
            source: "document", format: "text", encoding: "utf-8", byteCount: 3,
            sha256: String(repeating: "ab", count: 32)),
          fetchedAt: time(recordedAt), recordedAt: time(recordedAt),
          holdReasons: isHeld ? [HoldReason(.addressesGone, "many")] : []))
    }
  }

  func commit(
    _ endpoints: [Endpoint], to deployment: DeploymentName = TestInventory.cloud,
    at recordedAt: String, isHeld: Bool = false
  ) throws {
    try Self.commit(inventory, deployment, endpoints, at: recordedAt, isHeld: isHeld)
  }

  /// Makes a whole copy in one file, and puts it in the place of another inventory's file.
  func takePlace(of path: String) throws {
    let copy = folder.file("copy.sqlite")
    let queue = try DatabaseQueue(path: self.path)
    try queue.vacuum(into: copy)
    try queue.close()
    for ending in ["-wal", "-shm"] { unlink(path + ending) }
    guard rename(copy, path) == 0 else { throw POSIXError(.EIO) }
  }

  /// Makes every question fail that reads deployments.
  func breakInventory() throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "ALTER TABLE deployment RENAME TO gone") }
    try queue.close()
  }

  /// Registers where vendor/cloud's document comes from.
  func addSource(at time: String) throws {
    try inventory.write(Act(by: Self.act.author, at: Self.time(time))) {
      try $0.setSource(
        RegisteredSource(
          deployment: Self.cloud, location: .web("https://vendor.example/list")))
    }
  }

  /// Makes a token for a scope.
  func token(
    _ role: ServerRole = .read, _ scope: ServerScope = .everything, expires: UTCTime? = nil,
    name: String = "token-\(UUID().uuidString)"
  ) throws -> String {
    var generator = SystemRandomNumberGenerator()
    return try inventory.write(Self.act) {
      try ServerTokens($0).add(
        ServerToken(
          name: GivenText(name)!, role: role, scope: scope, createdAt: Self.act.time,
          expiresAt: expires), using: &generator)
    }
  }

  /// Makes a user, whose password is `a long password`.
  func user(
    _ name: String, _ role: ServerRole = .read, _ scope: ServerScope = .everything
  ) throws {
    try inventory.write(Self.act) {
      try ServerUsers($0).add(
        ServerUser(name: GivenText(name)!, role: role, scope: scope, createdAt: Self.act.time),
        password: Password("a long password", of: GivenText(name)!))
    }
  }

  /// What a form sends back.
  func post(
    _ target: String, _ fields: [(String, String)] = [], token: String? = nil,
    _ change: (inout WebRequest) -> Void = { _ in }
  ) -> WebResponse {
    var request = WebRequest("POST", target)
    request.headers.authorization = token.map { "Bearer \($0)" }
    request.headers.contentType = "application/x-www-form-urlencoded"
    request.client = "192.0.2.77"
    let body = fields.map {
      $0.0.percentEncoded(keeping: "") + "=" + $0.1.percentEncoded(keeping: "")
    }.joined(separator: "&")
    request.body = Array(body.utf8)
    change(&request)
    return site.answer(request)
  }

  /// The answer to a question, as a server gives it: what is prepared first.
  func get(
    _ target: String, token: String? = nil, _ change: (inout WebRequest) -> Void = { _ in }
  ) -> WebResponse {
    var request = WebRequest("GET", target)
    request.headers.authorization = token.map { "Bearer \($0)" }
    request.client = "192.0.2.77"
    change(&request)
    return site.prepared(request) ?? site.answer(request)
  }
}
