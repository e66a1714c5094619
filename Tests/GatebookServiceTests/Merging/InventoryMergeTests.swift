import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// Histories of deployments, and what is set for them.
@Suite struct InventoryMergeTests {
  private let folder: TemporaryFolder
  private let here: Site
  private let there: Site

  init() throws {
    folder = try TemporaryFolder()
    here = try Site(folder.file("here.sqlite"))
    try here.sync("192.0.2.1", at: "2026-01-01T00:00:00Z")
    there = try here.fork(folder.file("there.sqlite"))
  }

  private func isSettled() throws -> Bool {
    let again = try here.merge(there, at: "2026-02-02T00:00:00Z")
    return try again.isEmpty && here.problems().isEmpty
  }

  @Test func revisionsThatAreOnlyThereComeAsTheyAre() throws {
    try there.sync("192.0.2.1", "192.0.2.2", at: "2026-01-05T10:00:00Z")
    try there.sync("192.0.2.2", "192.0.2.3", at: "2026-01-06T10:00:00Z")
    let outcome = try here.merge(there)
    #expect(Site.names(outcome.taken) == ["revisions vendor/cloud@2..3"])
    #expect(outcome.conflicts.isEmpty && outcome.auditEntries == 2)
    #expect(try here.addresses() == ["192.0.2.2", "192.0.2.3"])
    let (mine, other) = try (
      here.inventory.read { try $0.revisions(of: Site.cloud) },
      there.inventory.read { try $0.revisions(of: Site.cloud) }
    )
    #expect(mine == other)
    #expect(mine.map(\.recordedAt.description).first == "2026-01-06T10:00:00Z")
    // The day between has the table of that day, and what each opened and closed is known.
    let difference = try here.inventory.read { reader in
      try reader.difference(of: Site.cloud, from: mine[1], to: mine[0])
    }
    #expect(difference.changes.added.count == 1 && difference.changes.removed.count == 1)
    let entries = try here.inventory.read { try $0.auditEntries() }
    #expect(
      entries.suffix(3).map(\.action) == [.revisionStored, .revisionStored, .inventoryMerged])
    #expect(entries.suffix(3).map { $0.origin?.text } == ["other", "other", nil])
    #expect(entries.suffix(3).first?.act.author.name?.text == "Jo Ross")
    #expect(try isSettled())
  }

  @Test func whatIsOnlyHereStays() throws {
    try here.sync("192.0.2.4", at: "2026-01-05T10:00:00Z")
    let before = try here.inventory.read { try $0.lastAuditID() }
    let outcome = try here.merge(there)
    #expect(outcome == MergeOutcome())
    #expect(try here.inventory.read { try $0.lastAuditID() } == before)
    #expect(try here.addresses() == ["192.0.2.4"])
  }

  @Test func aNewDeploymentComesWithItsHistoryAndSettings() throws {
    let other = DeploymentName("vendor/other")!
    try there.sync("2001:db8::1", to: other, at: "2026-01-05T10:00:00Z")
    try there.sync("2001:db8::2", to: other, at: "2026-01-06T10:00:00Z")
    try there.change(at: "2026-01-06T11:00:00Z") { writer in
      try writer.declare(other, ports: Ports("443"), transport: .tcp)
      try writer.setSource(
        RegisteredSource(deployment: other, location: SourceLocation("feed.csv")!))
      _ = try writer.keepLayout("table 1", of: other)
    }
    let outcome = try here.merge(there)
    #expect(
      Site.names(outcome.taken)
        == ["deployment vendor/other@1..2", "settings vendor/other", "source vendor/other"])
    try here.inventory.read { reader throws -> Void in
      #expect(try reader.revisions(of: other).count == 2)
      #expect(try reader.declaration(of: other)?.ports == Ports("443"))
      #expect(try reader.source(of: other)?.location.description == "feed.csv")
      #expect(try reader.layout(of: other)?.text == "table 1")
    }
    #expect(try isSettled())
  }

  @Test func historiesThatPartAreNamedAndStay() throws {
    try here.sync("192.0.2.4", at: "2026-01-05T10:00:00Z")
    try there.sync("192.0.2.5", at: "2026-01-05T11:00:00Z")
    try there.change(at: "2026-01-05T12:00:00Z") {
      try $0.setSource(
        RegisteredSource(deployment: Site.cloud, location: SourceLocation("feed.csv")!))
    }
    let outcome = try here.merge(there)
    #expect(outcome.isEmpty)
    #expect(Site.names(outcome.conflicts) == ["deployment vendor/cloud@2..2"])
    #expect(outcome.conflicts.first?.detail.contains("2026-01-05T11:00:00Z there") == true)
    #expect(try here.addresses() == ["192.0.2.4"])
    #expect(try here.inventory.read { try $0.source(of: Site.cloud) } == nil)
  }

  /// At the same second, from documents of the same name and length.
  @Test func onlyTheAddressesDiffer() throws {
    try here.sync("192.0.2.4", at: "2026-01-05T10:00:00Z")
    try there.sync("192.0.2.5", at: "2026-01-05T10:00:00Z")
    let outcome = try here.merge(there)
    #expect(Site.names(outcome.conflicts) == ["deployment vendor/cloud@2..2"])
    let first = try Site(folder.file("first.sqlite"))
    try first.sync("192.0.2.9", at: "2026-01-01T00:00:00Z")
    #expect(Site.names(try here.merge(first).conflicts) == ["deployment vendor/cloud@1..1"])
  }

  /// A person says so; the table comes, and what the guard compares with is that.
  @Test func aTableIsTakenIfAPersonSaysSo() throws {
    try here.sync("192.0.2.4", at: "2026-01-05T10:00:00Z")
    try there.sync("192.0.2.5", at: "2026-01-04T11:00:00Z")
    try there.sync("192.0.2.6", at: "2026-01-04T12:00:00Z")
    let outcome = try here.merge(there, tables: [Site.cloud])
    #expect(Site.names(outcome.taken) == ["revisions vendor/cloud@3..3"])
    #expect(outcome.conflicts.isEmpty)
    #expect(try here.addresses() == ["192.0.2.6"])
    let current = try here.inventory.read { try $0.latestRevision(of: Site.cloud) }
    #expect(current?.recordedAt.description == "2026-02-01T00:00:00Z")
    #expect(current?.decisions.map(\.verdict) == [.approve])
    #expect(try here.inventory.read { try $0.revisions(of: Site.cloud).count } == 3)
    #expect(try isSettled())
    // The same table by other revisions is no conflict.
    #expect(try here.merge(there).conflicts.isEmpty)
  }

  @Test func bothReadTheSameDocument() throws {
    try here.sync("192.0.2.4", at: "2026-01-05T10:00:00Z")
    try there.sync("192.0.2.4", at: "2026-01-05T11:00:00Z")
    let outcome = try here.merge(there)
    #expect(outcome == MergeOutcome())
    // What comes after it there is no revision of here.
    try there.sync("192.0.2.5", at: "2026-01-06T11:00:00Z")
    #expect(Site.names(try here.merge(there).conflicts) == ["deployment vendor/cloud@2..2"])
  }

  @Test func anotherNameBringsAllOfIt() throws {
    try here.sync("192.0.2.4", at: "2026-01-05T10:00:00Z")
    try there.add("north", "it@north.example", at: "2026-01-05T10:00:00Z")
    try there.assign("north", "4000-4063", at: "2026-01-05T10:00:00Z")
    try there.sync("192.0.2.5", at: "2026-01-05T11:00:00Z")
    let site = DeploymentName("vendor/cloud-site")!
    let outcome = try here.merge(there, renamed: [Site.cloud: site])
    #expect(
      Site.names(outcome.taken)
        == ["deployment vendor/cloud-site@1..2", "customer north", "ports north"])
    #expect(try here.addresses() == ["192.0.2.4"])
    #expect(try here.addresses(of: site) == ["192.0.2.5"])
    let ports = try here.inventory.read { try $0.assignments(of: Site.north) }
    #expect(ports.map(\.deployment) == [site])
    #expect(try here.merge(there, renamed: [Site.cloud: site]) == MergeOutcome())
    #expect(try here.problems().isEmpty)
    // What is not there cannot be meant.
    #expect(throws: MergeError.self) { try here.merge(there, renamed: [site: Site.cloud]) }
    #expect(throws: MergeError.self) { try here.merge(there, tables: [site]) }
  }

  @Test func oneThatWaitedIsSettledAsThere() throws {
    try here.sync("192.0.2.7", at: "2026-01-02T00:00:00Z", held: true)
    let other = try here.fork(folder.file("other.sqlite"))
    _ = try other.change(at: "2026-01-03T00:00:00Z") {
      try Settlement($0).approve(Site.cloud, number: 2)
    }
    try other.sync("192.0.2.8", at: "2026-01-04T00:00:00Z")
    #expect(Site.names(try here.merge(other).taken) == ["revisions vendor/cloud@2..3"])
    #expect(try here.addresses() == ["192.0.2.8"])
    let states = try here.inventory.read { try $0.revisions(of: Site.cloud).map(\.state) }
    #expect(states == [.accepted, .accepted, .accepted])
    #expect(try here.problems().isEmpty)
    #expect(try here.merge(other) == MergeOutcome())
    // And where it waits there, what was decided here stays.
    let waiting = try Site(folder.file("waiting.sqlite"))
    try waiting.sync("192.0.2.1", at: "2026-01-01T00:00:00Z")
    try waiting.sync("192.0.2.7", at: "2026-01-02T00:00:00Z", held: true)
    #expect(try here.merge(waiting) == MergeOutcome())
  }

  @Test func decidedOtherwiseIsAConflict() throws {
    try here.sync("192.0.2.7", at: "2026-01-02T00:00:00Z", held: true)
    let other = try here.fork(folder.file("other.sqlite"))
    for (site, approves) in [(here, false), (other, true)] {
      _ = try site.change(at: "2026-01-03T00:00:00Z") {
        approves
          ? try Settlement($0).approve(Site.cloud, number: 2)
          : try Settlement($0).reject(Site.cloud, number: 2)
      }
    }
    let outcome = try here.merge(other)
    #expect(Site.names(outcome.conflicts) == ["deployment vendor/cloud@2..2"])
    #expect(outcome.conflicts.first?.detail.contains("rejected here, accepted there") == true)
    #expect(try here.addresses() == ["192.0.2.1"])
  }

  /// A rename is found by the name before it.
  @Test func whatWasRenamedIsTheSame() throws {
    let name = DeploymentName("vendor/renamed")!
    try here.change(at: "2026-01-03T00:00:00Z") { try $0.rename(Site.cloud, to: name) }
    try there.sync("192.0.2.5", at: "2026-01-05T11:00:00Z")
    let outcome = try here.merge(there)
    #expect(Site.names(outcome.taken) == ["revisions vendor/renamed@2..2"])
    #expect(outcome.conflicts.isEmpty)
    #expect(try here.addresses(of: name) == ["192.0.2.5"])
    #expect(try isSettled())
    // The other way round, only the revisions come; the name is told.
    let back = try there.merge(here)
    #expect(Site.names(back.conflicts) == ["deployment vendor/cloud"])
    #expect(back.conflicts.first?.detail == "it is called vendor/renamed there")
  }

  @Test func settingsOfBothAreAConflict() throws {
    for (site, percent) in [(here, 60), (there, 70)] {
      var limits = GuardLimits()
      limits.lossPercent = percent
      try site.change(at: "2026-01-03T00:00:00Z") { try $0.setGuardLimits(of: Site.cloud, limits) }
    }
    #expect(Site.names(try here.merge(there).conflicts) == ["settings vendor/cloud"])
  }

  @Test func aFirewallComesWithWhatItWasGiven() throws {
    let firewall = RegisteredFirewall(
      name: FirewallName("edge")!, target: "nftables",
      allowances: [FirewallAllowance(Site.cloud, service: nil, customer: nil)])
    try there.change(at: "2026-01-03T00:00:00Z") { writer in
      try writer.addFirewall(firewall)
      let rule = FirewallRule(
        Endpoint(
          service: "Web", address: EndpointAddress("192.0.2.1"), ports: Ports("443"),
          transport: .tcp, direction: .outbound), for: firewall.allowances[0])
      let written = try writer.keep(
        FirewallPolicy([rule], revisions: [RevisionReference(Site.cloud, .number(1))]),
        of: firewall.name)
      try writer.noteApplied(written.number, to: firewall.name)
    }
    #expect(Site.names(try here.merge(there).taken) == ["firewall edge"])
    let (mine, other) = try (
      here.inventory.read { try $0.policy(of: firewall.name)?.policy.rules },
      there.inventory.read { try $0.policy(of: firewall.name)?.policy.rules }
    )
    #expect(mine == other && mine?.count == 1)
    #expect(try here.inventory.read { try $0.applications(on: firewall.name).count } == 1)
    #expect(try isSettled())
    // What was removed here does not come back.
    try here.change(at: "2026-02-03T00:00:00Z") { try $0.removeFirewall(firewall.name) }
    #expect(try here.merge(there) == MergeOutcome())
  }
}
