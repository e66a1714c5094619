import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// The settings of a deployment: approval policy, declaration, sharing of ports, whether it is in
  /// use.
  ///
  /// - Throws: `InventoryError.unknownDeployment`, `.renamed`
  public func settings(of deployment: DeploymentName) throws -> DeploymentSettings {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT deployment.*, other.vendor || '/' || other.name AS merged,
          EXISTS (SELECT 1 FROM public_list WHERE deployment_id = deployment.id) AS has_public_list
        FROM deployment LEFT JOIN deployment AS other ON other.id = deployment.merged_into
        WHERE deployment.id = ?
        """, arguments: [try id(of: deployment)])
    guard let row else { throw Row.corrupt("a deployment is missing") }
    return DeploymentSettings(
      deployment: deployment,
      policy: ApprovalPolicy(
        approverDiffers: row["approver_differs"], wideNeedsTwo: row["wide_needs_two"]),
      declaration: try declaration(of: deployment), sharesPorts: row["shares_ports"],
      hasPublicList: row["has_public_list"],
      archivedAt: try row.value("archived_at", as: UTCTime.self),
      mergedInto: try row.value("merged", as: DeploymentName.self))
  }

  /// When a deployment went out of use; nil if it is in use or unknown.
  public func archivedAt(_ deployment: DeploymentName) throws -> UTCTime? {
    try isKnown(deployment) ? settings(of: deployment).archivedAt : nil
  }

  /// Who may approve revisions of a deployment that the guard holds.
  ///
  /// - Throws: `InventoryError.unknownDeployment`, `.renamed`
  public func policy(of deployment: DeploymentName) throws -> ApprovalPolicy {
    try settings(of: deployment).policy
  }

  /// The ports and protocol declared to be meant if a deployment's document states none; nil if
  /// nothing is declared.
  ///
  /// - Parameter time: as declared by then; nil for now.
  public func declaration(
    of deployment: DeploymentName, at time: UTCTime? = nil
  ) throws -> Declaration? {
    guard let id = try idOrNil(of: deployment) else { return nil }
    return try declaration(deploymentID: id, at: time)
  }

  func declaration(deploymentID: Int64, at time: UTCTime? = nil) throws -> Declaration? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT * FROM declaration WHERE deployment_id = ?1 AND (?2 IS NULL OR declared_at <= ?2)
          ORDER BY position DESC LIMIT 1
          """), arguments: [deploymentID, time?.description])
    guard let row else { return nil }
    let ports = try row.value("ports", as: Ports.self)
    let transport = try row.word("protocol", as: IPProtocol.self)
    guard let at = try row.value("declared_at", as: UTCTime.self) else {
      throw Row.corrupt("a declaration has no time")
    }
    if ports == nil, transport == nil { return nil }
    return Declaration(
      ports: ports, transport: transport,
      record: HistoryRecord(
        time: at, by: try row.value("declared_by", as: GivenText.self),
        note: try row.value("note", as: GivenText.self)))
  }

  /// Whether a deployment of this name exists, in use or not.
  public func isKnown(_ deployment: DeploymentName) throws -> Bool {
    try idOrNil(of: deployment) != nil
  }

  /// The deployments in use that have revisions or a source, by name.
  public func deploymentsInUse() throws -> [DeploymentName] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT vendor || '/' || name AS deployment FROM deployment
        WHERE archived_at IS NULL AND (
          EXISTS (SELECT 1 FROM revision WHERE deployment_id = deployment.id)
          OR EXISTS (SELECT 1 FROM source WHERE deployment_id = deployment.id))
        """
    ).compactMap { try $0.value("deployment", as: DeploymentName.self) }.sorted()
  }

  /// The current name of the customer that once had this name; nil if none had.
  public func presentName(of former: CustomerName) throws -> CustomerName? {
    let row = try RowStatement(
      db,
      """
      SELECT customer.name FROM former_customer_name AS former
      JOIN customer ON customer.id = customer_id WHERE former.name = ?
      """)
    row.bind(1, former.text)
    return try row.rows { try $0.value(0, as: CustomerName.self) }.first ?? nil
  }

  /// Whether any customer once had another name.
  public func hasFormerCustomerNames() throws -> Bool {
    try !RowStatement(db, "SELECT 1 FROM former_customer_name LIMIT 1").rows { _ in true }.isEmpty
  }

  /// The current name of the deployment that once had this name; nil if none had.
  public func presentName(of former: DeploymentName) throws -> DeploymentName? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT deployment.vendor || '/' || deployment.name AS present
        FROM former_deployment_name AS former JOIN deployment ON deployment.id = deployment_id
        WHERE former.vendor = ? AND former.name = ?
        """, arguments: [former.vendor, former.name]
    ).flatMap { try $0.value("present", as: DeploymentName.self) }
  }
}
