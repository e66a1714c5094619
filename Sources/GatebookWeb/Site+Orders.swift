import Digests
import EndpointModel
import GatebookService
import InventoryModel

// What is done for who asks.
extension Site {
  /// Does what a route is for.
  ///
  /// - Throws: `Problem`
  func done(
    _ request: WebRequest, _ route: Route, _ path: [String: String],
    _ work: (Order) throws -> Answer
  ) throws -> WebResponse {
    // Set by browsers alone, and by no script: another site is asking in the user's name.
    if let from = request.headers.secFetchSite, from != "same-origin", from != "none" {
      throw Problem(403, "other-site", "another site may not ask for this")
    }
    guard let sent = WebForm(request) else {
      throw Problem(
        415, "no-form",
        "send it as \(WebForm.fieldsType)"
          + (route.takesFiles ? ", or whole as \(WebForm.filesType)" : ""))
    }
    if request.query?.isEmpty != true {
      throw Problem(400, "unknown-parameter", "what is to be done stands in the body")
    }
    if isReplaced {
      throw Problem(503, "busy", "another inventory is being taken up; send it again")
    }
    let now = settings.now()
    let caller = try self.caller(of: request, route, path, at: now)
    if let session = caller.session {
      let given = sent.fields.filter { $0.name == "form-token" }.map(\.value)
      guard given.count == 1, Self.isSame(given[0], session.formToken) else {
        throw Problem(
          403, "form-token",
          "the form is none of this session; load the page anew and send it again")
      }
    }
    let form = try route.query(
      sent.fields.filter { $0.name != "form-token" }, files: sent.files.map(\.name))
    return try work(
      Order(
        route, site: self, inventory: inventory, caller: caller, now: now, path: path, form: form,
        files: Dictionary(sent.files.map { ($0.name, $0.file) }) { first, _ in first },
        request: request)
    ).response()
  }

  /// Compares digests: how long it takes tells nothing.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    SHA256(of: Array(a.utf8)) == SHA256(of: Array(b.utf8))
  }
}

// Who signs in.
extension Site {
  enum SignIn {
    /// With the header that sets the cookie.
    case signedIn((name: String, value: String))
    case wrong
    case tooMany
  }

  /// Begins a session for a name and the right password.
  func signIn(_ name: String, _ password: String, from client: String) throws -> SignIn {
    let now = settings.now()
    let name = String(name.prefix(200))
    guard tries.begin(name, from: client, at: now) else {
      settings.report("sign-in from \(client.withVisibleControls): too many wrong tries")
      return .tooMany
    }
    let user = GivenText(name)
    let rights = try currentRights()
    let hash = user.flatMap { rights.password(of: $0) }
    guard Password.matches(password, hash: hash), let user, let hash else { return .wrong }
    tries.forget(name, from: client)
    let cookie = sessions.begin(user, password: hash, at: now)
    return .signedIn(SessionCookie.header(cookie, isSecure: settings.isBehindTLS))
  }

  /// Ends the session of a request.
  ///
  /// - Returns: the header that takes the cookie back.
  func signOut(_ request: WebRequest) -> (name: String, value: String) {
    if let cookie = SessionCookie.value(request.headers.cookie) { sessions.end(cookie) }
    return SessionCookie.header(nil, isSecure: settings.isBehindTLS)
  }
}
