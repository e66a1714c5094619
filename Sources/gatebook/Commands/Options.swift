import ArgumentParser
import ChangeReporting
import InventoryModel
import InventoryStorage

/// Which inventory to use; every command takes it.
struct InventoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The inventory's file, or postgresql://… Default: as `gatebook config` tells, else "
        + "gatebook.sqlite.",
      valueName: "path"),
    completion: .file())
  var inventory: String?

  @Option(
    help: ArgumentHelp(
      "Where it is created: let this group read it (0640). Default: its owner only (0600).",
      valueName: "name"))
  var group: String?

  /// The path of its file, or its address.
  ///
  /// - Throws: `SettingsError`
  func path(in program: Program) throws -> String {
    try program.settings().place(inventory)
  }

  /// The group that a new inventory or a copy of it is given to; nil for none.
  ///
  /// - Throws: `SettingsError`
  func groupName(in program: Program) throws -> String? {
    try group ?? program.settings()[.group]?.text
  }

  /// Opens the inventory for reading, and closes it afterwards.
  func reading<T>(_ program: Program, _ body: (InventoryReader) throws -> T) throws -> T {
    let inventory = try Inventory.openForReading(at: try path(in: program))
    let result = try inventory.read(body)
    try inventory.close()
    return result
  }

  /// Opens the inventory for changes, and closes it afterwards.
  ///
  /// - Parameter creates: whether to create one if there is none.
  func open<T>(
    _ program: Program, creates: Bool = false, _ body: (Inventory) throws -> T
  ) throws -> T {
    let path = try path(in: program)
    // Changing what an inventory holds must not create one.
    if !creates { try Inventory.openForReading(at: path).close() }
    let inventory = try create(program)
    let result = try body(inventory)
    try inventory.close()
    return result
  }

  /// The inventory, for the caller to close; nil if there is none.
  func openIfThere(_ program: Program, forWriting: Bool) throws -> Inventory? {
    do {
      let inventory = try Inventory.openForReading(at: try path(in: program))
      if !forWriting { return inventory }
      try inventory.close()
      return try create(program)
    } catch InventoryError.missing {
      return nil
    }
  }

  /// The inventory for changes, for the caller to close; created if there is none.
  func create(_ program: Program) throws -> Inventory {
    let path = try path(in: program)
    try program.secondPlace(for: path)?.checkMayWrite(path)
    program.change.begin(path)
    return try Inventory.openForWriting(at: path, group: groupName(in: program))
  }

  /// Changes the inventory in one transaction.
  func changing<T>(
    _ program: Program, _ act: Act, creates: Bool = false,
    _ body: (InventoryWriter) throws -> T
  ) throws -> T {
    try open(program, creates: creates) { try $0.write(act, body) }
  }
}

/// The formats of answers.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct FormatOption: ParsableArguments {
  @Option(help: "What the answer is written in.")
  var format: AnswerFormat = .text
}

/// The formats of lists.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv
}

struct ListFormatOption: ParsableArguments {
  @Option(help: "What the list is written in. CSV has the members of JSON as columns.")
  var format: ListFormat = .text

  /// A list as JSON or CSV, or as text.
  func answer(_ objects: [JSONText], text: () -> String) -> Answer {
    switch format {
    case .text: Answer(text: text())
    case .json: Answer(text: JSONText.array(objects).text)
    case .csv: Answer(text: JSONText.csv(objects))
    }
  }
}

/// How much of a list is of interest.
struct LimitOption: ParsableArguments {
  @Option(help: ArgumentHelp("Only the latest so many.", valueName: "n"))
  var limit: Int?

  var count: Int { limit ?? .max }

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number of entries.") }
  }
}

/// The formats of endpoint tables.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv
}

struct TableFormatOption: ParsableArguments {
  @Option(help: "What the answer is written in; JSON and CSV can be read again.")
  var format: TableFormat = .text
}

struct ExitCodeOption: ParsableArguments {
  @Flag(name: .customLong("exit-code"), help: "End with status 1 where there are differences.")
  var isWanted = false

  func status(differs: Bool) -> ExitStatus {
    isWanted && differs ? .differencesFound : .done
  }
}
