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

      Rows above the header are left out. With columns `role` and `ports`, a row
      states the ports of one role.

      Example:
        gatebook customer import customers.csv --dry-run
        gatebook customer import customers.csv --deployment eschat/canada-aws-02
        gatebook customer import kunden.xlsx --map "Kd-Nr=customer" \\
          --date-format dd.mm.yyyy
      """)

  @Argument(help: "The sheet: a file, or - for standard input.", completion: .file())
  var source: String

  @Flag(help: "Tell what would change; store nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("For rows that name no deployment.", valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName?

  @Option(
    help: ArgumentHelp(
      "What a column is, by its header: \"Kd-Nr=customer\".", valueName: "header=column"))
  var map: [String] = []

  @Option(
    help: ArgumentHelp(
      "How the sheet writes days: dd.mm.yyyy, m/d/yy, or serial for a spreadsheet's numbers.",
      valueName: "format"),
    transform: { try SheetDateFormat(parsing: $0) })
  var dateFormat: SheetDateFormat?

  @Flag(help: "The sheet is meant to name all customers: tell those that it does not.")
  var complete = false

  @Flag(help: "Add customers although their names are near others'.")
  var new = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    program.progress.show("reading \(source.withVisibleControls)")
    var settings = CustomerSheetReader.Settings()
    settings.zone = program.zone
    settings.deployment = deployment
    settings.columns = try columns()
    settings.dateFormat = dateFormat
    var sheet = try SheetImport(DocumentSource(source).document(), settings)
    sheet.allowsNearNames = new
    func take(_ writer: InventoryWriter) throws -> ImportOutcome {
      try sheet.take(writer) { program.progress.show("row \($0) of \($1)") }
    }
    let act = author.act(in: program)
    let (outcome, missing) = try inventory.open(program) { store in
      let outcome =
        try dryRun
        ? store.rehearse(act, isLong: sheet.isLong, take)
        : store.write(act, isLong: sheet.isLong, take)
      let missing =
        try complete ? store.read { try sheet.missing(in: $0, at: program.now()) } : []
      return (outcome, missing)
    }
    let report = ImportReport(
      outcome: outcome, isStored: !dryRun, missing: missing, in: program.zone)
    return switch format.format {
    case .text:
      Answer(
        text: report.text, talk: TextReports(TextStyle()).findings(sheet.notices),
        ifLost: dryRun ? "" : "the sheet was imported")
    case .json: Answer(text: report.json(sheet.notices).text)
    }
  }

  func validate() throws { _ = try columns() }

  /// - Throws: `ValidationError`
  private func columns() throws -> [String: SheetColumn] {
    var columns: [String: SheetColumn] = [:]
    for text in map {
      // The last sign divides: a header may hold one.
      guard let sign = text.lastIndex(of: "="), sign != text.startIndex else {
        throw ValidationError("--map is of the form \"Kd-Nr=customer\".")
      }
      let name = String(text[text.index(after: sign)...])
      guard let column = SheetColumn(header: name) else {
        let names = SheetColumn.allCases.filter { $0 != .endNote }.map(\.name)
        throw ValidationError(
          "\"\(name)\" is no column of customers; there are \(names.joined(separator: ", ")).")
      }
      columns[String(text[..<sign])] = column
    }
    return columns
  }
}
