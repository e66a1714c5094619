import ArgumentParser
import EndpointModel

/// The commands on customers and their ports.
struct CustomerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer",
    abstract: "Keep customers, the deployments they use, and the ports that are theirs.",
    discussion: """
      Ports are never overwritten: they are replaced by newer ones, and `customer show`
      tells their history with who, when and why.

      Example:
        gatebook customer add northwood-ems --name "Northwood EMS" --deployment eschat/canada-aws-02
        gatebook customer assign northwood-ems eschat/canada-aws-02 --signaling 7412 --data 4265-4328
        gatebook rules northwood-ems
      """,
    subcommands: [
      CustomerAddCommand.self, CustomerEditCommand.self, CustomerListCommand.self,
      CustomerShowCommand.self, CustomerAssignCommand.self, CustomerUnassignCommand.self,
      CustomerFreeCommand.self, CustomerShareCommand.self, CustomerImportCommand.self,
      CustomerExportCommand.self,
    ])
}

/// Who does something, and why; kept with what is changed.
struct RecordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Why; kept in the history.", valueName: "text"),
    transform: { try GivenText(parsing: $0) })
  var note: GivenText?

  @OptionGroup var author: AuthorOption

  func record(in program: Program) -> HistoryRecord {
    HistoryRecord(time: program.now(), by: author.name(in: program), note: note)
  }
}

struct AuthorOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Who does it. Default: $USER.", valueName: "name"),
    transform: { try GivenText(parsing: $0) })
  var by: GivenText?

  func name(in program: Program) -> GivenText? {
    by ?? program.environment["USER"].flatMap { GivenText($0) }
      ?? program.environment["LOGNAME"].flatMap { GivenText($0) }
  }
}

/// A time to look back at.
struct AsOfOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "At the end of a day (2026-01-31, UTC) or at a time (RFC 3339). Default: now.",
      valueName: "date"),
    transform: { try WrittenTime.asOf($0) })
  var asOf: UTCTime?
}
