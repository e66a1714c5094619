import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage

struct DiffCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Report what turns one stored revision, or one document, into another.",
    discussion: """
      A revision is DEPLOYMENT (the current one), DEPLOYMENT@3 or
      DEPLOYMENT@2026-01-31 (the one current at the end of that day, UTC).

      Example:
        gatebook diff eschat/canada-aws-02@1 eschat/canada-aws-02
        gatebook diff --files january.txt march.txt
      """)

  @Argument(help: "The old revision; with --files the old document.")
  var old: String

  @Argument(help: "The new revision; with --files the new document.")
  var new: String

  @Flag(help: "Compare two documents; no inventory is needed.")
  var files = false

  @OptionGroup var exitCode: ExitCodeOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if files { return }
    for text in [old, new] {
      do {
        _ = try RevisionReference(parsing: text)
      } catch {
        throw ValidationError("\(error). To compare two files, add --files.")
      }
    }
  }

  func answer(in program: Program) throws -> Answer {
    let (title, report) = try files ? betweenFiles(program) : betweenRevisions(program)
    let status = exitCode.status(differs: !report.changes.isEmpty)
    return switch format.format {
    case .text: Answer(text: title + "\n" + report.text(program.style), status: status)
    case .json: Answer(text: JSONText(report).text, status: status)
    }
  }

  private func betweenFiles(_ program: Program) throws -> (String, ChangeReport) {
    let before = try SourceReading.read(old, program)
    let after = try SourceReading.read(new, program)
    let names = [old, new].map(\.withVisibleControls).joined(separator: " → ")
    return (names, ChangeReport(from: before.snapshot, to: after.snapshot))
  }

  private func betweenRevisions(_ program: Program) throws -> (String, ChangeReport) {
    try inventory.reading(program) { inventory in
      let from = try inventory.revision(RevisionReference(parsing: old))
      let to = try inventory.revision(RevisionReference(parsing: new))
      let before = try inventory.snapshot(of: from)
      let after = try inventory.snapshot(of: to)
      return (title(from, to), ChangeReport(from: before, to: after))
    }
  }

  private func title(_ from: Revision, _ to: Revision) -> String {
    [from, to].map {
      "\($0.deployment)@\($0.number) of \($0.recordedAt.forPeople)"
    }.joined(separator: " → ")
  }
}
