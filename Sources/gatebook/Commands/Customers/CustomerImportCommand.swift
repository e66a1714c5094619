import ArgumentParser
import ChangeReporting
import DocumentReading
import EndpointModel
import GatebookService
import InventoryStorage
import InventorySync

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
    let sheet = try CustomerSheetReader.read(
      DocumentSource(source).document(), deployment: deployment)
    let broken = sheet.findings.filter { $0.severity == .error }
    func take(_ writer: InventoryWriter) throws -> ImportOutcome {
      if !new { try NewNames(writer).check(sheet.rows.map(\.customer)) }
      // A sheet with broken rows is tried all the same: its other errors are told too.
      let outcome = try writer.take(sheet.rows) { done, all in
        program.progress.show("row \(done) of \(all)")
      }
      let errors = (broken + outcome.errors).sorted()
      guard errors.isEmpty else { throw SheetError(source: source, errors: errors) }
      return outcome
    }
    let act = author.act(in: program)
    let outcome = try inventory.open(program) {
      try dryRun ? $0.rehearse(act, take) : $0.write(act, take)
    }
    let report = ImportReport(outcome: outcome, isStored: !dryRun)
    let notices = sheet.findings.filter { $0.severity != .error }
    return switch format.format {
    case .text:
      Answer(
        text: report.text, talk: TextReports(TextStyle()).findings(notices),
        ifLost: dryRun ? "" : "the sheet was imported")
    case .json: Answer(text: report.json(notices).text)
    }
  }
}

/// A sheet that cannot be imported, with every line that is wrong.
struct SheetError: Error, CustomStringConvertible {
  let source: String
  let errors: [Finding]

  var description: String {
    let name = source.withVisibleControls
    let lines = errors.map { error in
      "\n  \(name):\(error.line.map { "\($0): " } ?? " ")\(error.message.withVisibleControls)"
    }
    let isAll = errors.count < CustomerSheet.errorLimit
    return "\(name) was not imported; \(isAll ? "" : "at least ")\(errors.count) "
      + (errors.count == 1 ? "error" : "errors") + ":" + lines.joined()
  }
}
