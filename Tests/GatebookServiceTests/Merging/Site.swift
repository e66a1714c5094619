import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import TestSupport

@testable import GatebookService

/// An inventory that is kept at some place, and what people do to it there.
final class Site {
  let path: String
  let inventory: Inventory
  static let cloud = DeploymentName("vendor/cloud")!
  static let north = CustomerName("north")!

  init(_ path: String) throws {
    self.path = path
    inventory = try Inventory.openForWriting(at: path)
  }

  /// Another place that goes on from the state here.
  func fork(_ path: String) throws -> Site {
    try inventory.backUp(to: path)
    return try Site(path)
  }

  static func act(_ time: String, note: String? = nil) -> Act {
    Act(
      by: Author(user: GivenText("desk")!, name: GivenText("Jo Ross")), at: UTCTime(time)!,
      note: note.flatMap { GivenText($0) })
  }

  func change<T>(at time: String, _ body: (InventoryWriter) throws -> T) throws -> T {
    try inventory.write(Self.act(time), body)
  }

  /// Stores a table of addresses, each with tcp 443, and the customer's data ports at 192.0.2.9.
  @discardableResult
  func sync(
    _ addresses: String..., to deployment: DeploymentName = Site.cloud, at time: String,
    held: Bool = false
  ) throws -> Revision {
    let own = Endpoint(
      service: "Radio", address: EndpointAddress("192.0.2.9"), ports: .customer, transport: .udp,
      portRole: .data)
    let table = Snapshot(
      addresses.map {
        Endpoint(
          service: "Web", address: EndpointAddress($0), ports: Ports("443"), transport: .tcp)
      } + [own])
    return try change(at: time) { writer in
      let base = try writer.latestRevision(of: deployment)
      let document = DocumentDescription(
        source: "document.csv", format: "csv", encoding: "utf-8", byteCount: 3,
        sha256: String(repeating: "ab", count: 32))
      return try writer.commit(
        NewRevision(
          deployment: deployment, basedOn: base?.number,
          comparison: Comparison(
            from: base.map { try writer.snapshot(of: $0) } ?? Snapshot([]), to: table),
          document: document, fetchedAt: UTCTime(time)!, recordedAt: UTCTime(time)!,
          holdReasons: held ? [HoldReason(.noEndpoints, "of a test")] : []))
    }
  }

  func add(_ name: String, _ contacts: String..., at time: String) throws {
    try change(at: time) {
      try $0.add(
        Customer(
          name: CustomerName(name)!, displayName: GivenText(name.capitalized)!,
          contacts: contacts.map { MailAddress($0)! }),
        using: [Site.cloud], from: UTCTime(time)!)
    }
  }

  func assign(_ name: String, _ ports: String, at time: String) throws {
    let ports = PortRange(ports)!
    try change(at: time) {
      _ = try $0.assign([
        NewAssignment(
          customer: CustomerName(name)!, deployment: Site.cloud, role: .data, ports: ports,
          from: UTCTime(time)!)
      ])
    }
  }

  @discardableResult
  func subscribe(_ target: String, at time: String) throws -> Subscription {
    let terms = Subscription.Terms(
      who: GivenText("NOC")!, deployment: Site.cloud, target: DeliveryTarget(target)!)
    return try change(at: time) { try $0.subscribe(terms, secret: nil) }
  }

  /// Merges another inventory into this one.
  func merge(
    _ other: Site, at time: String = "2026-02-01T00:00:00Z", tables: Set<DeploymentName> = [],
    renamed: [DeploymentName: DeploymentName] = [:]
  ) throws -> MergeOutcome {
    let merge = InventoryMerge(origin: GivenText("other")!, tables: tables, renamed: renamed)
    return try other.inventory.read { theirs in
      try inventory.write(Site.act(time)) { try merge.run($0, theirs) }
    }
  }

  /// "revisions vendor/cloud@2..3".
  static func names(_ items: [MergeOutcome.Item]) -> [String] {
    items.map { item in
      let numbers = item.revisions.map { "@\($0.lowerBound)..\($0.upperBound)" } ?? ""
      return "\(item.kind.rawValue) \(item.name)\(numbers)"
    }
  }

  /// The addresses of the current table that have tcp 443.
  func addresses(of deployment: DeploymentName = Site.cloud) throws -> [String] {
    try inventory.read { reader in
      try reader.latestRevision(of: deployment).map { try reader.snapshot(of: $0) }?
        .endpoints.filter { $0.service == "Web" }.compactMap { $0.written?.description } ?? []
    }
  }

  /// Every notice: "change 2 due".
  func notices() throws -> [String] {
    try inventory.read { try $0.notices() }.reversed().map {
      "\($0.subject.kind.rawValue) \($0.subject.revision) \($0.delivery.state.rawValue)"
    }
  }

  /// What is not as it has to be.
  func problems() throws -> [String] {
    try inventory.read { try $0.verification() }.checks.flatMap(\.problems).map(\.message)
  }
}
