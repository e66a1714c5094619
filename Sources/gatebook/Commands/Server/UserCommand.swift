import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// The commands for the people who sign in to a server's pages.
struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: "Say who may sign in to a server's pages.",
    discussion: """
      Example:
        gatebook user add anna --role approve
        gatebook user list
      """,
    subcommands: [
      UserAddCommand.self, UserListCommand.self, UserSetCommand.self, UserPasswordCommand.self,
      UserRemoveCommand.self,
    ])
}

struct UserAddCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Let somebody sign in with a password, which is asked for.",
    discussion: """
      With --deployment or --customer, a user sees what is named and nothing else;
      without either, everything. Roles are those of tokens: read looks; desk also
      keeps customers and their ports; approve also decides about revisions;
      administer also decides who may do what.

      The password is read from the terminal, or else is the first line of standard
      input. It has 12 to 200 bytes.

      Example:
        gatebook user add anna --role approve
        gatebook user add desk --role desk < password.txt
      """)

  @Argument(help: "A name to sign in with.", transform: { try GivenText(parsing: $0) })
  var name: GivenText

  @Option(help: "What the user may: read, desk, approve or administer.")
  var role: ServerRole

  @OptionGroup var scope: ScopeOptions

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let act = author.act(in: program)
    let password = try PasswordInput.read(for: name)
    try inventory.changing(program, act) {
      try ServerUsers($0).add(
        ServerUser(
          name: name, role: role,
          scope: scope.scope ?? .everything,
          createdAt: act.time), password: password)
    }
    return Answer(text: "\(name) may sign in.\n", ifLost: "the user \(name) was added")
  }
}

struct UserListCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List who may sign in, with roles and what each sees.",
    discussion: """
      Example:
        gatebook user list
      """)

  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let users = try inventory.reading(program) { try $0.users().map(\.user) }
    return format.answer(users.map { JSONText($0) }) {
      TextReports(program.style).users(users)
    }
  }
}

struct UserSetCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change what a user may and sees, at once.",
    discussion: """
      What is not given stays. --deployment and --customer name all that the user
      sees from then on.

      Example:
        gatebook user set anna --role administer
        gatebook user set desk --customer northwood-ems
      """)

  @Argument(help: "The user's name.", transform: { try GivenText(parsing: $0) })
  var name: GivenText

  @Option(help: "What the user may: read, desk, approve or administer.")
  var role: ServerRole?

  @OptionGroup var scope: ScopeOptions
  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if role == nil, scope.scope == nil {
      throw ValidationError("Say what is to be changed: --role, or what the user sees.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let user = try inventory.changing(program, author.act(in: program)) { writer in
      try ServerUsers(writer).change(name, role: role, scope: scope.scope)
    }
    return Answer(
      text: TextReports(program.style).users([user]), ifLost: "the user was changed")
  }
}

struct UserPasswordCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "password",
    abstract: "Give a user another password, which is asked for.",
    discussion: """
      Who is signed in with the name has to sign in again.

      Example:
        gatebook user password anna
      """)

  @Argument(help: "The user's name.", transform: { try GivenText(parsing: $0) })
  var name: GivenText

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let password = try PasswordInput.read(for: name)
    try inventory.changing(program, author.act(in: program)) {
      try ServerUsers($0).setPassword(password, of: name)
    }
    return Answer(text: "\(name) has another password.\n", ifLost: "the password was changed")
  }
}

struct UserRemoveCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Forget a user: who is signed in with the name is signed out.",
    discussion: """
      Example:
        gatebook user remove anna
      """)

  @Argument(help: "The user's name.", transform: { try GivenText(parsing: $0) })
  var name: GivenText

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, author.act(in: program)) { try $0.removeUser(name) }
    return Answer(text: "\(name) may not sign in any more.\n", ifLost: "the user was removed")
  }
}
