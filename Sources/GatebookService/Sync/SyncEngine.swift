import DocumentReading
import EndpointModel
import InventoryModel
import InventoryStorage

/// Compares a new document of a deployment with what is stored, and stores it.
public struct SyncEngine: Sendable {
  private let deployment: DeploymentName
  private let reading: Reading
  private let document: Document?
  private let acceptsPartial: Bool
  private let layout: LayoutInUse?

  /// - Parameters:
  ///   - document: what was read, to quote its lines in notices; nil for no quotes.
  ///   - acceptsPartial: whether to accept a document of which something was left out.
  ///   - layout: by which it was read.
  public init(
    deployment: DeploymentName, reading: Reading, document: Document? = nil,
    acceptsPartial: Bool = false, layout: LayoutInUse? = nil
  ) {
    self.layout = layout
    self.deployment = deployment
    self.reading = reading
    self.document = document
    self.acceptsPartial = acceptsPartial
  }

  /// What storing the document would do.
  ///
  /// - Parameters:
  ///   - inventory: nil if there is none yet.
  ///   - recordedAt: nil for the moment of storing.
  ///   - now: that moment.
  ///   - tables: the tables that are already loaded.
  /// - Throws: `InventoryError.archived` if the deployment is out of use, `.olderThanLatest` if the
  ///   document would be older than what is stored; `ReadingError.noEndpoints` if a first one has
  ///   none.
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
    let declaration = try inventory.declaration(of: deployment)
    let comparison = Comparison(
      from: try tables.table(of: base, in: inventory), to: reading.snapshot, meant: declaration)
    var reasons = try Watch(inventory, deployment, tables).reasons(
      for: reading, after: base, comparison,
      isPartial: isPartial && !isSettled(base, comparison), at: recordedAt ?? now)
    reasons += cutShort(comparison.changes, after: base.document)
    let drift = layoutChanged
    // A document that no longer fits but gives the same table changes nothing that could wait.
    if !comparison.changes.isEmpty { reasons += drift }
    let reading = comparison.changes.isEmpty ? reading.adding(drift.map(\.asFinding)) : reading
    return SyncPlan(
      deployment: deployment, base: base, comparison: comparison, reading: reading,
      holdReasons: reasons,
      known: try inventory.refusedRevision(of: deployment, after: base, comparison),
      lastNumber: try inventory.latestNumber(of: deployment) ?? 0)
  }

  /// For a deployment that has no current revision.
  private func firstPlan(against inventory: InventoryReader?) throws -> SyncPlan {
    if reading.snapshot.isEmpty { throw reading.noEndpointsError }
    let comparison = Comparison(
      from: Snapshot([]), to: reading.snapshot,
      meant: try inventory?.declaration(of: deployment))
    let limits = try inventory?.guardLimits(of: deployment) ?? GuardLimits()
    return SyncPlan(
      deployment: deployment, base: nil, comparison: comparison, reading: reading,
      holdReasons: RevisionGuard(limits).reasons(
        for: comparison.meant.new, reading.description, after: [], isPartial: isPartial)
        + layoutChanged,
      known: try inventory?.refusedRevision(of: deployment, after: nil, comparison),
      lastNumber: try inventory?.latestNumber(of: deployment) ?? 0)
  }

  /// Whether a person, or an option, accepted what was left out of the very same bytes before.
  private func isSettled(_ base: Revision, _ comparison: Comparison) -> Bool {
    comparison.changes.isEmpty && base.document.sha256 == reading.description.sha256
  }

  private var isPartial: Bool { reading.isPartial && !acceptsPartial }

  /// What no longer fits the layout by which it was read.
  private var layoutChanged: [HoldReason] {
    guard let layout else { return [] }
    let words = LayoutDrift(layout.layout, reading).words
    let shown = words.prefix(Self.mostDrift).map {
      HoldReason(.layoutChanged, .layoutDiffers, $0)
    }
    let rest = words.count - shown.count
    return rest <= 0
      ? shown : shown + [HoldReason(.layoutChanged, .layoutDiffersMore, "\(rest)")]
  }

  /// How many differences from a layout are told each.
  private static let mostDrift = 10

  /// Signs that a download may have been cut short; what is missing then was not removed.
  private func cutShort(
    _ changes: ChangeSet, after last: DocumentDescription
  ) -> [HoldReason] {
    let ending = reading.description.ending
    var signs: [HoldSentence] = []
    if !(changes.removed.isEmpty && changes.changed.isEmpty) {
      if document?.isDelimited == false { signs.append(.onlyClosed) }
      if ending == .insideElement { signs.append(.insideElement) }
    }
    // A part of the last line differs from the whole line.
    if ending == .withoutEnd, last.ending == .whole, !changes.isEmpty {
      signs.append(.lineWithoutEnd)
    }
    return signs.isEmpty
      ? []
      : [HoldReason(.cutShort, .cutShort, signs.map(\.rawValue).joined(separator: ", "))]
  }

  /// The customers whose rules a plan opens or closes, by name.
  ///
  /// - Parameter time: the ports held at this time count: now, or when the revision becomes
  ///   current, whichever is later.
  public static func customersAffected(
    by plan: SyncPlan, in inventory: InventoryReader, at time: UTCTime
  ) throws -> [CustomerName] {
    guard plan.status == .changed else { return [] }
    return CustomersAffected.names(
      among: try inventory.customers(using: plan.deployment, at: time),
      assignments: try inventory.assignments(on: plan.deployment, at: time),
      by: plan.comparison.meant)
  }

  /// Plans and stores, unless nothing changed. If another program stores a revision in between, it
  /// plans again.
  ///
  /// - Parameters:
  ///   - author: who syncs.
  ///   - recordedAt: nil for the moment of storing.
  ///   - tables: the tables that are already loaded.
  ///   - workers: compute what the revision opens while its rows are written.
  ///   - check: whether it may be stored, asked in the transaction that stores it; nil for always.
  /// - Returns: the plan that was carried out, and the revision that is current after it, or held.
  /// - Throws: `InventoryError`, `ReadingError.noEndpoints`
  public func run(
    on inventory: Inventory, by author: Author, fetchedAt: UTCTime, recordedAt: UTCTime?,
    now: () -> UTCTime, tables: StoredTables = StoredTables(), workers: Workers = .serial,
    check: ((InventoryReader) throws -> Void)? = nil,
    progress: (_ written: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> (plan: SyncPlan, revision: Revision) {
    try RevisionTime.check(recordedAt, now: now())
    var attempts = 0
    let keeps = try inventory.read { try $0.keepsDocuments(deployment) }
    while true {
      let plan = try inventory.read {
        try self.plan(against: $0, recordedAt: recordedAt, now: now(), tables: tables)
      }
      if plan.status == .held, let known = plan.known { return (plan, known) }
      if plan.status == .unchanged, let base = plan.base ?? plan.known {
        if plan.known == nil {
          try inventory.write(Act(by: author, at: now())) {
            try check?($0)
            try $0.passBy(deployment, at: fetchedAt)
            // One that was read before documents were kept, and is shown again.
            if keeps, base.document.sha256 == reading.description.sha256,
              try $0.keptDocument(of: base) == nil, let kept = packed
            {
              try $0.keep(kept, of: base)
            }
          }
        }
        return (plan, base)
      }
      do {
        let new = NewRevision(
          deployment: deployment, basedOn: plan.base?.number, comparison: plan.comparison,
          document: reading.description, fetchedAt: fetchedAt,
          recordedAt: try recordedAt ?? RevisionTime.now(now(), after: plan.base),
          quotes: try quotes(for: plan), layout: layout?.number,
          kept: keeps ? packed : nil,
          holdReasons: plan.holdReasons)
        if plan.base != nil, plan.comparison.new.endpoints.count > 10_000 {
          workers.ahead { _ = plan.comparison.meant.opening }
        }
        let act = Act(by: author, at: now())
        guard let check else { return (plan, try inventory.commit(new, act, progress: progress)) }
        let revision = try inventory.write(act) { writer in
          try check(writer)
          return try writer.commit(new, progress: progress)
        }
        return (plan, revision)
      } catch InventoryError.overtaken(let deployment) {
        attempts += 1
        if attempts == 3 { throw InventoryError.overtaken(deployment) }
      }
    }
  }

  /// The document's bytes, packed to be kept.
  private var packed: PackedDocument? { document.flatMap { PackedBytes.packed($0.bytes) } }

  /// The lines of what is new. A first document is all new, so none are kept for it.
  private func quotes(for plan: SyncPlan) throws -> [Endpoint: String] {
    guard let document, plan.base != nil else { return [:] }
    let changes = plan.comparison.changes
    let added = changes.addedOrChanged
    let quotes = try DocumentQuotes(document, reading, of: added)
    var out: [Endpoint: String] = [:]
    for endpoint in added {
      out[endpoint] = quotes.quote(of: endpoint)
    }
    return out
  }
}

extension HoldReason {
  /// As a finding, where nothing is held for it.
  fileprivate var asFinding: Finding {
    Finding(.warning, code.rawValue, line: nil, quote: nil, message: message)
  }
}
