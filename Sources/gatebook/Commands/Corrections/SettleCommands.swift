import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

struct ApproveCommand: DecidingCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Make a revision that was held or rejected the current one.",
    discussion: """
      A held revision becomes current with its own time; of one that was rejected, or
      passed by, the table becomes a new revision.

      Example:
        gatebook approve eschat/canada-aws-02@3 --note "the vendor confirmed it"
      """)

  @OptionGroup var revision: RevisionArgument
  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try decide(in: program) { try $0.approve($1, number: $2) }
  }
}

struct RejectCommand: DecidingCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Keep a revision from being current, now and when a document shows it again.",
    discussion: """
      Where it is the current one, the table before it comes back as a new revision.

      Example:
        gatebook reject eschat/canada-aws-02@3 \\
          --note "the vendor is repairing its page"
      """)

  @OptionGroup var revision: RevisionArgument
  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try decide(in: program) { try $0.reject($1, number: $2) }
  }
}

struct RevertCommand: DecidingCommand {
  static let configuration = CommandConfiguration(
    commandName: "revert",
    abstract: "Bring the table of an earlier revision back, as a new revision.",
    discussion: """
      A document that still shows what was current until then is not news; one that
      shows something else is taken as always.

      Example:
        gatebook revert eschat/canada-aws-02@2 --note "3 was approved by mistake"
      """)

  @OptionGroup var revision: RevisionArgument
  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try decide(in: program) { try $0.revert($1, to: $2) }
  }
}

struct VoidCommand: DecidingCommand {
  static let configuration = CommandConfiguration(
    commandName: "void",
    abstract: "Take a revision out of history that was recorded by mistake.",
    discussion: """
      For one that was recorded under a wrong time or from a wrong source. It stays
      in the log, counts nowhere, and is stored anew when the document is synced
      again.

      Example:
        gatebook void eschat/canada-aws-02@4 --note "the clock was wrong"
      """)

  @OptionGroup var revision: RevisionArgument
  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try decide(in: program) { try $0.void($1, number: $2) }
  }
}

/// Which revision is decided about.
struct RevisionArgument: ParsableArguments {
  @Argument(
    help: "DEPLOYMENT@N.", completion: .deployments,
    transform: { try WrittenReference(parsing: $0) })
  var reference: WrittenReference

  func validate() throws {
    guard reference.number != nil else {
      throw ValidationError("Name the revision by its number: \(reference.deployment)@3.")
    }
  }
}

/// A command that decides about a revision, by whom and why.
protocol DecidingCommand: GatebookCommand {
  var revision: RevisionArgument { get }
  var record: RecordOptions { get }
  var inventory: InventoryOption { get }
}

extension DecidingCommand {
  func decide(
    in program: Program,
    _ decide: (Settlement, DeploymentName, Int) throws -> Settlement.Outcome
  ) throws -> Answer {
    let reference = revision.reference
    guard let number = reference.number else { return Answer(text: "") }
    let outcome = try inventory.changing(program, record.act(in: program)) {
      try decide(Settlement($0), reference.deployment, number)
    }
    return Answer(
      text: outcome.text(in: program.zone), ifLost: "the decision was stored",
      status: outcome.isWaiting ? .held : .done)
  }
}

extension Settlement.Outcome {
  var isWaiting: Bool { if case .needsAnother = self { true } else { false } }

  func text(in zone: TimeZoneRules) -> String {
    switch self {
    case .current(let revision):
      "\(revision.deployment): revision \(revision.number) is current, "
        + (revision.copyOf.map { "with the table of revision \($0), since " } ?? "with its time ")
        + "\(revision.recordedAt.forPeople(in: zone)).\n"
    case .needsAnother(let revision):
      "\(revision.deployment): revision \(revision.number) is approved by one user and needs "
        + "another.\n"
    case .refused(let revision):
      "\(revision.deployment): revision \(revision.number) is rejected.\n"
    case .void(let revision, let current):
      "\(revision.deployment): revision \(revision.number) is void; "
        + (current.map {
          "revision \($0.number) of \($0.recordedAt.forPeople(in: zone)) is current.\n"
        }
          ?? "no revision is current.\n")
    }
  }
}
