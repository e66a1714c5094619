import ArgumentParser
import EndpointModel
import InventoryStorage

/// Which inventory; every command takes it.
struct InventoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The inventory's file. Default: $GATEBOOK_INVENTORY, else gatebook.sqlite.",
      valueName: "path"))
  var inventory: String?

  func path(in program: Program) -> String {
    if let inventory { return inventory }
    let named = program.environment["GATEBOOK_INVENTORY"] ?? ""
    return named.isEmpty ? "gatebook.sqlite" : named
  }

  /// Opens the inventory for questions, and closes it after them.
  func reading<T>(_ program: Program, _ body: (Inventory) throws -> T) throws -> T {
    let inventory = try Inventory.openForReading(at: path(in: program))
    let result = try body(inventory)
    try inventory.close()
    return result
  }

  /// Opens the inventory for changes, or creates it, and closes it after them.
  func writing<T>(_ program: Program, _ body: (Inventory) throws -> T) throws -> T {
    let inventory = try Inventory.openForWriting(at: path(in: program))
    let result = try body(inventory)
    try inventory.close()
    return result
  }

  /// As `writing`, where there is an inventory: a change of what it holds creates none.
  func changing<T>(_ program: Program, _ body: (Inventory) throws -> T) throws -> T {
    try reading(program) { _ in }
    return try writing(program, body)
  }
}

/// What answers are written in.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct FormatOption: ParsableArguments {
  @Option(help: "What the answer is written in.")
  var format: AnswerFormat = .text
}

/// What tables of endpoints are written in.
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
