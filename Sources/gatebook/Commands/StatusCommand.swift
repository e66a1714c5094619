import ArgumentParser
import ChangeReporting
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage

struct StatusCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract:
      """
      Tell what needs a person: sources that fail or are overdue, revisions that are held, \
      notices that could not be delivered.
      """,
    discussion: """
      Example:
        gatebook status
        gatebook status --format json
      """)

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let status = try inventory.reading(program) { try Status(of: $0, at: program.now()) }
    return switch format.format {
    case .text:
      Answer(
        text: TextReports(program.style).health(
          status.sources, held: status.held, undelivered: status.undelivered, at: program.now()))
    case .json: Answer(text: status.json.text)
    }
  }
}

extension SourceLocation {
  /// With an absolute path, so that it means the same in any folder.
  var absolute: SourceLocation {
    guard case .path(let path) = self else { return self }
    return .path(URL(fileURLWithPath: path).standardizedFileURL.path)
  }
}
