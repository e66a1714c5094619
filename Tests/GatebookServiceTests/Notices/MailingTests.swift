import EndpointModel
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// The contacts of all customers are told, whoever they are.
@Suite struct MailingTests {
  private let told: NoticeInventory
  private let north = CustomerName("north")!

  init() throws {
    told = try NoticeInventory()
    try told.commit(["192.0.2.1"], at: "2026-01-01T00:00:00Z")
    try told.add(
      "north", "a@north.example", "b@north.example", using: [told.cloud],
      at: "2026-01-01T00:00:00Z")
    try told.add("south", using: [told.cloud], at: "2026-01-01T00:00:00Z")
  }

  private func addMailing(_ deployment: DeploymentName? = nil) throws {
    _ = try told.inventory.write(told.act("2026-01-02T00:00:00Z")) {
      try $0.addMailing(Mailing.Terms(deployment: deployment))
    }
  }

  /// "north a@north.example" of each active subscription.
  private func active() throws -> [String] {
    try told.inventory.read { try $0.subscriptions() }.filter { $0.ended == nil }
      .map { "\($0.terms.customer?.text ?? "-") \($0.terms.target)" }.sorted()
  }

  private func edit(_ contacts: String..., at time: String) throws {
    try told.inventory.write(told.act(time)) {
      try $0.update(north, displayName: nil, contacts: contacts.map { MailAddress($0)! })
    }
  }

  @Test func everyContactOfEveryCustomerIsTold() throws {
    try addMailing(told.cloud)
    #expect(try active() == ["north mail:a@north.example", "north mail:b@north.example"])
    #expect(
      try told.inventory.read {
        try $0.customersWithoutContact(using: told.cloud, at: UTCTime("2026-01-02T00:00:00Z")!)
      } == [CustomerName("south")!])
    // A customer and a contact that come later.
    try told.add("west", "c@west.example", using: [told.cloud], at: "2026-01-03T00:00:00Z")
    try told.add("east", "d@east.example", using: [], at: "2026-01-03T00:00:00Z")
    #expect(try active().filter { $0.hasPrefix("west") } == ["west mail:c@west.example"])
    #expect(try active().filter { $0.hasPrefix("east") } == [])
    try told.commit(["192.0.2.1", "192.0.2.2"], at: "2026-01-04T00:00:00Z")
    #expect(try told.notices().count == 3)
  }

  @Test func aMailingOfAllDeploymentsFollowsTheirUse() throws {
    try told.commit(["192.0.2.1"], to: told.voice, at: "2026-01-01T00:00:00Z")
    try addMailing()
    try told.inventory.write(told.act("2026-01-03T00:00:00Z")) { writer in
      _ = try writer.assign([
        NewAssignment(
          customer: north, deployment: told.voice, role: .data, ports: PortRange(5001, 5009)!,
          from: UTCTime("2026-01-03T00:00:00Z")!)
      ])
    }
    #expect(try active().count == 4)
    try told.inventory.write(told.act("2026-01-04T00:00:00Z")) {
      try $0.setArchived(north, true)
    }
    #expect(try active() == [])
    try told.inventory.write(told.act("2026-01-05T00:00:00Z")) {
      try $0.setArchived(north, false)
    }
    #expect(try active().count == 4)
  }

  /// Where the last contact leaves, a person is told of it, and a new contact is told all.
  @Test func whatNobodyIsToldAwaitsANewContact() throws {
    func status() throws -> Status {
      try told.inventory.read { try Status(of: $0, at: UTCTime("2026-01-05T00:00:00Z")!, in: .utc) }
    }
    try addMailing(told.cloud)
    try told.commit(["192.0.2.1", "192.0.2.2"], at: "2026-01-04T00:00:00Z")
    try edit(at: "2026-01-04T01:00:00Z")
    #expect(try status().undelivered.map { $0.subscription.terms.customer } == [north, north])
    #expect(try !status().isWell)
    #expect(
      Set(try status().undelivered.map(\.delivery.failure))
        == ["the customer has no contact any more: a new one is told"])
    #expect(try told.send(at: "2026-01-05T00:00:00Z").isEmpty)
    try edit("new@north.example", at: "2026-02-04T01:00:00Z")
    #expect(try status().isWell)
    #expect(try told.send(at: "2026-02-04T02:00:00Z").count == 1)
    #expect(told.relay.received.map(\.to) == [["RCPT TO:<new@north.example>"]])
  }

  /// What was due for a contact that is replaced goes to the new one; what others have as well is
  /// not sent to who is none any more.
  @Test func whatIsDueGoesToTheNewContact() throws {
    try addMailing(told.cloud)
    try told.commit(["192.0.2.1", "192.0.2.2"], at: "2026-01-04T00:00:00Z")
    try edit("b@north.example", "new@north.example", at: "2026-01-04T01:00:00Z")
    #expect(try active() == ["north mail:b@north.example", "north mail:new@north.example"])
    #expect(try told.send(at: "2026-01-04T02:00:00Z").count == 2)
    #expect(
      Set(told.relay.received.flatMap(\.to))
        == ["RCPT TO:<b@north.example>", "RCPT TO:<new@north.example>"])
    try told.commit(["192.0.2.1"], at: "2026-01-25T00:00:00Z")
    try edit("b@north.example", at: "2026-01-25T01:00:00Z")
    #expect(try told.notices().suffix(2).sorted() == ["change 3 due", "change 3 withdrawn"])
    // Nobody is left who would be told: a person has to see it.
    try edit(at: "2026-01-25T02:00:00Z")
    #expect(try told.notices().suffix(2).sorted() == ["change 3 given up", "change 3 withdrawn"])
  }

  /// A contact that is as new as the ports is told of them.
  @Test func newPortsAreToldToContactsOfTheSameChange() throws {
    try addMailing(told.cloud)
    try told.inventory.write(told.act("2026-01-04T00:00:00Z")) { writer in
      try writer.update(north, displayName: nil, contacts: [MailAddress("new@north.example")!])
      _ = try writer.assign([
        NewAssignment(
          customer: north, deployment: told.cloud, role: .data, ports: PortRange(5001, 5009)!,
          from: UTCTime("2026-01-04T00:00:00Z")!)
      ])
    }
    let notices = try told.inventory.read { try $0.notices() }
    #expect(notices.map(\.subject.kind) == [.ports])
    #expect(notices.first?.subscription.terms.target == DeliveryTarget("mail:new@north.example"))
  }

  @Test func itsSubscriptionsCannotBeChangedByThemselves() throws {
    try addMailing(told.cloud)
    let one = try #require(try told.inventory.read { try $0.subscriptions() }.first)
    #expect(throws: MailingError.follows(one, mailing: 1)) {
      try told.inventory.write(told.act("2026-01-03T00:00:00Z")) {
        try $0.unsubscribe(one.id, reason: GivenText("away")!)
      }
    }
    #expect(throws: MailingError.self) { try addMailing() }
    _ = try told.inventory.write(told.act("2026-01-04T00:00:00Z")) { try $0.endMailing(1) }
    #expect(try active() == [])
    try edit("z@north.example", at: "2026-01-05T00:00:00Z")
    #expect(try active() == [])
  }

  /// Who has a subscription of their own is not told twice, and is told by the mailing once that
  /// ends.
  @Test func nobodyIsToldTwice() throws {
    let own = try told.subscribe(
      "mail:a@north.example", customer: "north", at: "2026-01-01T00:00:00Z")
    try addMailing(told.cloud)
    #expect(try active() == ["north mail:a@north.example", "north mail:b@north.example"])
    _ = try told.inventory.write(told.act("2026-01-03T00:00:00Z")) {
      try $0.unsubscribe(own.id, reason: GivenText("ended")!)
    }
    #expect(try active() == ["north mail:a@north.example", "north mail:b@north.example"])
  }

  @Test func anErasedCustomerLeavesNoAddressBehind() throws {
    try addMailing(told.cloud)
    _ = try told.inventory.write(told.act("2026-01-03T00:00:00Z")) { try $0.erase(north) }
    #expect(try active() == [])
    let texts = try told.inventory.read { reader in
      try reader.subscriptions().map { "\($0)" }.joined()
        + reader.auditEntries().map { "\($0)" }.joined()
    }
    #expect(!texts.contains("north.example"))
  }
}
