import ArgumentParser
import ChangeReporting
import DocumentReading
import EndpointModel
import InventorySync

struct ReadCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read a document and print what is in it; nothing is stored.",
    discussion: """
      Documents: plain text with tables whose cells are parted by |, CSV, AWS's
      ip-ranges.json, and what gatebook itself writes as JSON or CSV.

      Example:
        gatebook read vendor-page.txt
        curl -fsSL https://ip-ranges.amazonaws.com/ip-ranges.json | gatebook read -
      """)

  @Argument(help: "A file, or - for standard input.")
  var source: String

  @OptionGroup var format: TableFormatOption

  // It reads no inventory, but every command takes the option.
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let reading = try SourceReading.read(source, program)
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

/// Fetches and reads a document, telling what it is at.
enum SourceReading {
  static func read(_ source: String, _ program: Program) throws -> Reading {
    program.progress.show("reading \(source.withVisibleControls)")
    defer { program.progress.clear() }
    return try DocumentReader.read(DocumentSource(source).document())
  }
}
