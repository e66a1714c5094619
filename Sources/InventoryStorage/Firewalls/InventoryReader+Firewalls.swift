import EndpointModel
import Foundation
import GRDB
import InventoryModel

extension InventoryReader {
  /// The registered firewalls, by name.
  public func firewalls() throws -> [RegisteredFirewall] {
    try Row.fetchAll(db, sql: "SELECT * FROM firewall ORDER BY name").map(firewall)
  }

  /// - Throws: `FirewallError.unknownFirewall`
  public func firewall(_ name: FirewallName) throws -> RegisteredFirewall {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM firewall WHERE id = ?", arguments: [try id(of: name)])
    guard let row else { throw Row.corrupt("a firewall is missing") }
    return try firewall(row)
  }

  func id(of firewall: FirewallName) throws -> Int64 {
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM firewall WHERE name = ?", arguments: [firewall.text])
    guard let id else {
      throw FirewallError.unknownFirewall(firewall, known: try firewalls().map(\.name))
    }
    return id
  }

  private func firewall(_ row: Row) throws -> RegisteredFirewall {
    let settings: String = row["settings"]
    guard let name = try row.value("name", as: FirewallName.self),
      let values = try? JSONDecoder().decode([String: String].self, from: Data(settings.utf8))
    else { throw Row.corrupt("a firewall lacks a value") }
    let allowances = try Row.fetchAll(
      db, sql: "\(Self.allowances) WHERE firewall_id = ? ORDER BY position",
      arguments: [row["id"] as Int64])
    return RegisteredFirewall(
      name: name, target: row["target"], settings: values,
      allowances: try allowances.compactMap { try allowance($0) },
      options: RegisteredFirewall.Options(
        keepsUntilDeadline: row["keeps_until_deadline"],
        mostChangePercent: row["most_change_percent"], aggregates: row["aggregates"],
        resolvesHours: row["resolves_hours"]))
  }

  private static let allowances = """
    SELECT vendor || '/' || deployment.name AS deployment, service, customer.name AS customer
    FROM firewall_allowance JOIN deployment ON deployment.id = deployment_id
    LEFT JOIN customer ON customer.id = customer_id
    """

  /// From the columns `deployment`, `service` and `customer`; nil without a deployment.
  private func allowance(_ row: Row, service: String = "service") throws -> FirewallAllowance? {
    guard let deployment = try row.value("deployment", as: DeploymentName.self) else { return nil }
    return FirewallAllowance(
      deployment, service: row[service], customer: try row.value("customer", as: CustomerName.self))
  }

  /// The policy of a number; nil for the latest one. Nil if none was written.
  ///
  /// - Throws: `FirewallError.unknownFirewall`, `.unknownPolicy`
  public func policy(
    of firewall: FirewallName, number: Int? = nil
  ) throws -> WrittenPolicy? {
    guard let wanted = try number ?? latestPolicy(of: firewall) else { return nil }
    let row = try policyRow(wanted, of: firewall)
    let id: Int64 = row["firewall_id"]
    let revisions: String = row["revisions"]
    guard let writtenAt = try row.value("written_at", as: UTCTime.self),
      let references = try? JSONDecoder().decode([String].self, from: Data(revisions.utf8))
    else { throw Row.corrupt("a policy of a firewall lacks a value") }
    return WrittenPolicy(
      number: wanted,
      policy: FirewallPolicy(
        try rules(firewallID: id, "added_in <= \(wanted) AND ifnull(removed_in > \(wanted), 1)"),
        revisions: references.compactMap { RevisionReference($0) }),
      writtenAt: writtenAt, isAdopted: row["is_adopted"], form: row["form"])
  }

  private func latestPolicy(of firewall: FirewallName) throws -> Int? {
    try Int.fetchOne(
      db, sql: "SELECT max(number) FROM firewall_policy WHERE firewall_id = ?",
      arguments: [try id(of: firewall)])
  }

  /// What is stored of a policy besides its rules.
  ///
  /// - Throws: `FirewallError.unknownFirewall`, `.unknownPolicy`
  func policyRow(_ number: Int, of firewall: FirewallName) throws -> Row {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM firewall_policy WHERE firewall_id = ? AND number = ?",
      arguments: [try id(of: firewall), number])
    guard let row else {
      throw FirewallError.unknownPolicy(
        firewall, number: number, latest: try latestPolicy(of: firewall))
    }
    return row
  }

  /// Every endpoint that an accepted revision of a deployment has or had, in no order.
  ///
  /// - Throws: `InventoryError.unknownDeployment`, `.renamed`
  public func everyEndpoint(of deployment: DeploymentName) throws -> Endpoints {
    try EndpointRows(db).ever(deploymentID: try id(of: deployment))
  }

  /// The endpoints that accepted revisions of a deployment removed, by the revision's number.
  ///
  /// - Throws: `InventoryError.unknownDeployment`, `.renamed`
  public func removedEndpoints(of deployment: DeploymentName) throws -> [Int: Endpoints] {
    try EndpointRows(db).removed(deploymentID: try id(of: deployment))
  }

  /// What any policy of a firewall ever allowed.
  public func everyRule(of firewall: FirewallName) throws -> [FirewallRule] {
    try rules(firewallID: try id(of: firewall), "1")
  }

  private func rules(firewallID: Int64, _ condition: String) throws -> [FirewallRule] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT vendor || '/' || deployment.name AS deployment, allowed_service,
          customer.name AS customer, service, "group", address, ports, protocol, direction,
          resolved_from
        FROM firewall_rule LEFT JOIN deployment ON deployment.id = deployment_id
        LEFT JOIN customer ON customer.id = customer_id
        WHERE firewall_id = ? AND \(condition)
        """, arguments: [firewallID])
    var out: [FirewallRule] = []
    while let row = try rows.next() {
      let endpoint = Endpoint(
        service: row["service"], group: row["group"],
        written: try row.value("address", as: WrittenAddress.self),
        ports: try row.value("ports", as: Ports.self),
        transport: try row.word("protocol", as: IPProtocol.self),
        direction: try row.word("direction", as: Direction.self))
      out.append(
        FirewallRule(
          endpoint, for: try allowance(row, service: "allowed_service"),
          resolvedFrom: try (row["resolved_from"] as String?).map { try HostName(parsing: $0) }))
    }
    return out
  }

  /// When a firewall was given which policy, in that order; the last one, for each list of those
  /// that have lists, is what it has.
  ///
  /// - Throws: `FirewallError.unknownFirewall`
  public func applications(on firewall: FirewallName) throws -> [FirewallApplication] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM firewall_application WHERE firewall_id = ? ORDER BY position",
      arguments: [try id(of: firewall)]
    ).map { row in
      guard let act = try row.act(time: "applied_at") else {
        throw Row.corrupt("an application of a policy lacks a value")
      }
      return FirewallApplication(number: row["number"], list: row["list"], act: act)
    }
  }

  /// The last file written for a firewall, or for one of its lists; nil if there is none.
  ///
  /// - Throws: `FirewallError.unknownFirewall`
  public func lastFile(
    for firewall: FirewallName, list: String? = nil
  ) throws -> FirewallFileRecord? {
    try Row.fetchOne(
      db, sql: "SELECT * FROM firewall_file WHERE firewall_id = ? AND list = ?",
      arguments: [try id(of: firewall), list ?? ""]
    ).map { FirewallFileRecord(number: $0["number"], backFrom: $0["back_from"]) }
  }
}
