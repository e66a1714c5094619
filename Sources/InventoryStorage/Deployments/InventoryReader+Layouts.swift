import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// All versions of a deployment's layout, latest first; none for an unknown deployment.
  public func layouts(of deployment: DeploymentName) throws -> [KeptLayout] {
    guard let id = try idOrNil(of: deployment) else { return [] }
    return try Row.fetchAll(
      db, sql: "SELECT * FROM layout WHERE deployment_id = ? ORDER BY number DESC",
      arguments: [id]
    ).map { row in
      guard let act = try row.act(time: "kept_at") else {
        throw Row.corrupt("a layout lacks a value")
      }
      return KeptLayout(
        deployment: deployment, number: row["number"], text: row["text"], act: act)
    }
  }

  /// The layout by which a deployment's document is read now; nil for none.
  public func layout(of deployment: DeploymentName) throws -> KeptLayout? {
    try layouts(of: deployment).first.flatMap { $0.text == nil ? nil : $0 }
  }
}
