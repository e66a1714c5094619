import ArgumentParser
import EndpointModel
import InventoryModel

/// The commands for customers and their ports.
struct CustomerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer",
    abstract: "Keep customers, the deployments they use, and the ports that are theirs.",
    discussion: """
      Ports are never overwritten: they are replaced by newer ones, and `customer
      show` tells their history with who, when and why.

      Example:
        gatebook customer add northwood-ems --name "Northwood EMS" \\
          --deployment eschat/canada-aws-02
        gatebook customer assign northwood-ems eschat/canada-aws-02 \\
          --signaling 7412 --data 4265-4328
        gatebook rules northwood-ems
      """,
    subcommands: [
      CustomerAddCommand.self, CustomerEditCommand.self, CustomerListCommand.self,
      CustomerShowCommand.self, CustomerAssignCommand.self, CustomerUnassignCommand.self,
      CustomerFreeCommand.self, CustomerShareCommand.self, CustomerImportCommand.self,
      CustomerExportCommand.self, CustomerCorrectCommand.self, CustomerRenameCommand.self,
      CustomerMergeCommand.self, CustomerArchiveCommand.self, CustomerEraseCommand.self,
    ])
}

/// Who does something, and why; stored with the change.
struct RecordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Why; kept in the history.", valueName: "text"),
    transform: { try GivenText(parsing: $0) })
  var note: GivenText?

  // No group within a group: ArgumentParser's debug builds check each option of it five times as
  // often, at every start.
  @Option(help: AuthorOption.help, transform: { try GivenText(parsing: $0) })
  var by: GivenText?

  func act(in program: Program) -> Act {
    Act(by: Author(user: program.user, name: by), at: program.now(), note: note)
  }
}

struct AuthorOption: ParsableArguments {
  fileprivate static let help = ArgumentHelp(
    "As whom; kept beside the system's user, who is noted in any case.", valueName: "name")

  @Option(help: help, transform: { try GivenText(parsing: $0) })
  var by: GivenText?

  func author(in program: Program) -> Author { Author(user: program.user, name: by) }

  func act(in program: Program, note: GivenText? = nil) -> Act {
    Act(by: author(in: program), at: program.now(), note: note)
  }
}

/// A past time to look at.
struct AsOfOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "At the end of a day (2026-01-31) or at a time (RFC 3339). Default: now.",
      valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var asOf: WrittenTime?

  /// Nil for now.
  ///
  /// - Throws: `ValueError`
  func time(in program: Program) throws(ValueError) -> UTCTime? {
    try asOf?.asOf(in: program.zone)
  }
}
