import ArgumentParser
import ChangeReporting
import InventoryStorage

struct RestoreCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make the state of a backup that of the inventory; what was there is kept.",
    discussion: """
      A server and other programs that have the inventory open see the restored
      state from then on. The state before is written beside the inventory, under a
      name with the time, and can itself be restored. A backup that cannot be read
      whole changes nothing.

      Example:
        gatebook restore /srv/backups/gatebook-2026-01-31.sqlite
      """)

  @Argument(help: "The backup; it stays as it is.", completion: .file())
  var file: String

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let path = try inventory.path(in: program)
    let act = author.act(in: program)
    try program.secondPlace(for: path)?.checkMayWrite(path)
    program.change.begin(path)
    let restored = try Inventory.restore(
      path, from: program.settings().place(file),
      keeping: try Inventory.freeName(beside: path, at: act.time),
      group: inventory.groupName(in: program),
      act)
    var out =
      "\(Inventory.shown(path).withVisibleControls) has the state of \(Inventory.shown(file).withVisibleControls)"
    out += restored.lastActAt.map { ", last changed \($0.forPeople(in: program.zone))" } ?? ""
    out += ".\n"
    if let kept = restored.kept {
      out +=
        "What was there"
        + (restored.replacedActAt.map { ", last changed \($0.forPeople(in: program.zone))," } ?? "")
      out += " is kept in \(kept.withVisibleControls).\n"
    }
    if restored.dueNotices > 0 {
      out +=
        "\(restored.dueNotices.of("notice")) of that time \(restored.dueNotices == 1 ? "is" : "are")"
        + " due again, and may have been sent since: `gatebook notify list` shows them.\n"
    }
    if !restored.found.isWhole {
      out += "\n" + TextReports(program.style).verification(restored.found)
    }
    return Answer(text: out)
  }
}
