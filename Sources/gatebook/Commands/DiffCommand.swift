import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage
import InventorySync

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

  @Flag(help: "With --files: take documents of which rows were not understood.")
  var partial = false

  @OptionGroup var exitCode: ExitCodeOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if files {
      if old == "-", new == "-" {
        throw ValidationError("Only one of the documents can be standard input.")
      }
      return
    }
    for text in [old, new] {
      do {
        _ = try RevisionReference(parsing: text)
      } catch {
        throw ValidationError("\(error). To compare two files, add --files.")
      }
    }
  }

  func answer(in program: Program) throws -> Answer {
    let (title, report, talk) =
      try files ? betweenFiles(program) : betweenRevisions(program)
    let status = exitCode.status(differs: !report.changes.isEmpty)
    return switch format.format {
    case .text:
      Answer(text: title + "\n" + report.text(program.style), talk: talk, status: status)
    case .json: Answer(text: JSONText(report).text, talk: talk, status: status)
    }
  }

  /// A title, the report, and the findings of both documents.
  private func betweenFiles(
    _ program: Program
  ) throws -> (title: String, report: ChangeReport, talk: String) {
    let readings = try [old, new].map { source in
      let reading = try SourceReading.read(source, program)
      if reading.isPartial, !partial { throw SyncError.partlyRead(reading) }
      return reading
    }
    let names = [old, new].map(\.withVisibleControls).joined(separator: " → ")
    let talk = readings.map { reading -> String in
      let findings = TextReports(TextStyle()).findings(reading.findings.summarized)
      return findings.isEmpty
        ? "" : "\n\(reading.description.source.withVisibleControls):" + findings
    }.joined()
    return (
      names, ChangeReport(from: readings[0].snapshot, to: readings[1].snapshot), talk
    )
  }

  private func betweenRevisions(
    _ program: Program
  ) throws -> (title: String, report: ChangeReport, talk: String) {
    try inventory.reading(program) { inventory in
      let from = try inventory.revision(RevisionReference(parsing: old))
      let to = try inventory.revision(RevisionReference(parsing: new))
      let before = try inventory.snapshot(of: from)
      let after = try inventory.snapshot(of: to)
      let changes =
        from.deployment == to.deployment
        ? try inventory.changes(of: from.deployment, from: from, to: to) : nil
      return (title(from, to), ChangeReport(from: before, to: after, changes: changes), "")
    }
  }

  private func title(_ from: Revision, _ to: Revision) -> String {
    [from, to].map {
      "\($0.deployment)@\($0.number) of \($0.recordedAt.forPeople)"
    }.joined(separator: " → ")
  }
}
