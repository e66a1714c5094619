import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

struct ChangesCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Tell what opened and closed since a day, over all deployments.",
    discussion: """
      What came and went in between is no change. Also told is what the answer
      leaves open: revisions that are held, sources that failed, and those that were
      not read once since then.

      Example:
        gatebook changes --since 2026-01-31
        gatebook changes --since 2026-01-31 --summary
        gatebook changes --since 2026-01-31 --customer northwood-ems --format json

      With --customer, the rules of that customer are compared, so that changes of
      the customer's own ports are in it, too.
      """)

  @Option(
    help: ArgumentHelp("From the beginning of this day, or from this time on.", valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var since: WrittenTime

  @Option(
    help: ArgumentHelp("Only this deployment; may be given again.", valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: [DeploymentName] = []

  @Option(
    help: ArgumentHelp(
      "Only the rules of this customer, by its short name or its display name.",
      valueName: "name"),
    completion: .customers,
    transform: { try GivenText(parsing: $0) })
  var customer: GivenText?

  @Flag(help: "One line for each deployment.")
  var summary = false

  @Option(
    help: ArgumentHelp(
      "At most so many lines of what each deployment opens and closes; 0 for all.",
      valueName: "lines"))
  var limit = 12

  @OptionGroup var exitCode: ExitCodeOption
  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit is a number of lines, or 0 for all.") }
    if customer != nil, !deployment.isEmpty {
      throw ValidationError("--customer takes all deployments that the customer uses.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let report = try inventory.reading(program) { reader in
      let scope: ChangesReport.Scope =
        try customer.map { .customer(try reader.customerName($0)) }
        ?? (deployment.isEmpty ? .everything : .deployments(deployment))
      return try ChangesReport(
        reader, scope, since: since.beginning(in: program.zone), now: program.now())
    }
    let status = exitCode.status(differs: !report.changes.isEmpty)
    return switch format.format {
    case .text:
      Answer(
        text: report.text(
          program.style, isSummary: summary, most: limit == 0 ? nil : limit,
          more: "--limit 0"),
        status: status)
    case .json: Answer(text: report.json(isSummary: summary).text, status: status)
    case .csv:
      Answer(text: JSONText.csv(report.changes.map(\.json)), status: status)
    }
  }
}
