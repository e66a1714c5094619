import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// The commands for the tokens by which a server knows programs.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Say which programs may ask a server what.",
    discussion: """
      Example:
        gatebook token add edge-firewall --role read \\
          --deployment eschat/canada-aws-02
        gatebook token list
      """,
    subcommands: [
      TokenAddCommand.self, TokenListCommand.self, TokenSetCommand.self, TokenRemoveCommand.self,
    ])
}

extension ServerRole: ExpressibleByArgument {}

struct TokenAddCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Make a token and print it, once.",
    discussion: """
      With --deployment or --customer, it is for what is named and nothing else;
      without either, for everything. Roles: read looks; desk also keeps customers
      and their ports; approve also decides about revisions; administer also decides
      who may do what.

      Example:
        gatebook token add prometheus --role read
        gatebook token add edge-firewall --role read \\
          --deployment eschat/canada-aws-02 \\
          --expires 2027-01-31
        gatebook token add northwood --role read --customer northwood-ems
      """)

  @Argument(help: "A name for it.", transform: { try GivenText(parsing: $0) })
  var name: GivenText

  @Option(help: "What it may: read, desk, approve or administer.")
  var role: ServerRole

  @OptionGroup var scope: ScopeOptions

  @Option(
    help: ArgumentHelp(
      "Until when it holds: a day, the last one, or a time. Default: for ever.",
      valueName: "date"), transform: { try WrittenTime(parsing: $0) })
  var expires: WrittenTime?

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let act = author.act(in: program)
    let expires = try expires?.after(in: program.zone)
    if let expires, expires <= act.time {
      throw ValidationError("--expires lies in the past.")
    }
    var generator = SystemRandomNumberGenerator()
    let token = try inventory.changing(program, act) {
      try ServerTokens($0).add(
        ServerToken(
          name: name, role: role,
          scope: scope.scope ?? .everything,
          createdAt: act.time, expiresAt: expires), using: &generator)
    }
    return Answer(
      text: token + "\n", talk: "This is told only now; the inventory keeps its SHA-256.\n",
      ifLost: "the token \(name) was made; remove it and make another")
  }
}

struct TokenListCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the tokens with their roles and what they are for.",
    discussion: """
      Example:
        gatebook token list
      """)

  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let tokens = try inventory.reading(program) { try $0.tokens().map(\.token) }
    return format.answer(tokens.map { JSONText($0) }) {
      TextReports(program.style).tokens(tokens, at: program.now())
    }
  }
}

struct TokenSetCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change what a token may, and what it is for, at once.",
    discussion: """
      What is not given stays. --deployment and --customer name all that it is for
      from then on.

      Example:
        gatebook token set edge-firewall --deployment eschat/canada-aws-02
        gatebook token set prometheus --role read --everything
      """)

  @Argument(help: "Its name.", transform: { try GivenText(parsing: $0) })
  var name: GivenText

  @Option(help: "What it may: read, desk, approve or administer.")
  var role: ServerRole?

  @OptionGroup var scope: ScopeOptions
  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if role == nil, scope.scope == nil {
      throw ValidationError("Say what is to be changed: --role, or what it is for.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let token = try inventory.changing(program, author.act(in: program)) { writer in
      try ServerTokens(writer).change(name, role: role, scope: scope.scope)
    }
    return Answer(
      text: TextReports(program.style).tokens([token], at: program.now()),
      ifLost: "the token was changed")
  }
}

struct TokenRemoveCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Forget a token: whoever has it is refused from now on.",
    discussion: """
      Example:
        gatebook token remove edge-firewall
      """)

  @Argument(help: "Its name.", transform: { try GivenText(parsing: $0) })
  var name: GivenText

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, author.act(in: program)) { try $0.removeToken(name) }
    return Answer(text: "\(name) is none any more.\n", ifLost: "the token was removed")
  }
}
