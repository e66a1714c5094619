import DocumentReading
import EndpointModel
import InventoryStorage
import WebAccess

/// Takes what registered sources show: fetched several at a time, stored one after the
/// other. One failing source never stops the others.
public struct SourceRun: Sendable {
  private let author: Author
  private let now: @Sendable () -> UTCTime
  private let web: WebFetch
  /// Also those that asked to wait.
  private let isForced: Bool

  /// - Parameter author: who syncs.
  public init(
    by author: Author, now: @escaping @Sendable () -> UTCTime, web: WebFetch, isForced: Bool
  ) {
    self.author = author
    self.now = now
    self.web = web
    self.isForced = isForced
  }

  /// More wait for an answer at the same time than any administrator has vendors.
  private static let parallelLimit = 64

  /// - Parameter report: told of each source as soon as it is done.
  /// - Throws: `InventoryError` only: what goes wrong with a source is in its outcome.
  public func run(
    _ sources: [RegisteredSource], on inventory: Inventory, report: (SourceOutcome) -> Void
  ) throws -> [SourceOutcome] {
    let time = now()
    let due = sources.filter { isForced || $0.waitsUntil.map { $0 <= time } ?? true }
    let fetched = due.mapInParallel(limit: Self.parallelLimit) { source in
      (source, fetch(source), now())
    }
    var outcomes: [SourceOutcome] = []
    for source in sources where !due.contains(source) {
      var outcome = SourceOutcome(source)
      outcome.status = .waiting
      outcomes.append(outcome)
      report(outcome)
    }
    for (source, result, time) in fetched {
      let outcome = try take(source, result, fetchedAt: time, on: inventory)
      outcomes.append(outcome)
      report(outcome)
    }
    return outcomes.sorted { $0.source.deployment < $1.source.deployment }
  }

  /// What came of fetching: an answer from the web, or nothing yet where documents are
  /// files and are read when their turn comes.
  private enum Fetched: Sendable {
    case web(WebFetch.Result)
    case notFetched
    case failed(FetchError)
  }

  private func fetch(_ source: RegisteredSource) -> Fetched {
    guard case .web(let address) = source.location else { return .notFetched }
    var web = web
    web.options.allowsPrivate = source.options.allowsPrivate
    do throws(FetchError) {
      return .web(
        try web.get(
          address,
          isForced
            ? WebFetch.Validators()
            : WebFetch.Validators(etag: source.etag, lastModified: source.lastModified)))
    } catch {
      return .failed(error)
    }
  }

  private func take(
    _ source: RegisteredSource, _ fetched: Fetched, fetchedAt: UTCTime, on inventory: Inventory
  ) throws -> SourceOutcome {
    var source = source
    var outcome = SourceOutcome(source)
    do {
      switch fetched {
      case .failed(let error): throw error
      case .web(.notModified): outcome.unchanged += 1
      case .web(.document(let document, let validators)):
        try take(document, at: nil, fetchedAt: fetchedAt, source, on: inventory, &outcome)
        // Only of what was read: a broken page is fetched again.
        source.etag = validators.etag
        source.lastModified = validators.lastModified
      case .notFetched: try takeFiles(source, on: inventory, &outcome)
      }
    } catch {
      if Self.stopsAll(error) { throw error }
      outcome.failures.append((nil, error))
    }
    // What was held earlier and is not settled waits on.
    let held = try inventory.read { try $0.heldRevision(of: source.deployment) }
    if let held, outcome.held.isEmpty {
      outcome.held = [(held.number, held.holdReasons)]
    }
    outcome.status =
      !outcome.failures.isEmpty
      ? .failed : !outcome.held.isEmpty ? .held : outcome.stored > 0 ? .changed : .unchanged
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

  private func takeFiles(
    _ source: RegisteredSource, on inventory: Inventory, _ outcome: inout SourceOutcome
  ) throws {
    switch source.location {
    case .web: break
    case .git(let repository, let path):
      try take(
        GitHistory.items(repository: repository, path: path), source, on: inventory, &outcome)
    case .path(let path):
      guard let (items, undated) = try SourceFolder.items(path) else {
        return try take(
          DocumentSource(path).document(), at: nil, fetchedAt: now(), source, on: inventory,
          &outcome)
      }
      try take(items, source, on: inventory, &outcome)
      outcome.undated = undated.count
    }
  }

  /// Takes the items that are new, in the order of time. One that cannot be taken is
  /// told once, and does not stop those after it.
  private func take(
    _ items: [SourceItem], _ source: RegisteredSource, on inventory: Inventory,
    _ outcome: inout SourceOutcome
  ) throws {
    let taken = try inventory.read { try $0.itemsTaken(of: source.deployment) }
    let lastTime = now().seconds + 86_400
    for item in items where !taken.contains(item.name) {
      do {
        // A time ahead would keep all that comes after it out.
        if item.time.seconds > lastTime {
          throw SourceError.ahead(name: item.name, time: item.time)
        }
        try take(
          item.document(), at: item.time, fetchedAt: now(), source, on: inventory, &outcome)
      } catch {
        if Self.stopsAll(error) { throw error }
        outcome.failures.append((item.name, error))
        // What cannot be fetched now may be another time.
        if error is SourceError { continue }
      }
      try write(on: inventory) { try $0.addItemTaken(item.name, of: source.deployment) }
    }
  }

  private func take(
    _ document: Document, at time: UTCTime?, fetchedAt: UTCTime, _ source: RegisteredSource,
    on inventory: Inventory, _ outcome: inout SourceOutcome
  ) throws {
    let reading = try DocumentReader.read(document, allowsNone: true)
    let engine = SyncEngine(
      deployment: source.deployment, reading: reading, document: document,
      acceptsPartial: source.options.acceptsPartial)
    let (plan, revision) = try engine.run(
      on: inventory, by: author, fetchedAt: fetchedAt, recordedAt: time, now: now)
    switch plan.status {
    case .first, .changed: outcome.stored += 1
    case .unchanged: outcome.unchanged += 1
    case .held: outcome.held.append((revision.number, plan.holdReasons))
    }
    // What was held is no longer, once the vendor shows something that can be taken.
    if plan.status != .held, plan.known == nil { outcome.held = [] }
  }
}
