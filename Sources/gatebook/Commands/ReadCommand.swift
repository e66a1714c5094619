import ArgumentParser
import ChangeReporting
import DocumentReading
import EndpointModel
import GatebookService

struct ReadCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read a document and print what is in it; nothing is stored.",
    discussion: """
      Documents: HTML, Markdown, reStructuredText, plain text, CSV, TSV, JSON of
      many vendors, and what gatebook itself writes as JSON or CSV.

      Example:
        gatebook read vendor-page.html
        gatebook read vendor-page.html --explain
        curl -fsSL https://ip-ranges.amazonaws.com/ip-ranges.json | gatebook read -
      """)

  @Argument(
    help: "A file, - for standard input, or an http(s) address.", completion: .file())
  var source: String

  @Flag(help: "Let an address lead to private and loopback addresses.")
  var allowPrivate = false

  @Flag(help: "End with status 65 where there is any warning or error.")
  var strict = false

  @Flag(help: "Print the document line by line with what was understood of each.")
  var explain = false

  @Option(
    help: ArgumentHelp("Read it by the layout in this file.", valueName: "file"),
    completion: .file())
  var layout: String?

  @OptionGroup var format: TableFormatOption

  // It reads no inventory, but every command takes the option.
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if explain, format.format != .text { throw ValidationError("--explain is text for people.") }
  }

  func answer(in program: Program) throws -> Answer {
    let document = try DocumentSource(
      source, allowsPrivate: allowPrivate, proxy: try ProxySettings.proxy(program)
    ).document()
    program.progress.show(.reading(document.source))
    let layout = try self.layout.map { try LayoutFile($0).layout() }
    let reading = try DocumentReader.read(document, layout: layout)
    if !reading.layoutMisses.isEmpty {
      throw LayoutFitError(source: document.source, misses: reading.layoutMisses)
    }
    let doubts = reading.findings.count { $0.severity != .note }
    if strict, doubts > 0 { throw StrictReadingError(source: source, doubts: doubts) }
    if explain {
      let lines = try DocumentReader.lines(of: document)
      return Answer(text: Explanation(reading, lines: lines).text(program.style))
    }
    return switch format.format {
    case .text: Answer(text: TextReports(program.style).reading(reading))
    case .json: Answer(text: JSONText(reading).text)
    case .csv:
      // CSV has no place for findings.
      Answer(
        text: EndpointCSV.text(reading.snapshot.endpoints),
        talk: TextReports(TextStyle()).findings(reading.findings))
    }
  }
}

/// A document read with `--strict` has warnings or errors.
struct StrictReadingError: ReportedError {
  let source: String
  let doubts: Int

  var description: String {
    "\(source.withoutSecrets.withVisibleControls) gives "
      + doubts.of("warning or error", plural: "warnings or errors")
  }

  var remedy: String { "the same without --strict lists them" }
  var status: ExitStatus { .unreadableDocument }
}
