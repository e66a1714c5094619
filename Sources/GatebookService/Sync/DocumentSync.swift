import DocumentReading
import EndpointModel
import InventoryModel
import InventoryStorage

/// Takes one document of a deployment: reads it, compares it with what is stored, and stores it if
/// it differs.
///
/// ```swift
/// let sync = DocumentSync(deployment, DocumentSource("march.txt"), now: now)
/// let outcome = try sync.store(on: inventory, by: author) { inventory }
/// outcome.plan.status  // .changed
/// ```
public struct DocumentSync {
  /// What is being done, to show to people who wait.
  public enum Step: Sendable {
    case fetching(String)
    case reading(String)
    case storing(written: Int, of: Int)
  }

  public let deployment: DeploymentName
  public let source: DocumentSource
  /// Whether to accept a document of which something was left out.
  public var acceptsPartial = false
  /// Whether a deployment may be created whose name is close to another's.
  public var isNew = false
  /// When the revision became current; nil for the moment of storing.
  public var recordedAt: UTCTime?
  /// Whether it may be stored, asked in the transaction that stores it: throws if not. Nil for
  /// always.
  public var check: ((InventoryReader) throws -> Void)?
  /// Load what is stored while the document is read.
  public var workers = Workers(limit: 1)

  private let now: @Sendable () -> UTCTime
  private let report: (Step) -> Void

  /// - Parameter report: called with each step as it begins.
  public init(
    _ deployment: DeploymentName, _ source: DocumentSource,
    now: @escaping @Sendable () -> UTCTime, report: @escaping (Step) -> Void = { _ in }
  ) {
    self.deployment = deployment
    self.source = source
    self.now = now
    self.report = report
  }

  /// What storing the document would do; nothing is stored.
  ///
  /// - Parameter inventory: nil if there is none yet.
  /// - Throws: as `store` does.
  public func rehearse(on inventory: Inventory?) throws -> SyncOutcome {
    let (engine, tables, _) = try read(beside: inventory)
    try RevisionTime.check(recordedAt, now: now())
    guard let inventory else { return try outcome(of: engine, against: nil, tables) }
    return try inventory.read { reader in
      if !isNew { try NewNames(reader).check(deployment) }
      return try outcome(of: engine, against: reader, tables)
    }
  }

  private func outcome(
    of engine: SyncEngine, against reader: InventoryReader?, _ tables: StoredTables
  ) throws -> SyncOutcome {
    let plan = try engine.plan(
      against: reader, recordedAt: recordedAt, now: now(), tables: tables)
    let time = recordedAt ?? now()
    return SyncOutcome(
      plan, revision: plan.expectedRevision, recordedAt: time, isStored: false,
      customersAffected: try reader.map {
        try SyncEngine.customersAffected(by: plan, in: $0, at: max(time, now()))
      } ?? [])
  }

  /// Stores the document if it differs from what is stored.
  ///
  /// - Parameters:
  ///   - inventory: nil if there is none yet.
  ///   - create: makes one; called once the document is read.
  /// - Throws: `SourceError`, `FetchError`, `ReadingError`, `NameError`, `InventoryError`
  public func store(
    on inventory: Inventory?, by author: Author, create: () throws -> Inventory
  ) throws -> SyncOutcome {
    let (engine, tables, fetchedAt) = try read(beside: inventory)
    if inventory == nil {
      // Whatever refuses the document does so before there is a file.
      try RevisionTime.check(recordedAt, now: now())
      _ = try outcome(of: engine, against: nil, tables)
    }
    let inventory = try inventory ?? create()
    if !isNew { try inventory.read { try NewNames($0).check(deployment) } }
    let (plan, revision) = try engine.run(
      on: inventory, by: author, fetchedAt: fetchedAt, recordedAt: recordedAt, now: now,
      tables: tables, workers: workers, check: check,
      progress: { report(.storing(written: $0, of: $1)) })
    return try inventory.read { reader in
      var outcome = SyncOutcome(
        plan, revision: revision.number, recordedAt: revision.recordedAt, isStored: true,
        customersAffected: try SyncEngine.customersAffected(
          by: plan, in: reader, at: max(revision.recordedAt, now())))
      if plan.status == .changed {
        outcome.returns = try reader.returns(of: plan.comparison.addedAddresses, in: revision)
      }
      return outcome
    }
  }

  /// Fetches and reads the document while the table to compare it with is loaded.
  private func read(
    beside inventory: Inventory?
  ) throws -> (engine: SyncEngine, tables: StoredTables, fetchedAt: UTCTime) {
    let (latest, layout) =
      try inventory?.read {
        (try $0.latestRevision(of: deployment), try LayoutInUse(of: deployment, in: $0))
      } ?? (nil, nil)
    let workers = (latest?.endpointCount ?? 0) > 1_000 ? workers : .serial
    let (stored, fetched) = try workers.both {
      try latest.flatMap { latest in try inventory?.read { try $0.table(of: latest) } }
    } _: {
      report(.fetching(source.name))
      let document = try source.document()
      let time = now()
      report(.reading(document.source))
      let reading = try DocumentReader.read(
        document, layout: layout?.layout, allowsNone: true, keepsRows: latest != nil)
      // The guard will need them, and loading what is stored takes longer.
      if latest != nil { _ = reading.snapshot.addresses }
      return (document: document, reading: reading, time: time)
    }
    let tables = StoredTables()
    if let latest, let stored { tables.add(latest, stored) }
    let engine = SyncEngine(
      deployment: deployment, reading: fetched.reading, document: fetched.document,
      acceptsPartial: acceptsPartial, layout: layout)
    return (engine, tables, fetched.time)
  }
}
