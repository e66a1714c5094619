import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// The commands for mails of what changed over all deployments.
struct NotifyReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Mail somebody, each day or week, what changed and what is due.",
    discussion: """
      The mail says what `gatebook changes` says since the last one, and `gatebook
      deadlines` for thirty days. It is sent by `notify send`, at six in the morning
      of the settings' time zone, a week's on Mondays, in the language of --language,
      else in that of the settings.

      Example:
        gatebook notify report add NOC --to noc@example.com --every week
        gatebook notify report list
      """,
    subcommands: [
      NotifyReportAddCommand.self, NotifyReportListCommand.self, NotifyReportEndCommand.self,
    ])
}

struct NotifyReportAddCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Mail somebody, each day or week, what changed and what is due.",
    discussion: """
      Example:
        gatebook notify report add NOC --to noc@example.com --every week
        gatebook notify report add NOC --to noc@example.com --every day --language de
      """)

  @Argument(help: "Who is told.", transform: { try GivenText(parsing: $0) })
  var who: GivenText

  @Option(
    help: ArgumentHelp("The mail address.", valueName: "address"),
    transform: { try MailAddress(parsing: $0) })
  var to: MailAddress

  @Option(help: "How often.")
  var every: PeriodicReport.Interval

  @Option(help: "The mail's language; by default that of the settings.")
  var language: NoticeLanguage?

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let report = try inventory.changing(program, author.act(in: program)) {
      try $0.addReport(to: who, to, every: every, language: language)
    }
    return Answer(
      text: "Report \(report.id): \(report.inWords).\n", ifLost: "the report was stored")
  }
}

struct NotifyReportListCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List who is mailed what changed.",
    discussion: """
      Example:
        gatebook notify report list
      """)

  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let reports = try inventory.reading(program) { try $0.periodicReports() }
    return format.answer(reports.map { JSONText($0) }) {
      if reports.isEmpty { return "Nobody is mailed reports.\n" }
      return reports.map { report in
        "\(report.id)  \(report.inWords), told until \(report.toldUntil.forPeople(in: program.zone))"
          + (report.failure.map { "; not sent since: \($0.withVisibleControls)" } ?? "") + "\n"
      }.joined()
    }
  }
}

struct NotifyReportEndCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "end",
    abstract: "Mail a report no more.",
    discussion: """
      Example:
        gatebook notify report end 1
      """)

  @Argument(help: "The report's number.")
  var number: Int

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, author.act(in: program)) { try $0.endReport(number) }
    return Answer(text: "Report \(number) has ended.\n", ifLost: "the report has ended")
  }
}

extension PeriodicReport.Interval: ExpressibleByArgument {}
