import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

struct LogCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List the revisions of a deployment, the latest first.",
    discussion: """
      Each line: number, when it became current, how many endpoints it has, how
      many it added, removed and changed in place, and the document's SHA-256.

      Example:
        gatebook log eschat/canada-aws-02
      """)

  @Argument(
    help: "The deployment, as vendor/name.",
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Option(
    help: ArgumentHelp("Only those from this day or time on.", valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var since: WrittenTime?

  @OptionGroup var limit: LimitOption
  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let since = try since?.beginning(in: program.zone)
    let revisions = try inventory.reading(program) { try $0.revisions(of: deployment) }
      .filter { revision in since.map { revision.recordedAt >= $0 } ?? true }
      .prefix(limit.count)
    return format.answer(revisions.map { JSONText($0) }) {
      TextReports(program.style).log(Array(revisions))
    }
  }
}
