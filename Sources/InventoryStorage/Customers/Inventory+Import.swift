import EndpointModel
import GRDB

extension Inventory {
  /// Takes the rows of a sheet, all or none: where one of them cannot be stored,
  /// nothing is. Rows may change ports with each other: whether ports are taken is
  /// looked at when all are in place.
  ///
  /// - Parameters:
  ///   - isDryRun: whether only to tell what would change.
  ///   - progress: told now and then how many rows are done.
  public func take(
    _ rows: [SheetRow], by author: GivenText?, now: UTCTime, isDryRun: Bool,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> ImportOutcome {
    try transaction { db in
      var sheet = SheetImport(db, author: author, now: now)
      // Of one customer's rows, the earlier in time come first.
      let order = rows.indices.sorted { a, b in
        let times = (rows[a].from ?? now, rows[b].from ?? now)
        return times.0 == times.1 ? a < b : times.0 < times.1
      }
      for (done, index) in order.enumerated() {
        if sheet.hasTooManyFaults { break }
        try sheet.take(rows[index])
        if done % 256 == 0 { progress(done, rows.count) }
      }
      try sheet.checkTaken()
      sheet.outcome.faults.sort()
      return (sheet.outcome, isDryRun || !sheet.outcome.faults.isEmpty ? .rollback : .commit)
    }
  }
}

/// One import, inside a transaction.
private struct SheetImport {
  private let db: Database
  private let author: GivenText?
  private let now: UTCTime
  private let writer: AssignmentWriter
  private(set) var known: [CustomerName: Known] = [:]
  private var stored: [(line: Int, id: Int64)] = []
  var outcome = ImportOutcome()

  /// A customer of the sheet, and the line that first says each thing of it.
  struct Known {
    let id: Int64
    var displayNameLine: Int?
    var contactsLine: Int?
  }

  init(_ db: Database, author: GivenText?, now: UTCTime) {
    self.db = db
    self.author = author
    self.now = now
    writer = AssignmentWriter(db)
  }

  mutating func take(_ row: SheetRow) throws {
    do {
      let before = outcome.changeCount
      let customerID = try customer(row)
      if let deployment = row.deployment {
        try takePorts(row, deployment, customerID: customerID)
      }
      if outcome.changeCount == before { outcome.unchangedRows += 1 }
    } catch let error as AssignmentError {
      fault(row.line, "ports-refused", "\(error)")
    } catch let error as InventoryError {
      guard case .unknownDeployment = error else { throw error }
      fault(row.line, "deployment-unknown", "\(error)")
    }
  }

  /// Another customer's ports stand in the way only once all rows are stored.
  mutating func checkTaken() throws {
    for (line, id) in stored {
      if hasTooManyFaults { return }
      do {
        try writer.checkTaken(id)
      } catch let error as AssignmentError {
        fault(line, "ports-taken", "\(error)")
      }
    }
  }

  var hasTooManyFaults: Bool { outcome.faults.count >= CustomerSheet.errorLimit }

  private mutating func fault(_ line: Int, _ code: String, _ message: String) {
    outcome.faults.append(Finding(.error, code, line: line, quote: nil, message: message))
  }

  /// The customer of a row, added or brought up to date.
  private mutating func customer(_ row: SheetRow) throws -> Int64 {
    if known[row.customer] == nil {
      if let id = try Inventory.idOrNil(db, of: row.customer) {
        known[row.customer] = Known(id: id)
      } else {
        let customer = Customer(
          name: row.customer,
          displayName: try row.displayName ?? GivenText(parsing: row.customer.text),
          contacts: row.contacts ?? [])
        known[row.customer] = Known(id: try Inventory.insert(db, customer))
        outcome.added.append(row.customer)
      }
    }
    var known = self.known[row.customer]!
    let stored = try Inventory.customer(db, id: known.id)
    var wanted = stored
    if let name = row.displayName {
      if let line = known.displayNameLine, name != stored.displayName {
        fault(
          row.line, "customer-differs",
          "\(row.customer) is \"\(name)\" here and \"\(stored.displayName)\" in line \(line)")
      }
      wanted.displayName = name
      known.displayNameLine = known.displayNameLine ?? row.line
    }
    if let contacts = row.contacts {
      let wantedContacts = Set(contacts).sorted()
      if let line = known.contactsLine, wantedContacts != stored.contacts {
        fault(
          row.line, "customer-differs",
          "\(row.customer) has other contacts here than in line \(line)")
      }
      wanted.contacts = wantedContacts
      known.contactsLine = known.contactsLine ?? row.line
    }
    if wanted != stored {
      try Inventory.update(db, wanted, id: known.id)
      if outcome.added.last != row.customer { outcome.updated.append(row.customer) }
    }
    self.known[row.customer] = known
    return known.id
  }

  private mutating func takePorts(
    _ row: SheetRow, _ deployment: DeploymentName, customerID: Int64
  ) throws {
    let from = row.from ?? now
    if let until = row.until {
      if until < from { throw AssignmentError.endBeforeStart(from: from, until: until) }
      // What never held is a correction that was made at once.
      if until == from { return }
    }
    let deploymentID = try Inventory.id(db, of: deployment)
    if row.ports.isEmpty {
      if try Inventory.use(db, customerID: customerID, deploymentID: deploymentID, from: from) {
        outcome.uses.append((row.customer, deployment))
      }
      return
    }
    let record = PortAssignment.Record(time: now, by: author, note: row.note)
    for ports in row.ports {
      let new = NewAssignment(
        customer: row.customer, deployment: deployment, role: ports.role, ports: ports.ports,
        transport: ports.transport, from: from)
      if let id = try writer.put(new, record) {
        stored.append((row.line, id))
        outcome.assigned.append(new)
      }
      if let until = row.until, try writer.close(new, at: until, record) {
        outcome.ended.append(new)
      }
    }
  }
}

extension ImportOutcome {
  fileprivate var changeCount: Int {
    added.count + updated.count + uses.count + assigned.count + ended.count
  }
}
