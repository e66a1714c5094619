import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

struct ShowCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the endpoint table of a deployment, now or at an earlier revision.",
    discussion: """
      Example:
        gatebook show eschat/canada-aws-02
        gatebook show eschat/canada-aws-02@1
        gatebook show eschat/canada-aws-02@2026-01-31 --format csv
      """)

  @Argument(
    help: "DEPLOYMENT, DEPLOYMENT@3 or DEPLOYMENT@2026-01-31.",
    completion: .deployments,
    transform: { try WrittenReference(parsing: $0) })
  var reference: WrittenReference

  @OptionGroup var format: TableFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let (revision, snapshot) = try inventory.reading(program) { inventory in
      let revision = try inventory.revision(reference.reference(in: program.zone))
      return (revision, try inventory.snapshot(of: revision))
    }
    switch format.format {
    case .text:
      return Answer(text: TextReports(program.style).snapshot(snapshot, of: revision))
    case .csv:
      return Answer(text: EndpointCSV.text(snapshot.endpoints))
    case .json:
      return Answer(text: JSONText(snapshot, of: revision).text)
    }
  }
}
