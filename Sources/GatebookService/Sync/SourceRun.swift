import DocumentReading
import EndpointModel
import InventoryStorage
import WebAccess

/// Takes what registered sources show: fetched several at a time, each stored as it comes. A
/// source that fails or hangs, and a document that cannot be read in time, stops no other.
public struct SourceRun: Sendable {
  private let author: Author
  private let now: @Sendable () -> UTCTime
  private let fetch: SourceFetch
  private let settings: Settings

  public struct Settings: Sendable {
    /// Also those that asked to wait, and whatever servers say.
    public var isForced = false
    /// How many seconds fetching one document may take.
    public var timeout = 60
    /// Where other programs are looked for: `$PATH`.
    public var searchPath = "/usr/bin:/bin"
    /// More wait for an answer at the same time than any administrator has vendors.
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

  /// - Parameter report: told of each source as soon as it is done.
  /// - Throws: `InventoryError` only: what goes wrong with a source is in its outcome.
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
      if settings.isForced || source.waitsUntil.map({ $0 <= time }) ?? true {
        due.append(source)
      } else {
        done(SourceOutcome(waiting: source))
      }
    }
    // Where an attempt never came back, the program died of it, it may be: those come last.
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
    // Before its document is read: should the program die of it, the next run knows.
    try write(on: inventory) { try $0.noteAttempt(source.deployment, at: now()) }
    do {
      guard let fetched else { throw SourceError.overlong(name: source.location.shown) }
      switch try fetched.shown.get() {
      case .notModified: outcome.unchanged += 1
      case .document(let load, let validators, let isWhole):
        try take(
          read(load, name: source.location.shown), at: nil, fetchedAt: fetched.time, source,
          on: inventory, nil, &outcome)
        // Only of what was read: a broken page is fetched again.
        source.etag = validators?.etag
        source.lastModified = validators?.lastModified
        if isWhole { source.wholeAt = fetched.time }
      case .items(let items, let folder):
        try take(items, source, on: inventory, &outcome)
        outcome.note(folder)
      }
    } catch {
      if Self.stopsAll(error) { throw error }
      outcome.failures.append((nil, error))
    }
    // What was held earlier and is not settled waits on.
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

  /// Takes the items that are new, or files that changed since, in the order of time. One
  /// that cannot be taken is told once, and does not stop those after it.
  private func take(
    _ items: [SourceItem], _ source: RegisteredSource, on inventory: Inventory,
    _ outcome: inout SourceOutcome
  ) throws {
    let taken = try inventory.read { try $0.itemsTaken(of: source.deployment) }
    let lastTime = now().seconds + RevisionTime.tolerance
    let tables = StoredTables()
    let new = items.filter { taken[$0.name] != .some($0.mark) }
    let read: @Sendable (SourceItem) -> Result<ReadDocument, any Error> = { item in
      Result {
        // A time ahead would keep all that comes after it out.
        if item.time.seconds > lastTime {
          throw SourceError.ahead(name: item.name, time: item.time)
        }
        return try self.read(item.document, name: source.location.shown)
      }
    }
    var ahead = new.first.map(read)
    for (item, next) in zip(new, new.dropFirst().map(Optional.some) + [nil]) {
      guard let current = ahead else { break }
      // While one is stored, the next is read.
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
      if Self.stopsAll(error) { throw error }
      outcome.failures.append((item.name, error))
      // What cannot be fetched now may be another time.
      if error is SourceError { return }
    }
    try write(on: inventory) {
      try $0.addItemTaken(item.name, item.mark, of: source.deployment)
    }
  }

  /// How long reading may take, in seconds: as long as fetching, and two for each MiB.
  private func readingLimit(_ document: Document) -> Double {
    Double(settings.timeout) + Double(document.bytes.count >> 20) * 2
  }

  /// A document with what was read of it.
  private struct ReadDocument: Sendable {
    let document: Document
    let reading: Reading
  }

  /// - Throws: `SourceError.overlong` where it cannot be read in time.
  private func read(
    _ load: @escaping @Sendable () throws -> Document, name: String
  ) throws -> ReadDocument {
    let workers = settings.workers
    guard
      let loaded = workers.limited(toSeconds: Double(settings.timeout), { Result { try load() } })
    else { throw SourceError.overlong(name: name) }
    let document = try loaded.get()
    let reading = workers.limited(toSeconds: readingLimit(document)) {
      Result { try DocumentReader.read(document, allowsNone: true) }
    }
    guard let reading else { throw SourceError.overlong(name: name) }
    return ReadDocument(document: document, reading: try reading.get())
  }

  /// - Parameter tables: those that the next document is compared with; nil where there is none.
  private func take(
    _ read: ReadDocument, at time: UTCTime?, fetchedAt: UTCTime, _ source: RegisteredSource,
    on inventory: Inventory, _ tables: StoredTables?, _ outcome: inout SourceOutcome
  ) throws {
    let engine = SyncEngine(
      deployment: source.deployment, reading: read.reading, document: read.document,
      acceptsPartial: source.options.acceptsPartial)
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
    // What was held is no longer, once the vendor shows something that can be taken.
    if plan.status != .held, plan.known == nil { outcome.held = [] }
  }
}
