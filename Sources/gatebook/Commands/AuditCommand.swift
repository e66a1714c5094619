import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

struct AuditCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Tell who changed what, when and why.",
    discussion: """
      SUBJECT is a deployment or a customer. The user is the system's; a name beside
      it is what was given by --by.

      Example:
        gatebook audit --since 2026-01-31
        gatebook audit eschat/canada-aws-02 --format json
        gatebook audit --unconfirmed
      """)

  @Argument(
    help: "Only what concerns this deployment or customer.", completion: .deployments,
    transform: Subject.init(parsing:))
  var subject: Subject?

  @Option(
    help: ArgumentHelp("From this day or time on.", valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var since: WrittenTime?

  @Flag(help: "Only what is not known to stand in the second place.")
  var unconfirmed = false

  @OptionGroup var limit: LimitOption
  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let path = try inventory.path(in: program)
    let second = unconfirmed ? try program.secondPlace(for: path) : nil
    if unconfirmed && second == nil {
      throw ValidationError("--unconfirmed needs the setting replication.socket.")
    }
    let entries = try inventory.reading(program) {
      try $0.auditEntries(
        since: since?.beginning(in: program.zone), after: second?.state(of: path, $0).last,
        most: limit.limit,
        deployment: subject?.deployment, customer: subject?.customer)
    }
    return format.answer(entries.map { JSONText($0) }) {
      TextReports(program.style).audit(entries)
    }
  }

  /// What the entries are about.
  struct Subject {
    private(set) var deployment: DeploymentName?
    private(set) var customer: CustomerName?

    init(parsing text: String) throws(ValueError) {
      if text.contains("/") {
        deployment = try DeploymentName(parsing: text.prefix { $0 != "@" })
      } else {
        customer = try CustomerName(parsing: text)
      }
    }
  }
}
