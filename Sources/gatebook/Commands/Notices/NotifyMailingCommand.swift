import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// The commands for mails to all customers.
struct NotifyMailingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mailing",
    abstract: "Have the contacts of all customers told, whoever they are.",
    discussion: """
      A mailing keeps a subscription for each contact of each customer who uses the
      deployment, now or later. It follows every change of contacts and uses, also by
      a sheet. What is due for a contact that is replaced goes to the new one.

      Example:
        gatebook notify mailing add --deployment eschat/canada-aws-02 --digest day
        gatebook notify mailing list
      """,
    subcommands: [
      NotifyMailingAddCommand.self, NotifyMailingListCommand.self, NotifyMailingEndCommand.self,
    ])
}

struct NotifyMailingAddCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Have the contacts of all customers told of what changes in their own rules.",
    discussion: """
      Customers are told from now on: of what changes, not of what stands already.
      Those without a contact are named.

      Example:
        gatebook notify mailing add --deployment eschat/canada-aws-02 --dry-run
        gatebook notify mailing add --digest week
      """)

  @Option(
    help: ArgumentHelp(
      "Only of this deployment. Default: of all that a customer uses.", valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName?

  @Option(help: "Only what opens, or only what closes.")
  var only: AccessSide?

  @Option(help: "One mail for all that is due (run), a day or a week. Default: for each notice.")
  var digest: NoticeDigest?

  @Flag(help: "Print who would be told; store nothing.")
  var dryRun = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    func add(_ writer: InventoryWriter) throws -> (Mailing, [Subscription], [CustomerName]) {
      let mailing = try writer.addMailing(
        Mailing.Terms(deployment: deployment, only: only, digest: digest))
      return (
        mailing, try writer.subscriptions().filter { $0.terms.mailing == mailing.id },
        try writer.customersWithoutContact(using: deployment, at: program.now())
      )
    }
    let act = author.act(in: program)
    let (mailing, told, bare) = try inventory.open(program) {
      try dryRun ? $0.rehearse(act, add) : $0.write(act, add)
    }
    var text = dryRun ? "Would be told:\n" : "Mailing \(mailing.id): \(mailing.inWords).\n"
    if dryRun {
      text += told.map { "  \($0.inWords)\n" }.joined()
      text += "nothing was stored\n"
    }
    let customers = Set(told.compactMap(\.terms.customer))
    text += "\(customers.count.of("customer")), \(told.count.of("subscription"))\n"
    return Answer(
      text: text, talk: bare.told, ifLost: dryRun ? "" : "the mailing was stored")
  }
}

struct NotifyMailingListCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the mailings, and which customers they do not reach.",
    discussion: """
      Example:
        gatebook notify mailing list
      """)

  @Flag(help: "Also those that have ended.")
  var all = false

  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let rows = try inventory.reading(program) { reader in
      let counts = Dictionary(
        grouping: try reader.subscriptions().filter { $0.ended == nil }, by: \.terms.mailing
      ).mapValues(\.count)
      return try reader.mailings().filter { all || $0.endedAt == nil }.map { mailing in
        (
          mailing: mailing, subscriptions: counts[mailing.id] ?? 0,
          bare: try reader.customersWithoutContact(
            using: mailing.terms.deployment, at: program.now())
        )
      }
    }
    return format.answer(
      rows.map { JSONText($0.mailing, subscriptions: $0.subscriptions, unreached: $0.bare) }
    ) {
      if rows.isEmpty { return "There is no mailing. `gatebook notify mailing add` makes one.\n" }
      return rows.map { row in
        "\(row.mailing.id)  \(row.mailing.inWords), \(row.subscriptions.of("subscription"))"
          + (row.mailing.endedAt.map { ", until \($0.forPeople(in: program.zone))" } ?? "") + "\n"
          + (row.mailing.endedAt == nil ? row.bare.told : "")
      }.joined()
    }
  }
}

struct NotifyMailingEndCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "end",
    abstract: "End a mailing with its subscriptions; what is due for them is not sent any more.",
    discussion: """
      Example:
        gatebook notify mailing end 1
      """)

  @Argument(help: "The mailing's number.")
  var number: Int

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let mailing = try inventory.changing(program, author.act(in: program)) {
      try $0.endMailing(number)
    }
    return Answer(text: "Mailing \(mailing.id) has ended.\n", ifLost: "the mailing has ended")
  }
}

extension NoticeDigest: ExpressibleByArgument {}
extension NoticeLanguage: ExpressibleByArgument {}

extension [CustomerName] {
  /// Those whom nobody can tell anything; empty if there are none.
  fileprivate var told: String {
    if isEmpty { return "" }
    let names = prefix(20).map(\.text).joined(separator: ", ")
    return "\(count.of("customer")) without a contact: nobody is told for "
      + names + (count > 20 ? ", …" : "") + "\n"
  }
}
