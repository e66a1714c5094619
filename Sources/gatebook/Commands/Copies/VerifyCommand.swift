import ArgumentParser
import ChangeReporting
import InventoryStorage

struct VerifyCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Look through the whole inventory, or a backup, for anything that is not whole.",
    discussion: """
      Checks SQLite's own structure, that rows refer to rows that are there, that
      revisions are numbered without a gap, that each snapshot is what its revisions
      add up to, what they open and close, that ranges are found by each of their
      blocks, customers' ports, the notices and the audit. Nothing is changed, and
      others may go on writing. Where something is wrong, it is told, and the status
      is 74. Of an inventory in PostgreSQL, the log is looked through, too, and
      whether this site's copy is what it says.

      Example:
        gatebook verify
        gatebook verify /srv/backups/gatebook-2026-01-31.sqlite --format json
      """)

  @Argument(help: "A backup. Default: the inventory.", completion: .file())
  var file: String?

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let path = try file.map { try program.settings().place($0) } ?? inventory.path(in: program)
    let opened = try Inventory.openUnchanged(at: path)
    try opened.checkLog()
    let found = try opened.read { try $0.verification() }
    try opened.close()
    let status = found.isWhole ? ExitStatus.done : .cannotWrite
    return switch format.format {
    case .text: Answer(text: TextReports(program.style).verification(found), status: status)
    case .json: Answer(text: JSONText(found, of: opened.path).text, status: status)
    }
  }
}
