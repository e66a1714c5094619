import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage

struct DeploymentsCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "deployments",
    abstract: "List the deployments of the inventory with their current revisions.",
    discussion: """
      Example:
        gatebook deployments
      """)

  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let revisions = try inventory.reading(program) { try $0.deployments() }
    return format.answer(revisions.map { JSONText($0) }) {
      TextReports(program.style).deployments(revisions)
    }
  }
}
