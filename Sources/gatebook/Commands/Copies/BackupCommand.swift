import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage

struct BackupCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write a copy of the inventory into a file, while others go on working with it.",
    discussion: """
      The copy is one state of the inventory, and needs no other file beside it. It
      appears whole or not at all: a copy that cannot be read back replaces nothing.
      It holds all secrets of the inventory; only its owner may read it, unless
      --group names a group.

      Example:
        gatebook backup /srv/backups/gatebook-2026-01-31.sqlite
        gatebook backup /srv/backups/gatebook.sqlite --replace
      """)

  @Argument(help: "The file to write; its folder has to exist.", completion: .file())
  var file: String

  @Flag(help: "Take the place of an earlier backup of that name.")
  var replace = false

  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try Inventory.checkIsFile(file, for: "a backup")
    let source = try Inventory.openForReading(at: inventory.path(in: program))
    try source.backUp(to: file, group: inventory.groupName(in: program), replaces: replace)
    try source.close()
    return Answer(
      text: "", talk: "The inventory is backed up in \(file.withVisibleControls).\n")
  }
}
