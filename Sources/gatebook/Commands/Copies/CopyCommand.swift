import ArgumentParser
import ChangeReporting
import InventoryStorage

struct CopyCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Copy an inventory from a file to PostgreSQL, back, or to another place.",
    discussion: """
      FROM and TO are files or addresses in PostgreSQL. Afterwards every question has
      the same answer there. FROM stays as it is. Where TO has an inventory already,
      nothing is done unless --replace is given; then what was there is kept in a
      file.

      Example:
        gatebook copy gatebook.sqlite postgresql://gatebook@db.example.com/gatebook
        gatebook copy postgresql://gatebook@db.example.com/gatebook gatebook.sqlite
      """)

  @Argument(help: "The inventory to copy.", completion: .file())
  var from: String

  @Argument(help: "Where to.", completion: .file())
  var to: String

  @Flag(help: "Take the place of an inventory that is there.")
  var replace = false

  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if inventory.inventory != nil {
      throw ValidationError("FROM and TO name the inventories, not --inventory.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let settings = try program.settings()
    let (from, to) = (settings.place(from), settings.place(to))
    try program.secondPlace(for: to)?.checkMayWrite(to)
    program.change.begin(to)
    let kept =
      replace ? try Inventory.freeName(beside: to, at: program.now()) : nil
    let wasThere = try Inventory.copy(
      from, to: to, keeping: kept, group: inventory.groupName(in: program))
    var talk =
      "\(Inventory.shown(to).withVisibleControls) has what "
      + "\(Inventory.shown(from).withVisibleControls) has.\n"
    if wasThere, let kept { talk += "What was there is kept in \(kept.withVisibleControls).\n" }
    return Answer(text: "", talk: talk)
  }
}
