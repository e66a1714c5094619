import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Who may ask and sign in: users and tokens are made, changed and revoked. Nobody changes or revokes
/// what they themselves ask with, so that somebody is left who may.
extension Route {
  static let access: [Route] = [
    Route(
      "/api/v1/users", "Lists who may sign in, with roles and what each sees.",
      .role(.administer, .everything), Page.parameters
    ) { question in
      try Page(question).answer(
        question.reader.users().map(\.user), by: { $0.name.text }, headers: [question.seenHeader()]
      ) { JSONText($0) }
    },
    Route(
      "/api/v1/tokens", "Lists the tokens with their roles and what they are for.",
      .role(.administer, .everything), Page.parameters
    ) { question in
      try Page(question).answer(
        question.reader.tokens().map(\.token), by: { $0.name.text },
        headers: [question.seenHeader()]
      ) { JSONText($0) }
    },
  ]

  static let accessOrders: [Route] = [
    Route(
      doing: "/api/v1/users", "Lets somebody sign in with a password.",
      .role(.administer, .everything), [accountName, password] + rightFields + [note]
    ) { order in Answer(JSONText(try order.addUser())) },
    Route(
      doing: "/api/v1/users/{user}", "Gives a user another role, and what it sees.",
      .role(.administer, .everything), rightFields + [note, seen]
    ) { order in Answer(JSONText(try order.changeUser())) },
    Route(
      doing: "/api/v1/users/{user}/password",
      "Gives a user another password; who is signed in has to sign in again.",
      .role(.administer, .everything), [password, note, seen]
    ) { order in
      Answer(.object(["name": .string(try order.setPassword().text)]))
    },
    Route(
      doing: "/api/v1/users/{user}/remove", "Forgets a user, who is signed out.",
      .role(.administer, .everything), [note, seen]
    ) { order in
      Answer(.object(["removed": .string(try order.removeUser().text)]))
    },
    Route(
      doing: "/api/v1/tokens", "Makes a token, which is told only now.",
      .role(.administer, .everything), [accountName] + rightFields + [expires, note]
    ) { order in
      let (name, token) = try order.addToken()
      return Answer(.object(["name": .string(name.text), "token": .string(token)]))
    },
    Route(
      doing: "/api/v1/tokens/{token}", "Gives a token another role, and what it is for.",
      .role(.administer, .everything), rightFields + [note, seen]
    ) { order in Answer(JSONText(try order.changeToken())) },
    Route(
      doing: "/api/v1/tokens/{token}/remove", "Forgets a token: whoever has it is refused.",
      .role(.administer, .everything), [note, seen]
    ) { order in
      Answer(.object(["removed": .string(try order.removeToken().text)]))
    },
  ]

  static let accessOrderPages: [Route] = [
    accessOrder("/access/users", "Lets somebody sign in.", [accountName, password] + rightFields) {
      .redirection(to: .user(try $0.addUser().name, done: "user-added"))
    },
    accessOrder("/access/users/{user}", "Gives a user another role.", rightFields) {
      .redirection(to: .user(try $0.changeUser().name, done: "rights-changed"))
    },
    accessOrder("/access/users/{user}/password", "Gives a user another password.", [password]) {
      .redirection(to: .user(try $0.setPassword(), done: "password-changed"))
    },
    accessOrder("/access/users/{user}/remove", "Forgets a user.", []) { order in
      _ = try order.removeUser()
      return .redirection(to: Link("access", query: [("done", "user-removed")]))
    },
    accessOrder("/access/tokens", "Makes a token.", [accountName] + rightFields + [expires]) {
      order in
      let (name, token) = try order.addToken()
      return PageFrame.answer(order, "The token \(name)", in: .access) {
        TokenView(name, token).html
      }
    },
    accessOrder("/access/tokens/{token}", "Gives a token another role.", rightFields) {
      .redirection(to: .token(try $0.changeToken().name, done: "rights-changed"))
    },
    accessOrder("/access/tokens/{token}/remove", "Forgets a token.", []) { order in
      _ = try order.removeToken()
      return .redirection(to: Link("access", query: [("done", "token-removed")]))
    },
  ]

  private static func accessOrder(
    _ path: String, _ summary: String, _ fields: [Parameter],
    _ answer: @escaping @Sendable (Order) throws -> Answer
  ) -> Route {
    Route(
      doing: path, summary, .role(.administer, .everything), fields + [note, seen],
      mediaType: PageFrame.mediaType, answer)
  }

  private static let accountName = Parameter("name", "Its name.", isRequired: true)
  private static let password = Parameter(
    "password",
    "Of \(Password.lengths.lowerBound) to \(Password.lengths.upperBound) bytes, without the name.",
    isRequired: true)
  private static let expires = Parameter(
    "expires", "Until when it holds: a day (its end) or time; for ever if that is left empty.")
  private static let rightFields = [
    Parameter(
      "role", "What it may; each role may what the ones before it may.", isRequired: true,
      words: ServerRole.allCases.map(\.rawValue)),
    Parameter(
      "scope", "Whether it is for everything, or for what is named only.", isRequired: true,
      words: ["everything", "named"]),
    Parameter("deployments", "Those that it is for, with blanks or commas between."),
    Parameter("customers", "Those that it is for, with blanks or commas between."),
  ]
}

extension Order {
  fileprivate func addUser() throws -> ServerUser {
    let user = ServerUser(
      name: try name(), role: try role(), scope: try scope(), createdAt: now)
    let password = try password(of: user.name)
    try write { try ServerUsers($0).add(user, password: password) }
    return user
  }

  fileprivate func changeUser() throws -> ServerUser {
    let name = try account("user")
    if caller.session?.user == name { throw Problem.ownRights }
    let (role, scope) = (try role(), try scope())
    return try write(.user(name)) { try ServerUsers($0).change(name, role: role, scope: scope) }
  }

  fileprivate func setPassword() throws -> GivenText {
    let name = try account("user")
    let password = try password(of: name)
    try write(.user(name)) { try ServerUsers($0).setPassword(password, of: name) }
    return name
  }

  fileprivate func removeUser() throws -> GivenText {
    let name = try account("user")
    if caller.session?.user == name { throw Problem.ownRights }
    try write(.user(name)) { try $0.removeUser(name) }
    return name
  }

  fileprivate func addToken() throws -> (GivenText, String) {
    let expires = try field("expires") { try after($0) }
    if let expires, expires <= now {
      throw Problem(400, "bad-value", "expires lies in the past")
    }
    let token = ServerToken(
      name: try name(), role: try role(), scope: try scope(), createdAt: now, expiresAt: expires)
    var generator = SystemRandomNumberGenerator()
    return (token.name, try write { try ServerTokens($0).add(token, using: &generator) })
  }

  fileprivate func changeToken() throws -> ServerToken {
    let name = try account("token")
    if isOwnToken(name) { throw Problem.ownRights }
    let (role, scope) = (try role(), try scope())
    return try write(.token(name)) { try ServerTokens($0).change(name, role: role, scope: scope) }
  }

  fileprivate func removeToken() throws -> GivenText {
    let name = try account("token")
    if isOwnToken(name) { throw Problem.ownRights }
    try write(.token(name)) { try $0.removeToken(name) }
    return name
  }

  private func isOwnToken(_ name: GivenText) -> Bool {
    caller.session == nil && caller.name == name.text
  }

  private func name() throws -> GivenText {
    guard let name = try field("name", { try GivenText(parsing: $0) }) else {
      throw Problem(400, "missing-parameter", "name is needed")
    }
    return name
  }

  /// Whose name the path has.
  private func account(_ kind: String) throws -> GivenText { try GivenText(parsing: part(kind)) }

  private func password(of name: GivenText) throws -> Password {
    try Password(one("password") ?? "", of: name)
  }

  private func role() throws -> ServerRole {
    guard let role = try one("role").flatMap(ServerRole.init) else {
      throw Problem(400, "missing-parameter", "role is needed")
    }
    return role
  }

  private func scope() throws -> ServerScope {
    func names<T>(_ name: String, _ read: (String) throws -> T) throws -> [T] {
      try field(name) { text in
        try text.split { $0 == "," || $0.isWhitespace }.map { try read(String($0)) }
      } ?? []
    }
    let deployments = try names("deployments") { try DeploymentName(parsing: $0) }
    let customers = try names("customers") { try CustomerName(parsing: $0) }
    let isNamed = !(deployments.isEmpty && customers.isEmpty)
    switch try one("scope") {
    case "everything" where !isNamed: return .everything
    case "named" where isNamed:
      return .only(deployments: Set(deployments), customers: Set(customers))
    case "named":
      throw Problem(400, "missing-parameter", "name the deployments or customers that it is for")
    default:
      throw Problem(
        400, "bad-value", "everything is chosen, and some are named; choose one of the two")
    }
  }
}

extension Problem {
  fileprivate static let ownRights = Problem(
    409, "own-rights",
    "nobody changes or revokes what they themselves ask with; another administrator can, or who runs "
      + "the server")
}
