import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Applies the rows of a sheet. Rows may swap ports: conflicts are checked once all rows are
  /// stored. If the outcome has errors, the caller must throw, so that nothing is stored.
  ///
  /// - Parameters:
  ///   - zone: in which errors tell times.
  ///   - progress: called now and then with how many rows are done.
  public func take(
    _ rows: [SheetRow], in zone: TimeZoneRules,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> ImportOutcome {
    let now = act.time
    var sheet = SheetImport(
      self, SheetTimelines(rows, now: now), rowCount: rows.count, in: zone)
    // Earlier times first.
    let order = rows.indices.sorted { a, b in
      let times = (rows[a].from ?? now, rows[b].from ?? now)
      if times.0 != times.1 { return times.0 < times.1 }
      // A row about the use itself comes before rows with ports of the same time.
      if rows[a].ports.isEmpty != rows[b].ports.isEmpty { return rows[a].ports.isEmpty }
      return a < b
    }
    try collectingAudit {
      for (done, index) in order.enumerated() {
        if sheet.hasTooManyErrors { break }
        try sheet.take(rows[index])
        if done % 256 == 0 { progress(done, rows.count) }
      }
    }
    try sheet.checkConflicts()
    sheet.outcome.errors.sort()
    return sheet.outcome
  }
}

/// One import, inside a transaction.
private struct SheetImport {
  private let inventory: InventoryWriter
  private let assignments: AssignmentWriter
  private let uses: UseWriter
  private let memory = PortMemory()
  private var known: [CustomerName: Known] = [:]
  /// The ids of deployments that the sheet names.
  private var deployments: [DeploymentName: Int64] = [:]
  private let timelines: SheetTimelines
  /// In which errors tell times.
  private let zone: TimeZoneRules
  private let now: UTCTime
  /// Who imports.
  private let author: GivenText
  private var said: [PortKey: (line: Int, own: [NewAssignment], until: UTCTime?)] = [:]
  private var stored: [(line: Int, id: Int64, deployment: DeploymentName)] = []
  var outcome = ImportOutcome()

  /// A customer of the sheet, and the lines that first gave its name and contacts.
  private struct Known {
    let id: Int64
    let isNew: Bool
    /// As the inventory has it by now.
    var stored: Customer
    var isUpdated = false
    var displayNameLine: Int?
    var contactsLine: Int?
    var languageLine: Int?
  }

  /// What at most one row of a sheet may say.
  private struct PortKey: Hashable {
    let customer: Int64
    let deployment: DeploymentName
    let role: PortRole
    let from: UTCTime
    /// A record is one of several about the same time; nil for a row with the whole set.
    let record: [NewAssignment]?

    /// What tells most keys apart; names would take longer.
    func hash(into hasher: inout Hasher) {
      hasher.combine(customer)
      hasher.combine(from)
    }
  }

  init(
    _ inventory: InventoryWriter, _ timelines: SheetTimelines, rowCount: Int, in zone: TimeZoneRules
  ) {
    self.inventory = inventory
    self.timelines = timelines
    self.zone = zone
    now = inventory.act.time
    author = inventory.act.author.shown
    assignments = AssignmentWriter(inventory, memory)
    uses = UseWriter(inventory, memory)
    said.reserveCapacity(rowCount)
    stored.reserveCapacity(rowCount)
  }

  private func record(_ note: GivenText?) -> HistoryRecord {
    HistoryRecord(time: now, by: author, note: note)
  }

  mutating func take(_ row: SheetRow) throws {
    do {
      let before = outcome.changeCount
      let customerID = try customer(row)
      if let deployment = row.deployment {
        try take(row, deployment, customerID: customerID)
      }
      if outcome.changeCount == before { outcome.unchangedRows += 1 }
    } catch let error as AssignmentError {
      fail(row.line, "ports-refused", error.words(in: zone))
    } catch let error as InventoryError {
      guard case .unknownDeployment = error else { throw error }
      fail(row.line, "deployment-unknown", error.words(in: zone))
    }
  }

  /// Conflicts with other customers count only once all rows are stored.
  mutating func checkConflicts() throws {
    let counts = Dictionary(stored.map { ($0.deployment, 1) }, uniquingKeysWith: +)
    // Most sheets have no conflict, which is soon seen of all ports of a deployment together.
    let free = try counts.filter { deployment, count in
      try count > 100 && !PortConflicts(inventory).exist(on: inventory.id(of: deployment))
    }
    for (line, id, deployment) in stored where free[deployment] == nil {
      if hasTooManyErrors { return }
      do {
        try PortConflicts(inventory).check(id)
      } catch let error as AssignmentError {
        fail(line, "ports-taken", error.words(in: zone))
      }
    }
  }

  var hasTooManyErrors: Bool { outcome.errors.count >= CustomerSheet.errorLimit }

  private mutating func fail(_ line: Int, _ code: String, _ message: String) {
    outcome.errors.append(Finding(.error, code, line: line, quote: nil, message: message))
  }

  /// Adds or updates the customer of a row, and returns its id.
  private mutating func customer(_ row: SheetRow) throws -> Int64 {
    if known[row.customer] == nil {
      if let id = try inventory.idOrNil(of: row.customer) {
        known[row.customer] = Known(
          id: id, isNew: false, stored: try inventory.customer(id: id))
      } else {
        let customer = Customer(
          name: row.customer,
          displayName: try row.displayName ?? GivenText(parsing: row.customer.text),
          contacts: row.contacts ?? [], language: row.language)
        let id = try inventory.insert(customer)
        memory.begin(id)
        known[row.customer] = Known(id: id, isNew: true, stored: customer)
        outcome.added.append(row.customer)
      }
    }
    var known = self.known[row.customer]!
    let stored = known.stored
    var wanted = stored
    if let name = row.displayName {
      if let line = known.displayNameLine, name != stored.displayName {
        fail(
          row.line, "customer-differs",
          "\(row.customer) is \"\(name)\" here and \"\(stored.displayName)\" in line \(line)")
      }
      wanted.displayName = name
      known.displayNameLine = known.displayNameLine ?? row.line
    }
    if let contacts = row.contacts {
      let wantedContacts = Set(contacts).sorted()
      if let line = known.contactsLine, wantedContacts != stored.contacts {
        fail(
          row.line, "customer-differs",
          "\(row.customer) has other contacts here than in line \(line)")
      }
      wanted.contacts = wantedContacts
      known.contactsLine = known.contactsLine ?? row.line
    }
    if let language = row.language {
      if let line = known.languageLine, language != stored.language {
        fail(
          row.line, "customer-differs",
          "\(row.customer) has another language here than in line \(line)")
      }
      wanted.language = language
      known.languageLine = known.languageLine ?? row.line
    }
    if wanted != stored {
      try inventory.update(wanted, id: known.id)
      known.stored = try inventory.customer(id: known.id)
      if !known.isNew, !known.isUpdated {
        known.isUpdated = true
        outcome.updated.append(row.customer)
      }
    }
    self.known[row.customer] = known
    return known.id
  }

  private mutating func take(
    _ row: SheetRow, _ deployment: DeploymentName, customerID: Int64
  ) throws {
    let from = row.from ?? now
    if let until = row.until {
      if until < from { throw AssignmentError.endBeforeStart(from: from, until: until) }
      // An empty period never held: it was corrected at once.
      if until == from { return }
    }
    if row.ports.isEmpty {
      try takeUse(row, deployment, from: from, customerID: customerID)
    }
    for own in row.assignments(from: from) where isSaidOnce(row, own, customerID) {
      let key = try AssignmentKey(
        inventory, customerID: customerID, deploymentID: try id(of: deployment), own[0].role)
      try take(own, of: row, key)
    }
  }

  private mutating func id(of deployment: DeploymentName) throws -> Int64 {
    if let id = deployments[deployment] { return id }
    let id = try inventory.id(of: deployment)
    deployments[deployment] = id
    return id
  }

  /// Assigns the row's ports of one role.
  private mutating func take(
    _ own: [NewAssignment], of row: SheetRow, _ key: AssignmentKey
  ) throws {
    let wanted = timelines.wanted(own, of: row)
    for new in own {
      guard let part = wanted.parts.first(where: { $0.isOf(new) }) else { continue }
      let put = try assignments.put(part, in: wanted, of: key, record(row.note))
      if let id = put.id {
        stored.append((row.line, id, new.deployment))
        outcome.assigned.append(new)
      }
      // That one goes for another is told by the other; that several go, or others stay, is not.
      if put.ended.count > 1 || !put.ended.isEmpty && (put.id == nil || wanted.parts.count > 1) {
        outcome.ended += put.ended.map { (NewAssignment($0), until: new.from) }
      }
      guard let until = part.until else { continue }
      // A row that goes on with what is stored tells its end.
      if put.id == nil, let end = row.until, timelines.begins(with: part, of: own, at: end) {
        continue
      }
      let closed = try assignments.close(
        part, in: wanted, of: key, at: until, record(row.endNote))
      if closed.isEmpty { continue }
      outcome.ended.append((new, until: until))
      // Where an end is put off, others may have got the ports.
      stored += closed.map { (row.line, $0, new.deployment) }
    }
  }

  /// Stores a use from a row without ports.
  private mutating func takeUse(
    _ row: SheetRow, _ deployment: DeploymentName, from: UTCTime, customerID: Int64
  ) throws {
    let deploymentID = try id(of: deployment)
    let period = Period(from: from, until: row.until) ?? Period(from: from)
    if try uses.begin(customerID, deploymentID, period, end: row.until) {
      outcome.uses.append((row.customer, deployment))
    } else if let until = row.until,
      try uses.close(customerID, deploymentID, begunAt: from, at: until, now: now)
    {
      outcome.left.append((row.customer, deployment))
    }
  }

  /// Whether this row is the first about a role's ports at this time. A repeated row is skipped; a
  /// contradicting one is an error.
  private mutating func isSaidOnce(
    _ row: SheetRow, _ own: [NewAssignment], _ customerID: Int64
  ) -> Bool {
    let key = PortKey(
      customer: customerID, deployment: own[0].deployment, role: own[0].role,
      from: own[0].from, record: row.isRecord ? own : nil)
    guard let first = said[key] else {
      said[key] = (row.line, own, row.until)
      return true
    }
    if first.own != own || first.until != row.until {
      fail(
        row.line, "ports-differ",
        "\(row.customer) has \(Self.text(own)) (\(own[0].role.rawValue)) here and "
          + "\(Self.text(first.own)) in line \(first.line), from the same time on")
    }
    return false
  }

  private static func text(_ ports: [NewAssignment]) -> String {
    ports.map(\.ports.description).joined(separator: ",")
  }
}

extension ImportOutcome {
  fileprivate var changeCount: Int {
    added.count + updated.count + uses.count + left.count + assigned.count + ended.count
  }
}
