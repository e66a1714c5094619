import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage

struct ApproveCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Make a held revision the current one, with its own time.",
    discussion: """
      Example:
        gatebook approve eschat/canada-aws-02@3 --note "the vendor confirmed it"
      """)

  @OptionGroup var settlement: SettlementOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try settlement.answer(isApproved: true, inventory, program)
  }
}

struct RejectCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Settle that a held revision does not become current.",
    discussion: """
      A document that still shows it is then no news.

      Example:
        gatebook reject eschat/canada-aws-02@3 --note "the vendor is mending its page"
      """)

  @OptionGroup var settlement: SettlementOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try settlement.answer(isApproved: false, inventory, program)
  }
}

/// Which held revision is settled, by whom and why.
struct SettlementOptions: ParsableArguments {
  @Argument(help: "DEPLOYMENT@N.", transform: { try RevisionReference(parsing: $0) })
  var reference: RevisionReference

  @OptionGroup var record: RecordOptions

  func validate() throws {
    guard case .number = reference.selector else {
      throw ValidationError("Name the held revision by its number: \(reference.deployment)@3.")
    }
  }

  func answer(
    isApproved: Bool, _ inventory: InventoryOption, _ program: Program
  ) throws -> Answer {
    guard case .number(let number) = reference.selector else { return Answer(text: "") }
    let revision = try inventory.changing(program, record.act(in: program)) {
      try $0.settle(reference.deployment, number: number, isApproved: isApproved)
    }
    let text =
      isApproved
      ? "\(revision.deployment): revision \(number) is current, with its time "
        + "\(revision.recordedAt.forPeople).\n"
      : "\(revision.deployment): revision \(number) is rejected.\n"
    return Answer(text: text, ifLost: "the revision was settled")
  }
}
