import EndpointModel
import Foundation
import GRDB
import InventoryModel

extension InventoryWriter {
  /// - Throws: `FirewallError.firewallExists`; `InventoryError.unknownDeployment` and others for
  ///   an allowance.
  public func addFirewall(_ firewall: RegisteredFirewall) throws {
    let isKnown =
      try Int.fetchOne(
        db, sql: "SELECT 1 FROM firewall WHERE name = ?", arguments: [firewall.name.text]) != nil
    if isKnown { throw FirewallError.firewallExists(firewall.name) }
    try db.execute(
      sql: "INSERT INTO firewall (name, target, settings) VALUES (?, ?, '{}')",
      arguments: [firewall.name.text, firewall.target])
    try store(firewall, id: db.lastInsertedRowID)
    try audit(
      .firewallAdded, subject: firewall.name.text,
      [
        AuditEntry.Change("target", to: firewall.target),
        AuditEntry.Change("allows", to: Self.words(firewall.allowances)),
      ])
  }

  /// Changes what is registered of a firewall; its policies stay.
  ///
  /// - Throws: `FirewallError.unknownFirewall`
  public func setFirewall(_ firewall: RegisteredFirewall) throws {
    let before = try self.firewall(firewall.name)
    let id = try self.id(of: firewall.name)
    try db.execute(
      sql: "UPDATE firewall SET target = ? WHERE id = ?", arguments: [firewall.target, id])
    try db.execute(sql: "DELETE FROM firewall_allowance WHERE firewall_id = ?", arguments: [id])
    try store(firewall, id: id)
    try audit(
      .firewallChanged, subject: firewall.name.text,
      [
        AuditEntry.Change("target", from: before.target, to: firewall.target),
        AuditEntry.Change(
          "allows", from: Self.words(before.allowances), to: Self.words(firewall.allowances)),
        AuditEntry.Change(
          "settings", from: Self.words(before.settings), to: Self.words(firewall.settings)),
        AuditEntry.Change(
          "keeps until deadline", from: before.options.keepsUntilDeadline.word,
          to: firewall.options.keepsUntilDeadline.word),
        AuditEntry.Change(
          "most change", from: before.options.mostChangePercent.map { "\($0) %" },
          to: firewall.options.mostChangePercent.map { "\($0) %" }),
        AuditEntry.Change(
          "resolves names", from: before.options.resolvesHours.map { "\($0) hours" },
          to: firewall.options.resolvesHours.map { "\($0) hours" }),
        AuditEntry.Change(
          "aggregates", from: before.options.aggregates.word,
          to: firewall.options.aggregates.word),
      ])
  }

  private static func words(_ allowances: [FirewallAllowance]) -> String {
    allowances.map(\.description).joined(separator: ", ")
  }

  private static func words(_ settings: [String: String]) -> String {
    settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
  }

  private func store(_ firewall: RegisteredFirewall, id: Int64) throws {
    let options = firewall.options
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try db.execute(
      sql: """
        UPDATE firewall SET settings = ?, keeps_until_deadline = ?, most_change_percent = ?,
          aggregates = ?, resolves_hours = ? WHERE id = ?
        """,
      arguments: [
        String(decoding: try encoder.encode(firewall.settings), as: UTF8.self),
        options.keepsUntilDeadline, options.mostChangePercent, options.aggregates,
        options.resolvesHours, id,
      ])
    for (position, allowance) in firewall.allowances.enumerated() {
      try insert(
        into: "firewall_allowance",
        [
          "firewall_id": id, "position": position,
          "deployment_id": try self.id(of: allowance.deployment), "service": allowance.service,
          "customer_id": try allowance.customer.map { try self.id(of: $0) },
        ])
    }
  }

  /// Forgets a firewall with all that was written for it.
  ///
  /// - Throws: `FirewallError.unknownFirewall`
  public func removeFirewall(_ firewall: FirewallName) throws {
    let id = try self.id(of: firewall)
    for table in [
      "firewall_application", "firewall_file", "firewall_rule", "firewall_policy",
      "firewall_allowance",
    ] {
      try db.execute(sql: "DELETE FROM \(table) WHERE firewall_id = ?", arguments: [id])
    }
    try db.execute(sql: "DELETE FROM firewall WHERE id = ?", arguments: [id])
    try audit(.firewallRemoved, subject: firewall.text)
  }

  /// Keeps a policy, unless it is the latest one already.
  ///
  /// - Returns: the policy with its number.
  /// - Throws: `FirewallError.unknownFirewall`
  public func keep(
    _ policy: FirewallPolicy, of firewall: FirewallName, isAdopted: Bool = false
  ) throws -> WrittenPolicy {
    let latest = try self.policy(of: firewall)
    let form = try self.firewall(firewall).form
    if let latest, latest.isAdopted == isAdopted, latest.form == form,
      latest.policy.rules == policy.rules,
      latest.policy.revisions == policy.revisions
    {
      return latest
    }
    let id = try self.id(of: firewall)
    let number = (latest?.number ?? 0) + 1
    let references = try JSONEncoder().encode(policy.revisions.map(\.description))
    try insert(
      into: "firewall_policy",
      [
        "firewall_id": id, "number": number, "written_at": act.time.description,
        "is_adopted": isAdopted, "form": form,
        "revisions": String(decoding: references, as: UTF8.self),
      ])
    let before = Set(latest?.policy.rules ?? [])
    try removeRules(before.subtracting(policy.rules), id, number)
    try addRules(policy.rules.filter { !before.contains($0) }, id, number)
    return WrittenPolicy(
      number: number, policy: policy, writtenAt: act.time, isAdopted: isAdopted,
      form: form)
  }

  private func addRules(_ rules: [FirewallRule], _ firewallID: Int64, _ number: Int) throws {
    var ids = AllowanceIDs(self)
    for (position, rule) in rules.enumerated() {
      let endpoint = rule.endpoint
      let (deployment, customer) = try ids.of(rule.allowance)
      try insert(
        into: "firewall_rule",
        [
          "firewall_id": firewallID, "added_in": number, "position": position,
          "deployment_id": deployment, "allowed_service": rule.allowance?.service,
          "customer_id": customer, "service": endpoint.service, "\"group\"": endpoint.group,
          "address": endpoint.written?.description, "ports": endpoint.ports?.description,
          "protocol": endpoint.transport?.rawValue, "direction": endpoint.direction?.rawValue,
          "resolved_from": rule.resolvedFrom?.text,
        ])
    }
  }

  private func removeRules(
    _ rules: Set<FirewallRule>, _ firewallID: Int64, _ number: Int
  ) throws {
    var ids = AllowanceIDs(self)
    // By itself SQLite takes the key, and looks through all rules of the firewall.
    let statement = try db.cachedStatement(
      sql: """
        UPDATE firewall_rule INDEXED BY firewall_rule_present SET removed_in = ?
        WHERE firewall_id = ? AND removed_in IS NULL AND address IS ? AND deployment_id IS ?
          AND allowed_service IS ? AND customer_id IS ? AND service IS ? AND "group" IS ?
          AND ports IS ? AND protocol IS ? AND direction IS ? AND resolved_from IS ?
        """)
    for rule in rules {
      let endpoint = rule.endpoint
      let (deployment, customer) = try ids.of(rule.allowance)
      try statement.execute(arguments: [
        number, firewallID, endpoint.written?.description, deployment, rule.allowance?.service,
        customer, endpoint.service, endpoint.group, endpoint.ports?.description,
        endpoint.transport?.rawValue, endpoint.direction?.rawValue, rule.resolvedFrom?.text,
      ])
    }
  }

  /// Keeps which policy the last file leads to, for `lastFile(for:list:)`.
  ///
  /// - Throws: `FirewallError.unknownFirewall`
  public func keep(
    _ file: FirewallFileRecord, for firewall: FirewallName, list: String? = nil
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO firewall_file (firewall_id, list, number, back_from) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (firewall_id, list) DO UPDATE SET number = ?3, back_from = ?4
        """, arguments: [try id(of: firewall), list ?? "", file.number, file.backFrom])
  }

  /// Notes that a firewall has a policy, or one list of it, from now on.
  ///
  /// - Throws: `FirewallError.unknownFirewall`, `.unknownPolicy`
  public func noteApplied(
    _ number: Int, to firewall: FirewallName, list: String? = nil
  ) throws {
    let id = try self.id(of: firewall)
    let isAdopted: Bool = try policyRow(number, of: firewall)["is_adopted"]
    let applications = try applications(on: firewall)
    try insert(
      into: "firewall_application",
      [
        "firewall_id": id, "position": applications.count, "number": number, "list": list,
        "applied_at": act.time.description, "user": act.author.user.text,
        "name": act.author.name?.text, "note": act.note?.text,
      ])
    try db.execute(
      // Noted again, it is the same, whatever file was written besides.
      sql: """
        UPDATE firewall_file SET number = ?, back_from = NULL
        WHERE firewall_id = ? AND list = ?
        """, arguments: [number, id, list ?? ""])
    let before = applications.last { $0.list == list }?.number
    try audit(
      isAdopted ? .firewallAdopted : .firewallApplied, subject: firewall.text,
      [
        AuditEntry.Change("list", to: list),
        AuditEntry.Change("revision", from: before.map { "\($0)" }, to: "\(number)"),
      ])
  }
}

/// The ids of deployments and customers, each asked for once.
private struct AllowanceIDs {
  private let reader: InventoryReader
  private var known: [FirewallAllowance: (deployment: Int64, customer: Int64?)] = [:]

  init(_ reader: InventoryReader) { self.reader = reader }

  mutating func of(
    _ allowance: FirewallAllowance?
  ) throws -> (deployment: Int64?, customer: Int64?) {
    guard let allowance else { return (nil, nil) }
    if let ids = known[allowance] { return ids }
    let ids = (
      deployment: try reader.id(of: allowance.deployment),
      customer: try allowance.customer.map { try reader.id(of: $0) }
    )
    known[allowance] = ids
    return ids
  }
}
