import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Who may sign in, and which programs may ask.
extension Route {
  static let accessPages: [Route] = [
    Route(
      page: "/access", "Shows the users and tokens.", .role(.administer, .everything),
      [Parameter("done", "What was done just now.", words: doneWords)]
    ) { question in
      let users = try question.reader.users().map(\.user)
      let tokens = try question.reader.tokens().map(\.token)
      return try PageFrame.answer(question, "Users and tokens", in: .access) {
        try HTML.done(question)
        try AccessView(question).html(users, tokens)
      }
    },
    Route(
      page: "/access/users/{user}", "Shows a user: its role, and what it sees.",
      .role(.administer, .everything),
      [Parameter("done", "What was done just now.", words: doneWords)]
    ) { question in
      let name = try GivenText(parsing: question.part("user"))
      guard let user = try question.reader.users().first(where: { $0.user.name == name })?.user
      else { throw UserError.unknownUser(name) }
      return try PageFrame.answer(question, "User \(name)", in: .access) {
        try HTML.done(question)
        try AccessView(question).html(user)
      }
    },
    Route(
      page: "/access/tokens/{token}", "Shows a token: its role, and what it is for.",
      .role(.administer, .everything),
      [Parameter("done", "What was done just now.", words: doneWords)]
    ) { question in
      let name = try GivenText(parsing: question.part("token"))
      guard let token = try question.reader.tokens().first(where: { $0.token.name == name })?.token
      else { throw TokenError.unknownToken(name) }
      return try PageFrame.answer(question, "Token \(name)", in: .access) {
        try HTML.done(question)
        try AccessView(question).html(token)
      }
    },
  ]
}
