import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage
import NoticeDelivery

struct NotifyListCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the notices that are due or were given up; with --all every one.",
    discussion: """
      What was given up for one subscription is told once, with the numbers of its
      notices; --all and JSON list each.

      Example:
        gatebook notify list
        gatebook notify list --all --format json
      """)

  @Flag(help: "Also those that were delivered or withdrawn.")
  var all = false

  @OptionGroup var limit: LimitOption
  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let notices = try inventory.reading(program) { try $0.notices() }
      .filter { all || [.due, .givenUp].contains($0.delivery.state) }
      .prefix(limit.count)
    return format.answer(notices.map { JSONText($0) }) {
      TextReports(program.style).notices(
        Array(notices), at: program.now(), listsEach: all)
    }
  }
}

struct NotifyShowCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a notice, and how its delivery went.",
    discussion: """
      Example:
        gatebook notify show 12
        gatebook notify show 12 --as html > notice.html
      """)

  @Argument(help: "The notice's number.")
  var number: Int

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The notice alone, in a format of `export changes`.", valueName: "format"))
  var asFormat: HistoryFormat?

  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let (planned, notice) = try inventory.reading(program) { inventory in
      let planned = try inventory.notice(number)
      let composer = NoticeComposer(
        inventory, language: try NoticeSettings.language(program), zone: program.zone,
        remedies: ReportRemedy.commands)
      return (planned, try composer.notice(planned))
    }
    let history = ChangeHistory(deployment: notice.deployment, notices: [notice])
    if let asFormat { return Answer(text: asFormat.text(history)) }
    return Answer(
      text: TextReports(program.style).notices([planned], at: program.now()) + "\n"
        + history.text(program.style))
  }
}

struct NotifyRetryCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Make notices due again, at once and for another three days.",
    discussion: """
      Example:
        gatebook notify retry
        gatebook notify retry 12
      """)

  @Argument(help: "The notices' numbers. Default: all that were given up or wait.")
  var numbers: [Int] = []

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let count = try inventory.changing(program, author.act(in: program)) {
      try $0.retryNotices(numbers.isEmpty ? nil : numbers)
    }
    return Answer(
      text: count == 0
        ? "There is nothing to try again.\n"
        : "\(count.of("notice")) due again; `gatebook notify send` delivers.\n")
  }
}
