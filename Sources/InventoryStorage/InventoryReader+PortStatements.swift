import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// Which deployments in use state ports now, by deployment, service and group.
  ///
  /// - Parameter deployment: only this one; nil for all.
  /// - Throws: `InventoryError.unknownDeployment`, `.renamed`
  public func statements(
    of ports: PortQuestion, in deployment: DeploymentName? = nil
  ) throws -> [PortStatement] {
    let only = try deployment.map { try id(of: $0) }
    let rows = try EndpointRows(db)
    // Endpoints have few different terms.
    let terms = try Int64.fetchAll(db, sql: "SELECT id FROM terms").filter { id in
      let endpoint = Endpoint(
        service: nil, group: nil, written: nil, terms: try rows.terms(id), note: nil, line: nil)
      return ports.isStated(by: endpoint) == true
    }
    if terms.isEmpty { return [] }
    let found = try Row.fetchAll(
      db,
      sql: """
        SELECT vendor || '/' || name, service_id, group_id, terms_id, count(*)
        FROM endpoint JOIN deployment ON deployment.id = deployment_id
        WHERE removed_in IS NULL AND archived_at IS NULL AND (?1 IS NULL OR deployment_id = ?1)
          AND terms_id IN (SELECT value FROM json_each(?2))
        GROUP BY deployment_id, service_id, group_id, terms_id
        """, arguments: [only, "\(terms)"])
    return try found.map { row in
      guard let deployment = try row.value(0, as: DeploymentName.self) else {
        throw Row.corrupt("an endpoint lacks its deployment")
      }
      func label(_ column: Int) throws -> Label? { try (row[column] as Int64?).map(rows.label) }
      return PortStatement(
        deployment: deployment,
        endpoint: Endpoint(
          service: try label(1), group: try label(2), written: nil, terms: try rows.terms(row[3]),
          note: nil, line: nil),
        count: row[4])
    }.sorted { ($0.deployment, $0.endpoint) < ($1.deployment, $1.endpoint) }
  }
}
