import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import TestSupport
import Testing
import WebAccess

@testable import GatebookService

/// An inventory with two deployments, and a relay on the loopback address: what is told to whom,
/// at which time.
final class NoticeInventory {
  let folder: TemporaryFolder
  let inventory: Inventory
  let relay: MailServer
  let cloud = DeploymentName("vendor/cloud")!
  let voice = DeploymentName("vendor/voice")!
  private let author = Author(user: GivenText("desk")!)

  init() throws {
    folder = try TemporaryFolder()
    inventory = try Inventory.openForWriting(at: folder.file("gatebook.sqlite"))
    relay = try MailServer()
  }

  func act(_ time: String) -> Act { Act(by: author, at: UTCTime(time)!) }

  /// Stores a table of addresses, each with tcp 443, and the customer's data ports at 192.0.2.9.
  @discardableResult
  func commit(
    _ addresses: [String], to deployment: DeploymentName? = nil, at time: String,
    actBy: String? = nil, switchOff: String? = nil
  ) throws -> Revision {
    let deployment = deployment ?? cloud
    let own = Endpoint(
      service: "Radio", address: EndpointAddress("192.0.2.9"), ports: .customer, transport: .udp,
      portRole: .data)
    let table = Snapshot(
      addresses.map {
        Endpoint(
          service: "Web", address: EndpointAddress($0), ports: Ports("443"), transport: .tcp)
      } + [own])
    return try inventory.write(act(time)) { writer in
      let base = try writer.latestRevision(of: deployment)
      var document = DocumentDescription(
        source: "document", format: "text", encoding: "utf-8", byteCount: 3,
        sha256: String(repeating: "ab", count: 32))
      document.actBy = actBy.flatMap { PartialDate($0) }
      document.switchOffOn = switchOff.flatMap { PartialDate($0) }
      return try writer.commit(
        NewRevision(
          deployment: deployment, basedOn: base?.number,
          comparison: Comparison(
            from: base.map { try writer.snapshot(of: $0) } ?? Snapshot([]), to: table),
          document: document, fetchedAt: UTCTime(time)!, recordedAt: UTCTime(time)!,
          holdReasons: []))
    }
  }

  func add(
    _ name: String, _ contacts: String..., using deployments: [DeploymentName], at time: String,
    language: NoticeLanguage? = nil
  ) throws {
    try inventory.write(act(time)) { writer in
      try writer.add(
        Customer(
          name: CustomerName(name)!, displayName: GivenText(name.capitalized)!,
          contacts: contacts.map { MailAddress($0)! }, language: language),
        using: deployments, from: UTCTime(time)!)
    }
  }

  @discardableResult
  func subscribe(
    _ target: String, to deployment: DeploymentName? = nil, customer: String? = nil,
    digest: NoticeDigest? = nil, at time: String
  ) throws -> Subscription {
    var terms = Subscription.Terms(
      who: GivenText("NOC")!, deployment: deployment ?? cloud, target: DeliveryTarget(target)!)
    terms.customer = customer.flatMap { CustomerName($0) }
    terms.tellsHeld = customer == nil
    terms.digest = digest
    return try inventory.write(act(time)) { try $0.subscribe(terms, secret: nil) }
  }

  /// Sends what is due.
  @discardableResult
  func send(at time: String, zone: TimeZoneRules = .utc) throws -> [NoticeRun.Outcome] {
    let now = UTCTime(time)!
    return try run(at: now, zone: zone).run(on: inventory) { _ in }
  }

  func run(
    at now: UTCTime, zone: TimeZoneRules = .utc, language: NoticeLanguage = .english
  ) throws -> NoticeRun {
    var settings = NoticeRun.Settings(
      times: DigestTimes(zone: zone))
    settings.language = language
    return NoticeRun(
      by: author, now: { now },
      relay: try MailRelay(
        parsing: relay.url, sender: MailAddress("gatebook@example.com")!, user: nil, password: nil),
      options: TransferOptions(), settings: settings, remedies: { "\($0)" })
  }

  /// Every notice with its state: "change 2 due".
  func notices() throws -> [String] {
    try inventory.read { try $0.notices() }.reversed().map {
      "\($0.subject.kind.rawValue) \($0.subject.revision) \($0.delivery.state.rawValue)"
    }
  }

  /// The subject lines of the mails that came, with whom they were to.
  func mails() -> [String] {
    relay.received.map { mail in
      let lines = mail.text.split(separator: "\r\n")
      func value(_ name: String) -> Substring {
        lines.first { $0.hasPrefix(name) }?.dropFirst(name.count) ?? ""
      }
      return "\(value("To: ")): \(value("Subject: "))"
    }
  }
}
