import DocumentReading
import EndpointModel
import InventoryModel
import InventoryStorage
import WebAccess

/// Syncs registered sources: several are fetched at a time, and each is stored as it comes. A
/// source that fails or hangs, or a document that cannot be read in time, stops no other.
///
/// ```swift
/// let run = SourceRun(by: author, now: now, web: WebFetch(), SourceRun.Settings())
/// let outcomes = try run.run(sources, on: inventory) { print($0.line(in: .utc)) }
/// outcomes.map(\.status)  // [.changed, .unchanged], by deployment
/// ```
public struct SourceRun: Sendable {
  private let author: Author
  private let now: @Sendable () -> UTCTime
  private let fetch: SourceFetch
  private let settings: Settings

  /// How a run fetches.
  public struct Settings: Sendable {
    /// Also fetch sources that asked to wait, whatever servers say.
    public var isForced = false
    /// How many seconds fetching one document may take.
    public var timeout = 60
    /// The `PATH` in which other programs are looked up.
    public var searchPath = "/usr/bin:/bin"
    /// More than any administrator has vendors: most of them wait for an answer.
    public var workers = Workers(limit: 64)

    public init() {}
  }

  /// - Parameter author: who syncs.
  public init(
    by author: Author, now: @escaping @Sendable () -> UTCTime, web: WebFetch, _ settings: Settings
  ) {
    self.author = author
    self.now = now
    self.settings = settings
    var web = web
    web.options.totalTimeout = settings.timeout * 1000
    fetch = SourceFetch(
      web: web, isForced: settings.isForced, timeout: settings.timeout,
      searchPath: settings.searchPath, now: now)
  }

  /// - Parameter report: called with each source as soon as it is done.
  /// - Throws: `InventoryError` only; what goes wrong with a source is in its outcome.
  public func run(
    _ sources: [RegisteredSource], on inventory: Inventory, report: (SourceOutcome) -> Void
  ) throws -> [SourceOutcome] {
    let time = now()
    var outcomes: [SourceOutcome] = []
    func done(_ outcome: SourceOutcome) {
      outcomes.append(outcome)
      report(outcome)
    }
    var due: [RegisteredSource] = []
    for source in sources {
      let waits = source.waitsUntil.map { $0 > time } ?? false
      if source.pause != nil || waits && !settings.isForced {
        done(SourceOutcome(notRead: source))
      } else {
        due.append(source)
      }
    }
    // An attempt that never came back may have killed the program; those sources come last.
    for round in [due.filter { $0.attemptedAt == nil }, due.filter { $0.attemptedAt != nil }] {
      try settings.workers.each(
        round, givingUpAfter: Double(2 * settings.timeout + 10), fetch.fetch
      ) { source, fetched in
        done(try take(source, fetched, on: inventory))
      }
    }
    return outcomes.sorted { $0.source.deployment < $1.source.deployment }
  }

  private func take(
    _ source: RegisteredSource, _ fetched: SourceFetch.Fetched?, on inventory: Inventory
  ) throws -> SourceOutcome {
    var source = source
    var outcome = SourceOutcome(source)
    // Before the document is read: if it kills the program, the next run knows.
    try write(on: inventory) { try $0.noteAttempt(source.deployment, at: now()) }
    do {
      guard let fetched else { throw SourceError.overlong(name: source.location.shown) }
      switch try fetched.shown.get() {
      case .notModified: outcome.unchanged += 1
      case .document(let load, let validators, let isWhole):
        let layout = try inventory.read { try LayoutInUse(of: source.deployment, in: $0) }
        try take(
          read(load, name: source.location.shown, layout), at: nil, fetchedAt: fetched.time, source,
          on: inventory, nil, &outcome)
        // Only for a document that was read; a broken page is fetched again.
        source.etag = validators?.etag
        source.lastModified = validators?.lastModified
        if isWhole { source.wholeAt = fetched.time }
      case .items(let items, let folder):
        try take(items, source, on: inventory, &outcome)
        outcome.note(folder)
        source.wholeAt = fetched.time
      }
    } catch {
      if Self.stopsAll(error) { throw error }
      outcome.failures.append((nil, error))
    }
    // A revision that was held earlier and is not decided yet still waits.
    let held = try inventory.read { try $0.heldRevision(of: source.deployment) }
    if let held, outcome.held.isEmpty { outcome.held = [(held.number, held.holdReasons)] }
    outcome.conclude()
    if let failure = outcome.failures.first {
      var retryAfter: Int?
      if case .status(_, _, let seconds)? = failure.error as? FetchError { retryAfter = seconds }
      source.fail(at: now(), "\(failure.error)", retryAfter: retryAfter)
    } else {
      source.succeed(at: now())
    }
    try write(on: inventory) {
      try $0.updateSource(source, revision: try $0.latestNumber(of: source.deployment))
    }
    return outcome
  }

  private func write(
    on inventory: Inventory, _ body: (InventoryWriter) throws -> Void
  ) throws {
    try inventory.write(Act(by: author, at: now()), body)
  }

  /// Whether nothing can be stored for any source.
  private static func stopsAll(_ error: any Error) -> Bool {
    switch error as? InventoryError {
    case .busy, .unavailable, .missing, .newer, .notAnInventory: true
    default: false
    }
  }

  /// Whether a failure is the inventory's, and not the item's: the item waits, and those after it
  /// do, since a revision is never older than the one before it.
  private static func leavesNothingStored(_ error: any Error) -> Bool {
    switch error as? InventoryError {
    case nil, .olderThanLatest, .defect: false
    default: true
    }
  }

  /// Takes new items and changed files, in order of time. One that cannot be taken is reported
  /// once, and does not stop those after it.
  private func take(
    _ items: [SourceItem], _ source: RegisteredSource, on inventory: Inventory,
    _ outcome: inout SourceOutcome
  ) throws {
    let (taken, layout, latest) = try inventory.read {
      (
        try $0.itemsTaken(of: source.deployment),
        try LayoutInUse(of: source.deployment, in: $0),
        try $0.latestRevision(of: source.deployment)
      )
    }
    let lastTime = now().seconds + RevisionTime.tolerance
    let tables = StoredTables()
    // By another layout, the last one is read again.
    let last = source.wholeAt == nil ? items.last : nil
    let new = items.filter { item in
      taken[item.name] != .some(item.mark)
        || item.name == last?.name && latest.map { item.time >= $0.recordedAt } ?? true
    }
    let read: @Sendable (SourceItem) -> Result<ReadDocument, any Error> = { item in
      Result {
        // An item dated ahead would keep out everything after it.
        if item.time.seconds > lastTime {
          throw SourceError.ahead(name: item.name, time: item.time)
        }
        return try self.read(item.document, name: source.location.shown, layout)
      }
    }
    var ahead = new.first.map(read)
    for (item, next) in zip(new, new.dropFirst().map(Optional.some) + [nil]) {
      guard let current = ahead else { break }
      // While one item is stored, the next is read.
      (ahead, _) = try settings.workers.both {
        next.map(read)
      } _: {
        try take(item, current, source, on: inventory, tables, &outcome)
      }
    }
  }

  private func take(
    _ item: SourceItem, _ read: Result<ReadDocument, any Error>, _ source: RegisteredSource,
    on inventory: Inventory, _ tables: StoredTables, _ outcome: inout SourceOutcome
  ) throws {
    do {
      try take(
        read.get(), at: item.time, fetchedAt: now(), source, on: inventory, tables, &outcome)
    } catch {
      if Self.stopsAll(error) || Self.leavesNothingStored(error) { throw error }
      outcome.failures.append((item.name, error))
      // An item that cannot be fetched or stored now may be another time.
      if error is SourceError { return }
      if case .defect? = error as? InventoryError { return }
    }
    try write(on: inventory) {
      try $0.addItemTaken(item.name, item.mark, of: source.deployment)
    }
  }

  /// How long reading may take, in seconds: as long as fetching, and two more for each MiB.
  private func readingLimit(_ document: Document) -> Double {
    Double(settings.timeout) + Double(document.bytes.count >> 20) * 2
  }

  /// A document and its reading.
  private struct ReadDocument: Sendable {
    let document: Document
    let reading: Reading
    let layout: LayoutInUse?
  }

  /// - Throws: `SourceError.overlong` if it cannot be read in time.
  private func read(
    _ load: @escaping @Sendable () throws -> Document, name: String, _ layout: LayoutInUse?
  ) throws -> ReadDocument {
    let workers = settings.workers
    guard
      let loaded = workers.limited(toSeconds: Double(settings.timeout), { Result { try load() } })
    else { throw SourceError.overlong(name: name) }
    let document = try loaded.get()
    let reading = workers.limited(toSeconds: readingLimit(document)) {
      Result {
        try DocumentReader.read(
          document, layout: layout?.layout, allowsNone: true, keepsRows: true)
      }
    }
    guard let reading else { throw SourceError.overlong(name: name) }
    return ReadDocument(document: document, reading: try reading.get(), layout: layout)
  }

  /// - Parameter tables: kept to compare the next document with; nil if there is no next one.
  private func take(
    _ read: ReadDocument, at time: UTCTime?, fetchedAt: UTCTime, _ source: RegisteredSource,
    on inventory: Inventory, _ tables: StoredTables?, _ outcome: inout SourceOutcome
  ) throws {
    let engine = SyncEngine(
      deployment: source.deployment, reading: read.reading, document: read.document,
      acceptsPartial: source.options.acceptsPartial, layout: read.layout)
    let (plan, revision) = try engine.run(
      on: inventory, by: author, fetchedAt: fetchedAt, recordedAt: time, now: now,
      tables: tables ?? StoredTables())
    if let tables, plan.status == .first || plan.status == .changed {
      tables.add(revision, plan.comparison.stored)
    }
    switch plan.status {
    case .first, .changed: outcome.stored += 1
    case .unchanged: outcome.unchanged += 1
    case .held: outcome.held.append((revision.number, plan.holdReasons))
    }
    // A held revision no longer counts as held once the vendor shows an acceptable document.
    if plan.status != .held, plan.known == nil { outcome.held = [] }
  }
}
