import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import Synchronization

/// Everything that a server answers about an inventory, without sockets: a request in, a response
/// out.
///
/// ```swift
/// let site = try Site(at: "gatebook.sqlite", Site.Settings(now: clock))
/// site.answer(WebRequest("GET", "/lists/aws/all.txt")).status  // 403: no token, and not public
/// ```
public final class Site: Sendable {
  public struct Settings: Sendable {
    /// Whether anybody may have any list without a token; what is a customer's own is none of them.
    public var allListsArePublic = false
    /// How many read the inventory at a time.
    public var readers = 4
    /// How much memory lists that are given again may take, in bytes.
    public var mostPrepared = 256 << 20
    /// For how long what was seen of the inventory's version counts, for answers that are at hand:
    /// so late may a list be.
    public var mostLate = Duration.zero
    /// Whether a proxy in front speaks TLS: browsers then send the cookie of a session over that
    /// only.
    public var isBehindTLS = false
    /// Where what is done has to stand before it is told as done; nil for nowhere.
    public var second: SecondPlace?
    /// That it is a copy which is given; nil for the inventory itself.
    public var following: Following?
    /// How old a copy of an inventory in PostgreSQL may be, in seconds; nil for however old.
    public var mostAge: Int?
    /// In which people write days and are told times; data is in UTC.
    public var zone = TimeZoneRules.utc
    public let now: @Sendable () -> UTCTime
    /// Has a deployment's source read as soon as possible; nil if this server cannot have that done.
    public var syncNow: (@Sendable (DeploymentName) -> SyncRequest)?
    /// Told what fails, for whoever runs the server.
    public var report: @Sendable (String) -> Void = { _ in }

    public init(now: @escaping @Sendable () -> UTCTime) { self.now = now }
  }

  let routes = Route.all
  let inventory: Inventory
  let settings: Settings
  let sessions: Sessions
  let tries: WrongTries
  /// Files whose effect was shown, and that may be taken over.
  let shown: ShownFiles
  /// One document that was sent is read at a time: each may take much memory.
  let reading: ReadingTurn
  private let path: String
  let version: RecentVersion
  private let prepared: PreparedAnswers
  private let makings = Makings()
  private let polls: Polls
  /// When the machine that writes the inventory was last known to be at work; nil if it never told.
  private let heartbeat: UTCTime?
  /// Why another machine is the one that writes the inventory; nil as far as is known.
  private let superseded = Mutex<GenerationError?>(nil)
  let rights = Mutex<(version: Int, rights: Rights)?>(nil)

  /// Opens an existing inventory.
  ///
  /// - Throws: `InventoryError`
  public convenience init(at path: String, _ settings: Settings) throws {
    try self.init(
      at: path, settings, sessions: Sessions(), tries: WrongTries(), shown: ShownFiles(),
      reading: ReadingTurn(), polls: nil)
  }

  private init(
    at path: String, _ settings: Settings, sessions: Sessions, tries: WrongTries,
    shown: ShownFiles, reading: ReadingTurn, polls: Polls?
  ) throws {
    inventory = try Inventory.openForSharing(
      at: path, readers: settings.readers, creates: false)
    version = RecentVersion(try InventoryVersion(of: inventory), for: settings.mostLate)
    self.settings = settings
    self.path = path
    self.sessions = sessions
    self.tries = tries
    self.shown = shown
    self.reading = reading
    prepared = PreparedAnswers(most: settings.mostPrepared)
    self.polls = try polls ?? Polls(inventory.read { try $0.listPolls() })
    heartbeat = try inventory.read { try $0.heartbeat() }
  }

  /// The answer if it is at hand: nothing is waited for, nothing is read but whether the inventory
  /// has changed. Nil if `answer` has to make it.
  public func prepared(_ request: WebRequest) -> WebResponse? {
    if superseded.withLock({ $0 }) != nil { return nil }
    guard let age = copyAge(at: settings.now()) else { return atHand(request) }
    guard (try? check(age)) != nil else { return nil }
    return atHand(request)?.adding(Self.header(age))
  }

  private func atHand(_ request: WebRequest) -> WebResponse? {
    guard request.method == "GET" || request.isHead,
      let found = prepared.prepared(request.target),
      let version = version.recent()
    else { return nil }
    let now = settings.now()
    guard found.isCurrent(version, at: now),
      let rights = rights.withLock({ $0?.version == version ? $0?.rights : nil }),
      let caller = rights.caller(request.headers.authorization, at: now),
      found.audience.includes(caller, rights)
    else { return nil }
    polls.note(request.target, caller.name ?? request.client, at: now)
    return found.representation.response(to: request)
  }

  /// The answer; it may take its time, and waits for SQLite.
  public func answer(_ request: WebRequest) -> WebResponse {
    guard let age = copyAge(at: settings.now()) else { return answered(request) }
    return answered(request).adding(Self.header(age))
  }

  private static func header(_ age: Inventory.CopyAge) -> (name: String, value: String) {
    ("Gatebook-Age", age.seconds.map { "\($0)" } ?? "unknown")
  }

  /// - Throws: `Problem` if a copy is too old to be given, or may be.
  private func check(_ age: Inventory.CopyAge) throws {
    try (settings.following ?? Following(mostAge: settings.mostAge)).check(age: age.seconds)
  }

  private func answered(_ request: WebRequest) -> WebResponse {
    do {
      return try made(request)
    } catch {
      return refused(request, error)
    }
  }

  private func refused(_ request: WebRequest, _ error: any Error) -> WebResponse {
    var problem = Problem(error, in: settings.zone)
    if problem.status == 303 {
      let next = request.method == "POST" ? [] : [("next", request.target)]
      problem.headers = [("Location", Link("sign-in", query: next).text)]
    }
    if problem.isFault { settings.report("\(request.path.withVisibleControls): \(error)") }
    return problem.response(isHead: request.isHead, page: page(of: problem, request))
  }

  /// A problem as a page, where a page was asked for.
  private func page(of problem: Problem, _ request: WebRequest) -> [UInt8]? {
    let isPage =
      request.segments.flatMap { routes($0).first }.map { $0.0.isPage }
      ?? request.headers.accept?.contains("text/html") ?? false
    if !isPage { return nil }
    let now = settings.now()
    let caller = rights.withLock { $0?.rights }.flatMap {
      session(of: request, $0, at: now) ?? $0.caller(request.headers.authorization, at: now)
    }
    return problem.page(
      for: caller.flatMap { $0.role == nil ? nil : $0 }, in: settings.zone)
  }

  private func made(_ request: WebRequest) throws -> WebResponse {
    guard let segments = request.segments, let items = request.query else {
      throw Problem(400, "bad-path", "the path or query is not encoded as it should be")
    }
    let found = routes(segments)
    if found.isEmpty {
      throw Problem(404, "no-route", "nothing is answered at this path; see /api/v1/openapi.json")
    }
    let method = request.isHead ? "GET" : request.method
    guard let (route, path) = found.first(where: { $0.0.method.rawValue == method }) else {
      throw Problem(notAllowed: found.map(\.0.method))
    }
    if case .ordered(let work) = route.answer { return try done(request, route, path, work) }
    let query = try route.query(items)
    if case .fixed(let answer) = route.answer {
      return answer().representation.response(to: request)
    }
    let now = settings.now()
    if !route.isAlwaysAnswered, superseded.withLock({ $0 }) != nil { throw Problem.superseded }
    if !route.isAlwaysAnswered, let age = copyAge(at: now) { try check(age) }
    let key = route.key(of: request, items)
    do {
      // Told before it is read: what is stored in between makes the answer outdated, never current.
      let version = try? version.current()
      return try inventory.read { reader in
        let rights = try self.rights(reader, version)
        let caller = try self.caller(request, route, rights, at: now)
        try Self.check(route, caller, path)
        let question = Question(
          route: route, site: self, caller: caller, rights: rights, reader: reader, now: now,
          path: path, query: query, request: request)
        return try answer(question, key: key, version: version)
      }
    } catch {
      guard Problem(error, in: settings.zone).isFault,
        let last = lastGood(request, key: key, at: now)
      else {
        throw error
      }
      settings.report("\(request.path.withVisibleControls), given as it was: \(error)")
      return last
    }
  }

  /// What was kept, if it is what would be made now; else what is made now, and kept.
  private func answer(
    _ question: Question, key: String, version: Int?
  ) throws -> WebResponse {
    let basis = try question.route.basis.flatMap { try $0(question) }
    if let kept = kept(for: question, key, version, basis) { return kept }
    // Pages and answers of the API are of who asks; lists are the same for all.
    guard question.route.need == .list else { return try made(question, key, version, basis) }
    if let made = try makings.make(key, { try made(question, key, version, basis) }) { return made }
    return try kept(for: question, key, version, basis) ?? made(question, key, version, basis)
  }

  /// What was made before, if it is what would be made now.
  private func kept(
    for question: Question, _ key: String, _ version: Int?, _ basis: String?
  ) -> WebResponse? {
    guard let version, let kept = prepared.prepared(key),
      kept.isCurrent(version, at: question.now) || basis != nil && basis == kept.basis,
      kept.audience.includes(question.caller, question.rights)
    else { return nil }
    if kept.version != version { prepared.keep(kept.renewed(version), as: key) }
    polls.note(key, question.asker, at: question.now)
    return kept.representation.response(to: question.request)
  }

  /// What is made now, and kept if it is a list.
  private func made(
    _ question: Question, _ key: String, _ version: Int?, _ basis: String?
  ) throws -> WebResponse {
    let now = question.now
    guard let answer = try question.route.answer(to: question) else {
      throw Problem(notAllowed: [question.route.method])
    }
    if let audience = answer.audience {
      if let version {
        prepared.keep(
          PreparedAnswers.Prepared(
            answer.representation, for: audience, version: version, basis: basis, at: now,
            isTimed: answer.isTimed), as: key)
      }
      polls.note(key, question.asker, at: now)
    }
    return answer.representation.response(to: question.request)
  }

  /// The answer to a request that was not even asked.
  public func refusal(of request: WebRequest, _ error: any Error) -> WebResponse {
    Problem(error, in: settings.zone).response(isHead: request.isHead)
  }

  /// How long a request's body may be, in bytes; 0 where none is taken.
  public func mostBody(of request: WebRequest) -> Int {
    guard let segments = request.segments else { return 0 }
    return routes(segments).first {
      $0.0.method.rawValue == request.method && $0.0.method == .post
    }?
    .0.mostBody ?? 0
  }

  /// The answer to who may not send what a request brings, told before its body is read; nil for who
  /// may. It waits for SQLite.
  public func refusal(ofBodyOf request: WebRequest) -> WebResponse? {
    guard let found = request.segments.map(routes)?.first(where: { $0.0.method == .post }) else {
      return nil
    }
    do {
      _ = try caller(of: request, found.0, found.1, at: settings.now())
      return nil
    } catch {
      return refused(request, error)
    }
  }

  /// A form that is not longer is taken before it is known who sends it, in bytes.
  public static let smallForm = 16 << 10

  /// The answer to a request with a body that no route takes.
  public static var refusedBody: WebResponse {
    Problem(
      413, "body",
      "a question has no body, and a form at most 16 KiB, a sheet 1 MiB, a document 8 MiB, "
        + "that come within 10 s, a document within 60"
    ).response(isHead: false)
  }

  /// The answer if too many bodies are on their way.
  public static var overload: WebResponse {
    Problem(Questions.Overload(), in: .utc).response(isHead: false)
  }

  /// The routes of a path; words come before parameters.
  private func routes(_ segments: [String]) -> [(Route, [String: String])] {
    routes.compactMap { route in route.values(of: segments).map { (route, $0) } }
  }

  /// A list as it was when it could still be made.
  private func lastGood(
    _ request: WebRequest, key: String, at now: UTCTime
  ) -> WebResponse? {
    guard let last = prepared.prepared(key),
      let rights = rights.withLock({ $0?.rights }),
      let caller = rights.caller(request.headers.authorization, at: now),
      last.audience.includes(caller, rights)
    else { return nil }
    polls.note(key, caller.name ?? request.client, at: now)
    return last.representation.response(
      to: request, adding: ("Gatebook-Last-Good", last.madeAt.description))
  }
}

// What is not asked from outside.
extension Site {
  /// Who got which list when.
  var listPolls: [ListPoll] { polls.polls }

  /// How many minutes lie between two times of `keepPolls`: each costs every site an entry where the
  /// inventory is in PostgreSQL, and has what is at hand made anew.
  public var minutesOfPolls: Int { inventory.copyAge == nil ? 1 : 10 }

  /// Keeps with the inventory who got which list since the last time.
  ///
  /// - Parameter author: the system's user that the server runs as.
  /// - Throws: `InventoryError`; then they are kept at the next time.
  public func keepPolls(by author: Author) throws {
    let now = settings.now()
    let forgotten = UTCTime(seconds: now.seconds - Polls.secondsKept) ?? .epoch
    let new = polls.taken(forgetting: forgotten)
    // What is kept with a copy is gone with it.
    if new.isEmpty || isReplaced || settings.following != nil { return }
    if superseded.withLock({ $0 }) != nil { return }
    do {
      try inventory.write(Act(by: author, at: now)) {
        try $0.keep(new, most: Polls.most, forgetting: forgotten)
      }
    } catch {
      polls.putBack(new)
      throw error
    }
  }

  /// Confirms what could not be confirmed when it was done.
  ///
  /// - Throws: `ConfirmationError`, `InventoryError`; then it is tried at the next time.
  public func confirm() throws {
    if isReplaced || superseded.withLock({ $0 }) != nil { return }
    guard let second = settings.second,
      let state = try replication(), state.unconfirmed > 0
    else { return }
    try second.confirm(inventory, at: settings.now())
  }

  /// How far what is done is confirmed; nil if it does not have to be.
  func replication() throws -> ReplicationState? {
    try inventory.read { try replication($0) }
  }

  func replication(_ reader: InventoryReader) throws -> ReplicationState? {
    try settings.second?.state(of: path, reader, refusal: superseded.withLock { $0 })
  }

  /// Whether another file has taken the inventory's place, as a restore does.
  public var isReplaced: Bool { inventory.isReplaced }

  /// A site of the file that has taken the inventory's place. Who has signed in stays so, if the
  /// user is there with the same password.
  ///
  /// - Throws: `InventoryError`; then this one goes on giving what it has.
  public func reopened() throws -> Site {
    try Site(
      at: path, settings, sessions: sessions, tries: tries, shown: shown, reading: reading,
      polls: nil)
  }

  /// A site of a newer copy. Who has signed in stays so, and who asked for which list is known.
  ///
  /// - Throws: `InventoryError`; then this one goes on giving what it has.
  public func following(_ path: String) throws -> Site {
    try Site(
      at: path, settings, sessions: sessions, tries: tries, shown: shown, reading: reading,
      polls: polls)
  }

  /// How old the copy is that is given; nil if it is none.
  func copyAge(at now: UTCTime) -> Inventory.CopyAge? {
    settings.following.map { Inventory.CopyAge(seconds: $0.age(of: heartbeat, at: now)) }
      ?? inventory.copyAge
  }

  /// A base copy that the log of an inventory in PostgreSQL lacks.
  var missingBase: Inventory.MissingBase? { inventory.missingBase }

  /// Brings the copy of an inventory in PostgreSQL up to date; nothing is to be done for a file.
  ///
  /// - Throws: `InventoryError`; then this one goes on giving what it has, and tells how old that is.
  public func catchUp() throws { try inventory.catchUp() }

  /// Looks whether another machine has taken over: from then on, nothing is given that may be outdated.
  /// Reads the store, which may take its time.
  public func checkStanding() {
    guard let second = settings.second else { return }
    var found: GenerationError?
    do throws(GenerationError) {
      try second.checkMayWrite(path)
    } catch {
      found = error
    }
    let before = superseded.withLock { superseded in
      defer { superseded = found }
      return superseded
    }
    if let found, found != before { settings.report("nothing is given any more: \(found)") }
  }

  /// Notes that this machine is at work, where copies elsewhere have to know.
  ///
  /// - Throws: `InventoryError`
  public func beat() throws {
    if settings.second == nil || isReplaced || superseded.withLock({ $0 }) != nil { return }
    try inventory.beat(at: settings.now())
  }

  /// Closes the inventory; nothing may be asked after that.
  public func close() throws { try inventory.close() }
}
