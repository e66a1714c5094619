import ArgumentParser
import ChangeReporting
import EndpointModel
import Foundation
import GatebookService
import InventoryModel

struct TakeoverCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "takeover",
    abstract: "Make this machine's inventory the one that is written, with a new generation.",
    discussion: """
      For inventories that Litestream copies to a store (settings replication.socket
      and replication.store). The first machine begins generation 1. Where that
      machine is lost, another one takes over from the copy that it follows: from the
      moment in which the new generation is claimed, nothing is confirmed that the
      old machine stores, and what was confirmed before is waited for. The inventory
      that was there is kept under another name, and what it had and was never
      confirmed is told.

      Example:
        gatebook takeover --by anna
        gatebook takeover --from /var/lib/gatebook/followed.sqlite --by anna
      """)

  @Option(
    help: ArgumentHelp(
      "The copy to go on with, which `litestream restore -f` keeps. Default: the inventory itself.",
      valueName: "path"), completion: .file())
  var from: String?

  @Option(help: ArgumentHelp("How long to wait for a copy that lacks something.", valueName: "s"))
  var wait = 30

  @OptionGroup var author: AuthorOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if !(0...3600).contains(wait) { throw ValidationError("--wait is 0 to 3600 seconds.") }
  }

  func answer(in program: Program) throws -> Answer {
    let path = try inventory.path(in: program)
    guard let store = try program.settings()[.replicationStore]?.text, !store.isEmpty else {
      throw TakeoverError.noStore
    }
    var generator = SystemRandomNumberGenerator()
    let outcome = try Takeover(
      of: path, from: from, store: store, author.act(in: program),
      group: inventory.groupName(in: program), seconds: Double(wait)
    ).run(using: &generator)
    switch format.format {
    case .json: return Answer(text: Self.json(outcome).text)
    case .text: return Answer(text: Self.text(outcome, path, program.style))
    }
  }

  private static func json(_ outcome: Takeover.Outcome) -> JSONText {
    .object([
      "generation": .number(outcome.generation), "wasDone": .bool(outcome.wasDone),
      "replica": .string(outcome.replica),
      "kept": outcome.kept.map { .string($0) } ?? .null,
      "unconfirmed": .array(outcome.unconfirmed.map { JSONText($0) }),
    ])
  }

  private static func text(
    _ outcome: Takeover.Outcome, _ path: String, _ style: TextStyle
  ) -> String {
    let path = path.withVisibleControls
    var out =
      outcome.wasDone
      ? "\(path) is the inventory that is written already, in generation \(outcome.generation).\n"
      : "\(path) is the inventory that is written from now on, in generation "
        + "\(outcome.generation).\n"
    out += "Litestream has to copy it to \(outcome.replica.withVisibleControls).\n"
    if let kept = outcome.kept {
      out += "What was there is kept in \(kept.withVisibleControls).\n"
    }
    if !outcome.unconfirmed.isEmpty {
      out += "It had \(outcome.unconfirmed.count.of("change")) that "
      out += outcome.unconfirmed.count == 1 ? "was" : "were"
      out += " never confirmed:\n"
      out += TextReports(style).audit(outcome.unconfirmed)
      if let kept = outcome.kept {
        out += "What of it is missing here is taken by `gatebook merge-inventory "
        out += "\(kept.withVisibleControls)`.\n"
      }
    }
    return out
  }
}

/// The settings do not let a machine take over.
enum TakeoverError: ReportedError {
  case noStore

  var description: String { "no store is named in which machines would know of each other" }
  var remedy: String {
    "set replication.store to the folder that Litestream copies to; `gatebook config` shows it"
  }
  var status: ExitStatus { .newerInventory }
}
