import ArgumentParser
import ChangeReporting
import EndpointModel

/// The commands that write files for other tools.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write changes, a table or a customer's rules for other tools.",
    discussion: """
      The same history gives the same bytes.

      Example:
        gatebook export changes eschat/canada-aws-02 --format atom > changes.atom
        gatebook export snapshot eschat/canada-aws-02 --format html > table.html
        gatebook export rules northwood-ems --format markdown > rules.md
      """,
    subcommands: [
      ExportChangesCommand.self, ExportSnapshotCommand.self, ExportRulesCommand.self,
      ExportVersionCommand.self,
    ])
}
