import ArgumentParser
import ChangeReporting
import DocumentReading
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

struct CustomerImportCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take customers and ports from a spreadsheet: all of it or nothing.",
    discussion: """
      CSV with a header, its columns in any order: customer (the short name), name,
      contacts, deployment, signaling port, data ports (or first and last data
      port), from, until, note; or the JSON of `customer export`. Blank cells say
      nothing. A sheet with an error stores nothing, and every bad line is named. The
      same sheet twice changes nothing.

      Example:
        gatebook customer import customers.csv --dry-run
        gatebook customer import customers.csv --deployment eschat/canada-aws-02
      """)

  @Argument(help: "The sheet: a file, or - for standard input.")
  var source: String

  @Flag(help: "Tell what would change; store nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("For rows that name no deployment.", valueName: "vendor/name"),
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName?

  @Flag(help: "Add customers although their names are near others'.")
  var new = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    program.progress.show("reading \(source.withVisibleControls)")
    var sheet = try SheetImport(DocumentSource(source).document(), deployment: deployment)
    sheet.allowsNearNames = new
    func take(_ writer: InventoryWriter) throws -> ImportOutcome {
      try sheet.take(writer) { program.progress.show("row \($0) of \($1)") }
    }
    let act = author.act(in: program)
    let outcome = try inventory.open(program) {
      try dryRun ? $0.rehearse(act, take) : $0.write(act, take)
    }
    let report = ImportReport(outcome: outcome, isStored: !dryRun)
    return switch format.format {
    case .text:
      Answer(
        text: report.text, talk: TextReports(TextStyle()).findings(sheet.notices),
        ifLost: dryRun ? "" : "the sheet was imported")
    case .json: Answer(text: report.json(sheet.notices).text)
    }
  }
}
