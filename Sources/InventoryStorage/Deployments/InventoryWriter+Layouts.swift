import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Keeps a layout; from now on the deployment's document is read by it. The deployment is created
  /// if it does not exist.
  ///
  /// - Parameter text: its text form; nil to read without a layout.
  public func keepLayout(_ text: String?, of deployment: DeploymentName) throws -> KeptLayout {
    let id = try ensureDeployment(deployment)
    let versions = try layouts(of: deployment)
    let last = versions.first
    let kept = KeptLayout(
      deployment: deployment, number: (last?.number ?? 0) + 1, text: text, act: act)
    try insert(kept, deploymentID: id)
    try audit(
      text == nil ? .layoutRemoved : .layoutKept, subject: deployment.description,
      deploymentID: id,
      [
        AuditEntry.Change(
          "layout", from: last.flatMap { $0.text == nil ? nil : "\($0.number)" },
          to: text == nil ? nil : "\(kept.number)")
      ])
    // What the server calls unchanged, or was taken already, is read otherwise now.
    try forgetValidators(deploymentID: id)
    try db.execute(
      sql: "UPDATE source SET whole_at = NULL WHERE deployment_id = ?", arguments: [id])
    return kept
  }

  /// Hands the layout of a deployment over with its source, unless the other has one.
  func moveLayout(of deployment: DeploymentName, to other: DeploymentName, _ id: Int64) throws {
    guard let mine = try layout(of: deployment), try layouts(of: other).isEmpty else { return }
    try insert(
      KeptLayout(deployment: other, number: 1, text: mine.text, act: mine.act), deploymentID: id)
  }

  private func insert(_ layout: KeptLayout, deploymentID: Int64) throws {
    try insert(
      into: "layout",
      [
        "deployment_id": deploymentID, "number": layout.number, "text": layout.text,
        "kept_at": layout.act.time.description, "user": layout.act.author.user.text,
        "name": layout.act.author.name?.text, "note": layout.act.note?.text,
      ])
  }
}
