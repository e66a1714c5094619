import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService

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

  /// The formats of a sheet.
  enum SheetFormat: String, ExpressibleByArgument, CaseIterable { case csv, json }

  @Option(help: "What the sheet is written in.")
  var format = SheetFormat.csv

  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let files = try inventory.reading(program) { try CustomerFiles($0).all() }
    return switch format {
    case .csv: Answer(text: CustomerSheetText.csv(files, at: program.now()))
    case .json: Answer(text: CustomerSheetText.json(files).text)
    }
  }
}
