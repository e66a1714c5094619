import ChangeReporting
import DocumentReading
import EndpointModel
import FirewallExport
import GatebookService
import InventoryModel
import InventoryStorage

/// Why a question has no answer, as RFC 9457 writes it.
struct Problem: Error {
  let status: Int
  /// Names the kind, for programs: `unknown-deployment`. A public contract: only ever added to.
  let code: String
  let detail: String
  var headers: [(name: String, value: String)] = []
  /// What was done since who asks looked.
  var since: [AuditEntry] = []

  init(_ status: Int, _ code: String, _ detail: String) {
    self.status = status
    self.code = code
    self.detail = detail
  }

  var title: String {
    switch status {
    case 202: "Stored, not yet confirmed"
    case 303: "Sign in first"
    case 400: "The question is not understood"
    case 401: "A token is needed"
    case 403: "This is not for you"
    case 404: "There is no such thing"
    case 405: "This is not done here"
    case 406: "It is not given in that form"
    case 409: "It cannot be done as asked"
    case 410: "It is out of use"
    case 413: "That is too much"
    case 415: "It is not written in that form"
    case 429: "Not so often"
    case 503: "Not now"
    default: "The program failed"
    }
  }

  /// RFC 9110 section 15.3.3: accepted, and not known how it ends.
  static let unconfirmed = Problem(
    202, "unconfirmed",
    "it is done and stored, and not known to stand in the second place yet; it need not be sent "
      + "again, and whoever runs the server is told")

  /// Another machine has taken over; which is nobody's business outside.
  static let superseded = Problem(
    503, "superseded",
    "another machine has taken over, and gives what is current; what this one has may be outdated")

  /// - Parameter entries: what was done to something since who asks looked at it.
  init(stale subject: Watched, _ entries: [AuditEntry]) {
    self.init(
      409, "stale",
      "\(subject) was changed since you looked at it, so nothing was done; look again, and decide "
        + "with that")
    since = entries
  }

  var json: JSONText {
    var members: JSONText.Members = [
      "type": .string("urn:gatebook:problem:" + code),
      "title": .string(title),
      "status": .number(status),
      "detail": .string(detail),
    ]
    if !since.isEmpty { members.add("since", .array(since.map { JSONText($0) })) }
    return .object(members)
  }

  /// - Parameters:
  ///   - isHead: whether the body is left out.
  ///   - page: the same for people; nil for programs.
  func response(isHead: Bool, page: [UInt8]? = nil) -> WebResponse {
    let body = page ?? Array(json.text.utf8)
    var all = headers
    if page != nil { all += PageFrame.headers }
    all.append(
      ("Content-Type", page == nil ? "application/problem+json" : PageFrame.mediaType))
    all.append(("Content-Length", "\(body.count)"))
    all.append(("Cache-Control", "no-store"))
    all.append(("X-Content-Type-Options", "nosniff"))
    if status == 503 { all.append(("Retry-After", "30")) }
    if status == 429 { all.append(("Retry-After", "\(WrongTries.window)")) }
    return WebResponse(status, all, isHead ? [] : body)
  }
}

extension Problem {
  /// Whether it says that something failed, not that there is no such answer. What a machine may not
  /// give is told once, not for each who asks.
  var isFault: Bool { status >= 500 && !["superseded", "too-old"].contains(code) }

  /// - Parameter zone: in which times are told.
  init(_ error: any Error, in zone: TimeZoneRules) {
    switch error {
    case let problem as Problem: self = problem
    case let error as ValueError: self.init(400, "bad-value", error.words(in: zone))
    case let error as InventoryError: self.init(error, in: zone)
    case let error as ListError: self.init(error, in: zone)
    case let error as FirewallError:
      if case .unknownFirewall = error {
        self.init(404, "unknown-firewall", error.words(in: zone))
      } else {
        self.init(404, "nothing-written", error.words(in: zone))
      }
    case let error as FirewallPolicyError: self.init(409, "nothing-to-allow", error.words(in: zone))
    case let error as FirewallFileError: self.init(409, "too-large", error.words(in: zone))
    case let error as FirewallChangeError: self.init(error)
    case let error as SettlementError: self.init(409, "cannot-decide", error.words(in: zone))
    case let error as AssignmentError: self.init(409, "cannot-assign", error.words(in: zone))
    case let error as SourceStateError: self.init(409, "source-state", error.words(in: zone))
    case let error as UserError: self.init(error)
    case let error as TokenError: self.init(error)
    case let error as PasswordError: self.init(400, "password", "\(error)")
    case let error as FirewallReadingError: self.init(415, "unreadable", "\(error)")
    case let error as LayoutFitError: self.init(409, "layout-fit", "\(error)")
    case let error as SheetError: self.init(400, "sheet", error.words(in: zone))
    case let error as NameError: self.init(409, "near-name", error.words(in: zone))
    case let error as ReadingError: self.init(400, "sheet", error.words(in: zone))
    case is Questions.Overload:
      self.init(503, "overload", "more is asked than can be answered soon; ask again later")
    default: self.init(500, "defect", "this is a defect of the program; please report it")
    }
  }

  private init(_ error: InventoryError, in zone: TimeZoneRules) {
    switch error {
    case .unknownDeployment(let name, _):
      // Which others there are is not for everybody.
      self.init(404, "unknown-deployment", "the inventory has no deployment \(name)")
    case .unknownRevision: self.init(404, "unknown-revision", error.words(in: zone))
    case .unknownCustomer(let name, _):
      self.init(
        404, "unknown-customer", "the inventory has no customer \(name.withVisibleControls)")
    case .noSource: self.init(404, "no-source", error.words(in: zone))
    case .renamed: self.init(410, "renamed", error.words(in: zone))
    case .archived: self.init(410, "out-of-use", error.words(in: zone))
    case .customerExists, .deploymentExists: self.init(409, "name-taken", error.words(in: zone))
    case .cannotMerge: self.init(409, "cannot-merge", error.words(in: zone))
    case .olderThanLatest, .latestLiesAhead, .liesAhead:
      self.init(409, "clock", error.words(in: zone))
    case .busy, .overtaken: self.init(503, "busy", "the inventory is being written; ask again")
    case .notStored, .copyRenewed:
      self.init(503, "not-stored", "nothing was stored; send it again")
    case .unreachable, .notDurable:
      self.init(
        503, "unreachable", "nothing was stored: the inventory is out of reach; send it again later"
      )
    case .outcomeUnknown:
      self.init(
        503, "outcome-unknown",
        "the connection was lost, and it is not known whether this was stored; look before you send it "
          + "again")
    case .missing, .notAnInventory, .newer, .unavailable, .followed, .damaged, .siteCopy, .refused,
      .notBuilt, .logDamaged, .parted, .copyBehind:
      // Where its file is is nobody's business outside of the machine.
      self.init(503, "unavailable", "the inventory cannot be read; whoever runs the server is told")
    default: self.init(500, "defect", "this is a defect of the program; please report it")
    }
  }

  private init(_ error: ListError, in zone: TimeZoneRules) {
    switch error {
    case .unknownService: self.init(404, "unknown-service", error.words(in: zone))
    case .notUsed: self.init(404, "not-used", error.words(in: zone))
    case .outOfUse: self.init(410, "out-of-use", error.words(in: zone))
    case .empty:
      self.init(
        404, "empty-list",
        "\(error.words(in: zone)). A firewall would close everything; ask with empty=allowed if that is meant"
      )
    }
  }

  private init(_ error: UserError) {
    switch error {
    case .userExists: self.init(409, "name-taken", "\(error)")
    case .unknownUser: self.init(404, "unknown-user", "\(error)")
    }
  }

  private init(_ error: TokenError) {
    switch error {
    case .tokenExists: self.init(409, "name-taken", "\(error)")
    case .unknownToken: self.init(404, "unknown-token", "\(error)")
    }
  }

  private init(_ error: FirewallChangeError) {
    switch error {
    case .whichList: self.init(404, "which-list", "\(error); name one by list=")
    case .changesTooMuch: self.init(409, "changes-too-much", "\(error)")
    default: self.init(409, "no-list", "\(error)")
    }
  }
}
