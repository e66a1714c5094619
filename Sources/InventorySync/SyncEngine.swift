import DocumentReading
import EndpointModel
import InventoryStorage

/// Compares a new document of a deployment with what is stored, and stores it.
public struct SyncEngine: Sendable {
  private let deployment: DeploymentName
  private let reading: Reading
  private let document: Document?
  private let acceptsPartial: Bool
  private let addresses: DistinctAddresses?

  /// A revision with its snapshot, loaded while its deployment's document is still read.
  public struct StoredSnapshot: Sendable {
    let revision: Revision
    let snapshot: Snapshot
    let addresses: DistinctAddresses

    /// The current one; nil where the deployment has none.
    public init?(of deployment: DeploymentName, in inventory: InventoryReader) throws {
      guard let revision = try inventory.latestRevision(of: deployment) else { return nil }
      try self.init(revision, in: inventory)
    }

    init(_ revision: Revision, in inventory: InventoryReader) throws {
      self.revision = revision
      // By address, as they mostly come, their addresses are found at once.
      let endpoints = try inventory.endpoints(of: revision)
      addresses = DistinctAddresses(of: endpoints)
      snapshot = Snapshot(endpoints)
    }
  }

  /// - Parameters:
  ///   - document: what was read, for quoting its lines in notices; nil for none.
  ///   - acceptsPartial: whether a document of which something was left out is taken all
  ///     the same.
  ///   - addresses: those of the reading's snapshot, where they are known.
  public init(
    deployment: DeploymentName, reading: Reading, document: Document? = nil,
    acceptsPartial: Bool = false, addresses: DistinctAddresses? = nil
  ) {
    self.addresses = addresses
    self.deployment = deployment
    self.reading = reading
    self.document = document
    self.acceptsPartial = acceptsPartial
  }

  /// What storing the document would do.
  ///
  /// - Parameters:
  ///   - inventory: nil where there is none yet.
  ///   - recordedAt: nil where the moment of storing counts.
  ///   - now: that moment.
  ///   - tables: those that are loaded.
  /// - Throws: `InventoryError.olderThanLatest` where the document would be older
  ///   than what is stored; `ReadingError.noEndpoints` where a first one has none.
  public func plan(
    against inventory: InventoryReader?, recordedAt: UTCTime?, now: UTCTime,
    tables: StoredTables = StoredTables()
  ) throws -> SyncPlan {
    if let inventory, let since = try inventory.archivedAt(deployment) {
      throw InventoryError.archived(deployment, since: since)
    }
    guard let inventory, let base = try inventory.latestRevision(of: deployment) else {
      return try firstPlan(against: inventory)
    }
    if let recordedAt, recordedAt < base.recordedAt {
      throw InventoryError.olderThanLatest(recordedAt: recordedAt, latest: base)
    }
    let stored = try tables.table(of: base, in: inventory)
    let before = stored.snapshot
    let after = reading.snapshot
    let changes = ChangeSet(from: before, to: after)
    let access = Later { AccessChange(from: before, to: after, changes: changes) }
    var reasons = try Watch(inventory, deployment, tables).reasons(
      for: reading, addresses, after: stored, changes, isPartial: isPartial,
      at: recordedAt ?? now)
    reasons += cutShort(changes, after: base.document)
    return SyncPlan(
      deployment: deployment, base: base, before: before, reading: reading, changes: changes,
      access: access, declaration: try inventory.declaration(of: deployment),
      holdReasons: reasons,
      known: try inventory.refusedRevision(of: deployment, after: base, changes, to: after),
      lastNumber: try inventory.latestNumber(of: deployment) ?? 0)
  }

  /// For a deployment that has no current revision.
  private func firstPlan(against inventory: InventoryReader?) throws -> SyncPlan {
    if reading.snapshot.isEmpty { throw reading.noEndpointsError }
    let changes = ChangeSet(from: Snapshot([]), to: reading.snapshot)
    let reasons =
      if let inventory {
        try Watch(inventory, deployment, StoredTables())
          .reasons(forFirst: reading, addresses, isPartial: isPartial)
      } else {
        RevisionGuard().reasons(
          for: RevisionGuard.Side(reading.snapshot, reading.description, addresses: addresses),
          after: [], isPartial: isPartial)
      }
    return SyncPlan(
      deployment: deployment, base: nil, before: Snapshot([]), reading: reading,
      changes: changes, access: nil, declaration: try inventory?.declaration(of: deployment),
      holdReasons: reasons,
      known: try inventory?.refusedRevision(
        of: deployment, after: nil, changes, to: reading.snapshot),
      lastNumber: try inventory?.latestNumber(of: deployment) ?? 0)
  }

  private var isPartial: Bool { reading.isPartial && !acceptsPartial }

  /// Where a download may have been cut: what it lacks is no removal then.
  private func cutShort(
    _ changes: ChangeSet, after last: DocumentDescription
  ) -> [HoldReason] {
    let ending = reading.description.ending
    var signs: [String] = []
    if !(changes.removed.isEmpty && changes.changed.isEmpty) {
      if document?.isDelimited == false { signs.append("only the closed connection ended it") }
      if ending == .insideElement { signs.append("the page ends inside a table or list") }
    }
    // A part of a last line is something else than the line.
    if ending == .withoutEnd, last.ending == .whole, !changes.isEmpty {
      signs.append("its last line has no end, and the last document's had one")
    }
    return signs.isEmpty
      ? []
      : [HoldReason(.cutShort, "the download may be cut short: " + signs.joined(separator: ", "))]
  }

  /// The customers whose rules a plan opens or closes, by name.
  ///
  /// - Parameter time: whose ports hold then counts: now, or when the revision becomes
  ///   current, whichever is later.
  public static func customersAffected(
    by plan: SyncPlan, in inventory: InventoryReader, at time: UTCTime
  ) throws -> [CustomerName] {
    guard plan.status == .changed else { return [] }
    return CustomersAffected.names(
      among: try inventory.customers(using: plan.deployment, at: time),
      assignments: try inventory.assignments(on: plan.deployment, at: time),
      from: plan.before.meant(by: plan.declaration), to: plan.after.meant(by: plan.declaration))
  }

  /// Plans and stores, unless nothing changed. Where another program stores a
  /// revision in between, it plans anew.
  ///
  /// - Parameters:
  ///   - author: who syncs.
  ///   - recordedAt: nil for the moment of storing.
  ///   - tables: those that are loaded.
  ///   - alongside: what is worked out of the plan while it is stored.
  /// - Returns: the plan that was carried out, the revision that is current
  ///   after it, or held, and what was worked out.
  public func run<Work: Sendable>(
    on inventory: Inventory, by author: Author, fetchedAt: UTCTime, recordedAt: UTCTime?,
    now: () -> UTCTime, tables: StoredTables = StoredTables(),
    progress: (_ written: Int, _ all: Int) -> Void = { _, _ in },
    alongside work: @escaping @Sendable (SyncPlan) -> Work
  ) throws -> (plan: SyncPlan, revision: Revision, work: Work) {
    try RevisionTime.check(recordedAt, now: now())
    var attempts = 0
    while true {
      let plan = try inventory.read {
        try self.plan(against: $0, recordedAt: recordedAt, now: now(), tables: tables)
      }
      if plan.status == .held, let known = plan.known { return (plan, known, work(plan)) }
      if plan.status == .unchanged, let base = plan.base ?? plan.known {
        if plan.known == nil {
          try inventory.write(Act(by: author, at: now())) {
            try $0.passBy(deployment, at: fetchedAt)
          }
        }
        return (plan, base, work(plan))
      }
      do {
        let (result, revision) = try inParallel {
          aside { work(plan) }
        } _: {
          let new = NewRevision(
            deployment: deployment, basedOn: plan.base?.number, changes: plan.changes,
            endpointCount: plan.after.endpoints.count, document: reading.description,
            fetchedAt: fetchedAt,
            recordedAt: try recordedAt ?? RevisionTime.now(now(), after: plan.base),
            access: plan.access, quotes: try quotes(for: plan), holdReasons: plan.holdReasons)
          return try inventory.writeRows(Act(by: author, at: now())) {
            try $0.commit(new, progress: progress)
          }
        }
        return (plan, revision, result)
      } catch InventoryError.overtaken(let deployment) {
        attempts += 1
        if attempts == 3 { throw InventoryError.overtaken(deployment) }
      }
    }
  }

  /// As above, with nothing else to work out.
  public func run(
    on inventory: Inventory, by author: Author, fetchedAt: UTCTime, recordedAt: UTCTime?,
    now: () -> UTCTime, tables: StoredTables = StoredTables()
  ) throws -> (plan: SyncPlan, revision: Revision) {
    let done = try run(
      on: inventory, by: author, fetchedAt: fetchedAt, recordedAt: recordedAt, now: now,
      tables: tables, alongside: { _ in })
    return (done.plan, done.revision)
  }

  /// The lines of what is new; a first document's are all new, and stand in itself.
  private func quotes(for plan: SyncPlan) throws -> [Endpoint: String] {
    guard let document, plan.base != nil else { return [:] }
    let added = plan.changes.added + plan.changes.changed.map(\.after)
    let quotes = try DocumentQuotes(document, of: added)
    var out: [Endpoint: String] = [:]
    for endpoint in added {
      out[endpoint] = quotes.quote(of: endpoint)
    }
    return out
  }

}
