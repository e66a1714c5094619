import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage

struct CustomerExportCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the customers and their ports as a sheet that `customer import` takes back.",
    discussion: """
      CSV has the ports that hold now or later; JSON has the whole history.

      Example:
        gatebook customer export > customers.csv
        gatebook customer export --format json > customers.json
      """)

  /// What a sheet is written in.
  enum SheetFormat: String, ExpressibleByArgument, CaseIterable { case csv, json }

  @Option(help: "What the sheet is written in.")
  var format = SheetFormat.csv

  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let files = try inventory.reading(program) { inventory in
      let uses = try inventory.uses()
      let assignments = try inventory.assignments()
      return try inventory.customers().map { customer in
        CustomerFile(
          customer: customer, uses: uses[customer.name] ?? [],
          assignments: assignments[customer.name] ?? [])
      }
    }
    return switch format {
    case .csv: Answer(text: CustomerSheetText.csv(files, at: program.now()))
    case .json: Answer(text: CustomerSheetText.json(files).text)
    }
  }
}
