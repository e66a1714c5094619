import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// Customers, contacts and ports.
@Suite struct MergedCustomersTests {
  private let folder: TemporaryFolder
  private let here: Site
  private let there: Site

  init() throws {
    folder = try TemporaryFolder()
    here = try Site(folder.file("here.sqlite"))
    try here.sync("192.0.2.1", at: "2026-01-01T00:00:00Z")
    try here.add("north", "it@north.example", at: "2026-01-01T00:00:00Z")
    try here.assign("north", "4000-4063", at: "2026-01-01T00:00:00Z")
    there = try here.fork(folder.file("there.sqlite"))
  }

  private func ports(_ site: Site, _ name: String) throws -> [String] {
    try site.inventory.read { reader in
      try reader.assignments(of: CustomerName(name)!, withCorrected: true).map {
        "\($0.ports)" + ($0.corrected == nil ? "" : " corrected")
          + ($0.isCorrection ? " correction" : "")
      }
    }
  }

  private func contacts(_ name: String) throws -> [String] {
    try here.inventory.read { try $0.customer(CustomerName(name)!).contacts.map(\.text) }
  }

  private func setContacts(_ site: Site, _ contacts: String..., at time: String) throws {
    try site.change(at: time) {
      try $0.update(Site.north, displayName: nil, contacts: contacts.map { MailAddress($0)! })
    }
  }

  @Test func newOnesComeWithTheirPorts() throws {
    try there.add("south", "it@south.example", at: "2026-01-05T00:00:00Z")
    try there.assign("south", "5000-5063", at: "2026-01-05T00:00:00Z")
    try there.assign("north", "6000-6063", at: "2026-01-06T00:00:00Z")
    let outcome = try here.merge(there)
    #expect(Site.names(outcome.taken) == ["customer south", "ports north", "ports south"])
    #expect(try contacts("south") == ["it@south.example"])
    #expect(try ports(here, "north") == ["4000-4063", "6000-6063"])
    #expect(try ports(here, "south") == ["5000-5063"])
    #expect(try here.merge(there) == MergeOutcome())
    #expect(try here.problems().isEmpty)
  }

  /// A correction and what it corrects come as such, whatever numbers they have here.
  @Test func correctionsComeAlong() throws {
    try here.add("east", at: "2026-01-04T00:00:00Z")
    try here.assign("east", "7000-7063", at: "2026-01-04T00:00:00Z")
    try there.change(at: "2026-01-05T00:00:00Z") { writer in
      _ = try writer.correct(
        Site.north, on: Site.cloud, .data, at: UTCTime("2026-01-02T00:00:00Z")!
      ) { wrong in
        NewCorrection(
          ports: PortRange("4100-4163")!, transport: wrong.transport, period: wrong.period)
      }
    }
    #expect(Site.names(try here.merge(there).taken) == ["ports north"])
    #expect(try ports(here, "north") == ["4000-4063 corrected", "4100-4163 correction"])
    #expect(try here.merge(there) == MergeOutcome())
  }

  /// Two customers never have the same ports; the customer comes, its ports do not.
  @Test func portsThatAreTakenHereAreAConflict() throws {
    try here.add("east", at: "2026-01-04T00:00:00Z")
    try here.assign("east", "5000-5063", at: "2026-01-04T00:00:00Z")
    try there.add("south", at: "2026-01-05T00:00:00Z")
    try there.assign("south", "5032-5095", at: "2026-01-05T00:00:00Z")
    let outcome = try here.merge(there)
    #expect(Site.names(outcome.taken) == ["customer south"])
    #expect(Site.names(outcome.conflicts) == ["ports south"])
    #expect(outcome.conflicts.first?.detail.contains("east has udp 5000-5063") == true)
    #expect(try ports(here, "south").isEmpty)
    #expect(try here.problems().isEmpty)
  }

  @Test func whatBothChangedIsAConflict() throws {
    try here.assign("north", "5000-5063", at: "2026-01-05T00:00:00Z")
    try there.assign("north", "6000-6063", at: "2026-01-05T00:00:00Z")
    try setContacts(here, "a@north.example", at: "2026-01-05T00:00:00Z")
    try setContacts(there, "b@north.example", at: "2026-01-05T00:00:00Z")
    let outcome = try here.merge(there)
    #expect(outcome.isEmpty)
    #expect(Site.names(outcome.conflicts) == ["customer north", "ports north"])
    #expect(try contacts("north") == ["a@north.example"])
    #expect(try ports(here, "north") == ["4000-4063", "5000-5063"])
  }

  /// A contact that was taken away here is not told again, and one that was taken away there is not
  /// told any more.
  @Test func contactsFollowWhoeverChangedThem() throws {
    try setContacts(there, "new@north.example", at: "2026-01-05T00:00:00Z")
    #expect(Site.names(try here.merge(there).taken) == ["customer north"])
    #expect(try contacts("north") == ["new@north.example"])
    try setContacts(here, at: "2026-03-01T00:00:00Z")
    #expect(try here.merge(there, at: "2026-03-02T00:00:00Z") == MergeOutcome())
    #expect(try contacts("north").isEmpty)
  }

  /// Two places that have nothing in common but a name.
  @Test func otherPlacesAgreeOrAreAConflict() throws {
    let site = try Site(folder.file("site.sqlite"))
    try site.sync("192.0.2.1", at: "2026-01-03T00:00:00Z")
    try site.add("north", "it@north.example", at: "2026-01-03T00:00:00Z")
    // The same table, the same name and contacts, another beginning of its use.
    #expect(Site.names(try here.merge(site).conflicts) == ["ports north"])
    try site.change(at: "2026-01-04T00:00:00Z") {
      try $0.update(Site.north, displayName: GivenText("Nord")!, contacts: nil)
    }
    #expect(Site.names(try here.merge(site).conflicts) == ["customer north", "ports north"])
  }

  /// What was erased does not come back, by no way.
  @Test func whoWasErasedStaysErased() throws {
    try here.change(at: "2026-01-05T00:00:00Z") { _ = try $0.erase(Site.north) }
    let outcome = try here.merge(there)
    #expect(outcome.isEmpty)
    #expect(Site.names(outcome.conflicts) == ["customer north"])
    #expect(try here.inventory.read { try !$0.isKnown(Site.north) })
    // And the other way round, a person is told that it was erased there.
    let back = try there.merge(here)
    #expect(back.isEmpty)
    #expect(Site.names(back.conflicts) == ["customer north"])
    #expect(back.conflicts.first?.detail == "erased there")
  }

  @Test func aRenamedCustomerIsTheSame() throws {
    try here.change(at: "2026-01-05T00:00:00Z") {
      try $0.rename(Site.north, to: CustomerName("nord")!)
    }
    try there.assign("north", "6000-6063", at: "2026-01-06T00:00:00Z")
    let outcome = try here.merge(there)
    #expect(Site.names(outcome.taken) == ["ports nord"])
    #expect(outcome.conflicts.isEmpty)
    #expect(try ports(here, "nord") == ["4000-4063", "6000-6063"])
  }
}
