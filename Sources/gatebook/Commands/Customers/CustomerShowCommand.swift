import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService

struct CustomerShowCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a customer: its deployments, and the history of its ports.",
    discussion: """
      What holds now is marked with a star.

      Example:
        gatebook customer show northwood-ems
        gatebook customer show "Northwood EMS"
      """)

  @Argument(
    help: "The customer, by its short name or its display name.",
    completion: .customers,
    transform: { try GivenText(parsing: $0) })
  var customer: GivenText

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let file = try inventory.reading(program) { try CustomerFiles($0).file(of: customer) }
    return switch format.format {
    case .text: Answer(text: TextReports(program.style).customer(file, at: program.now()))
    case .json: Answer(text: JSONText(file).text)
    }
  }
}
