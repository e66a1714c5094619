import EndpointModel
import GRDB
import InventoryModel

/// Endpoints of a deployment's current revision that share service, group and note.
public struct NamedEndpoints: Hashable, Sendable {
  public let deployment: DeploymentName
  public let service: String?
  public let group: String?
  public let note: String?
  /// How many there are.
  public let count: Int
}

extension InventoryReader {
  /// The endpoints of deployments in use whose service, group or note holds a text, by deployment
  /// and names.
  ///
  /// - Parameters:
  ///   - text: in lower case; only ASCII letters are found in either case.
  ///   - most: how many.
  public func endpoints(naming text: String, most: Int) throws -> [NamedEndpoints] {
    let labels = try Int64.fetchAll(
      db, sql: "SELECT id FROM label WHERE instr(lower(text), ?)", arguments: [text])
    if labels.isEmpty { return [] }
    let rows = try Row.fetchAll(
      db,
      sql: """
        WITH found AS (SELECT value AS id FROM json_each(?1))
        SELECT vendor || '/' || deployment.name AS deployment,
          (SELECT text FROM label WHERE id = service_id) AS service,
          (SELECT text FROM label WHERE id = group_id) AS "group",
          (SELECT text FROM label WHERE id = note_id) AS note, count(*) AS count
        FROM endpoint JOIN deployment ON deployment.id = deployment_id
        WHERE removed_in IS NULL AND archived_at IS NULL
          AND (service_id IN found OR group_id IN found OR note_id IN found)
        GROUP BY deployment_id, service_id, group_id, note_id
        ORDER BY 1, 2, 3, 4 LIMIT ?2
        """, arguments: ["\(labels)", most])
    return try rows.map { row in
      guard let deployment = try row.value("deployment", as: DeploymentName.self) else {
        throw Row.corrupt("an endpoint lacks its deployment")
      }
      return NamedEndpoints(
        deployment: deployment, service: row["service"], group: row["group"], note: row["note"],
        count: row["count"])
    }
  }

  /// The port assignments of which a note holds a text, by deployment, customer and time.
  ///
  /// - Parameters:
  ///   - text: in lower case; only ASCII letters are found in either case.
  ///   - most: how many.
  public func assignments(noting text: String, most: Int) throws -> [PortAssignment] {
    let notes = ["assigned_note", "ended_note", "corrected_note"].map {
      "instr(lower(ifnull(\($0), '')), ?1)"
    }
    return try AssignmentRows.fetch(
      db, where: "(\(notes.joined(separator: " OR ")))", [text],
      order: "vendor, deployment.name, customer.name, held_from, port_assignment.id",
      limit: most, withCorrected: true)
  }
}
