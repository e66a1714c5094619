import EndpointModel
import GRDB
import InventoryModel

extension InventoryPair {
  /// Makes a part, apart from a history, what it is in the other inventory. What a customer's ports
  /// change for those who are told of them is told at the end, as always.
  ///
  /// - Throws: `MissingReference`, `AssignmentError.taken`
  public func take(_ part: InventoryPart) throws {
    guard let there = try ids(of: part, isOurs: false) else { return }
    switch part {
    case .history(let deployment): try takeHistory(of: deployment, from: 1)
    case .settings(let deployment):
      let id = try ours.ensureDeployment(deployment)
      try set(part, id: id, there)
      for table in ["declaration", "guard", "keeps_documents"] {
        try replace(table, "deployment_id = ?", [id], there)
      }
      try MailingWriter(ours).followAll()
    case .source(let deployment):
      let id = try ours.ensureDeployment(deployment)
      try ours.deleteSource(deploymentID: id)
      for table in ["source", "source_item"] {
        try copy.copy(table, where: "deployment_id = ?", there)
      }
      // What the server calls unchanged may be something else here.
      try ours.forgetValidators(deploymentID: id)
    case .details(let customer): try take(customer, part, there)
    case .ports(let customer, let deployment): try takePorts(customer, deployment, there)
    case .firewall(let firewall): try take(firewall, part, there)
    }
  }

  private func replace(
    _ table: String, _ condition: String, _ here: StatementArguments,
    _ there: StatementArguments
  ) throws {
    try ours.db.execute(sql: "DELETE FROM \(table) WHERE \(condition)", arguments: here)
    try copy.copy(table, where: condition, there)
  }

  /// Sets the columns of a part's own row.
  private func set(_ part: InventoryPart, id: Int64, _ there: StatementArguments) throws {
    guard let place = PartRows.places(of: part).first else { return }
    let columns =
      try place.only
      ?? RowCopy.columns(of: place.table, theirs.db)
      .filter { $0 != "id" && $0 != "name" }
    let list = columns.map { "\"\($0)\"" }
    let row = try Row.fetchOne(
      theirs.db,
      sql: "SELECT \(list.joined(separator: ", ")) FROM \(place.table) WHERE \(place.condition)",
      arguments: there)
    guard let row else { throw Row.corrupt("a row of \(place.table) is missing") }
    let values = try columns.enumerated().map { position, column -> DatabaseValue in
      let value: DatabaseValue = row[position]
      guard let kind = RowNames.Kind(of: column, in: place.table),
        let other = Int64.fromDatabaseValue(value)
      else { return value }
      return try ourNames.id(kind, theirNames.name(kind, other)).databaseValue
    }
    try ours.db.execute(
      sql: """
        UPDATE \(place.table) SET \(list.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?
        """, arguments: StatementArguments(values) + [id])
  }

  private func take(
    _ customer: CustomerName, _ part: InventoryPart, _ there: StatementArguments
  ) throws {
    if let id = try ours.idOrNil(of: customer) {
      ours.willChangeContacts(of: id)
      try set(part, id: id, there)
      try replace("contact", "customer_id = ?", [id], there)
    } else {
      try copy.copy("customer", where: "id = ?", there)
      ours.willChangeContacts(of: try ours.id(of: customer))
      try copy.copy("contact", where: "customer_id = ?", there)
    }
    try copy.copy(
      "former_customer_name", where: "customer_id = ?", there, skipsKnown: true)
    try ours.db.execute(
      sql: "DELETE FROM former_customer_name WHERE name IN (SELECT name FROM customer)")
  }

  private func takePorts(
    _ customer: CustomerName, _ deployment: DeploymentName, _ there: StatementArguments
  ) throws {
    let (customerID, id) = (try ours.id(of: customer), try ours.id(of: deployment))
    try ours.willChangePorts(of: customerID)
    let condition = "customer_id = ? AND deployment_id = ?"
    try replace("deployment_use", condition, [customerID, id], there)
    try ours.db.execute(
      sql: "DELETE FROM port_assignment WHERE \(condition)", arguments: [customerID, id])
    let taken = try copy.copy("port_assignment", where: condition, there, own: "corrects")
    for assignment in taken.values.sorted() {
      // One that was corrected counts nowhere.
      let counts = try Bool.fetchOne(
        ours.db, sql: "SELECT corrected_at IS NULL FROM port_assignment WHERE id = ?",
        arguments: [assignment])
      if counts == true { try PortConflicts(ours).check(assignment) }
    }
  }

  private func take(
    _ firewall: FirewallName, _ part: InventoryPart, _ there: StatementArguments
  ) throws {
    if try ours.isKnown(firewall) {
      try set(part, id: ours.id(of: firewall), there)
    } else {
      try copy.copy("firewall", where: "id = ?", there)
    }
    let id = try ours.id(of: firewall)
    // Those that refer to others go first, and come last.
    let tables = PartRows.places(of: part).map(\.table).filter { $0 != "firewall" }
    for table in tables.reversed() {
      try ours.db.execute(sql: "DELETE FROM \(table) WHERE firewall_id = ?", arguments: [id])
    }
    for table in tables { try copy.copy(table, where: "firewall_id = ?", there) }
    try renameRevisions(firewallID: id)
  }

  /// The revisions that policies were made from are named in text.
  private func renameRevisions(firewallID id: Int64) throws {
    for (there, here) in renaming.deployments {
      try ours.db.execute(
        sql:
          "UPDATE firewall_policy SET revisions = replace(revisions, ?, ?) WHERE firewall_id = ?",
        arguments: ["\"\(there)@", "\"\(here)@", id])
    }
  }
}
