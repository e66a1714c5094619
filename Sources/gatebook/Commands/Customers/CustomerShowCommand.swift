import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage

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
    transform: { try GivenText(parsing: $0) })
  var customer: GivenText

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let file = try inventory.reading(program) { try $0.file(of: $0.customerName(customer)) }
    return switch format.format {
    case .text: Answer(text: TextReports(program.style).customer(file, at: program.now()))
    case .json: Answer(text: JSONText(file).text)
    }
  }
}

extension InventoryReader {
  /// All that is known of a customer.
  func file(of name: CustomerName) throws -> CustomerFile {
    CustomerFile(
      customer: try customer(name), uses: try uses(of: name),
      assignments: try assignments(of: name, withCorrected: true))
  }
}
