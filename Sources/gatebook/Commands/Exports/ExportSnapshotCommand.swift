import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

struct ExportSnapshotCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Write a deployment's endpoint table in a format for other tools.",
    discussion: """
      microsoft365 is what `endpoints` of the Microsoft 365 web service answers.

      Example:
        gatebook export snapshot eschat/canada-aws-02 --format microsoft365
        gatebook export snapshot eschat/canada-aws-02@1 --format html
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, html, csv, json, microsoft365
  }

  @Argument(
    help: "DEPLOYMENT, DEPLOYMENT@3 or DEPLOYMENT@2026-01-31.",
    completion: .deployments,
    transform: { try WrittenReference(parsing: $0) })
  var reference: WrittenReference

  @Option(help: "What it is written in.")
  var format = Format.text

  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.reading(program) { inventory in
      let revision = try inventory.revision(reference.reference(in: program.zone))
      if format == .microsoft365 {
        return Answer(
          text: try ChangeExports(inventory).microsoft365(revision.deployment, upTo: revision)
            .endpoints.text)
      }
      let snapshot = try inventory.snapshot(of: revision)
      let export = SnapshotExport(snapshot, of: revision)
      return switch format {
      case .text, .microsoft365:
        Answer(text: TextReports(TextStyle()).snapshot(snapshot, of: revision))
      case .markdown: Answer(text: export.markdown)
      case .html: Answer(text: export.html)
      case .csv: Answer(text: EndpointCSV.text(snapshot.endpoints))
      case .json: Answer(text: JSONText(snapshot, of: revision).text)
      }
    }
  }
}

struct ExportVersionCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Write a deployment's versions as `version` of the Microsoft 365 web service does.",
    discussion: """
      Example:
        gatebook export version eschat/canada-aws-02
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.reading(program) { inventory in
      Answer(text: try ChangeExports(inventory).microsoft365(deployment).version.text)
    }
  }
}
