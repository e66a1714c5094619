import ArgumentParser
import ChangeReporting
import GatebookService
import InventoryModel
import NoticeDelivery

struct ExportChangesCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Write a deployment's history, or one change, in a format for other tools.",
    discussion: """
      DEPLOYMENT is its whole history, the latest change first; DEPLOYMENT@2..5 what
      turns revision 2 into 5; DEPLOYMENT@5 what revision 5 changed. With
      --customer, what changes that customer's own rules. microsoft365 is what
      `changes` of the Microsoft 365 web service answers, and always of the whole
      history.

      Example:
        gatebook export changes eschat/canada-aws-02 --format atom
        gatebook export changes eschat/canada-aws-02@1..2 --format html
        gatebook export changes eschat/canada-aws-02 --customer northwood-ems \\
          --format mail
      """)

  /// The formats of changes.
  enum Format: ExpressibleByArgument {
    case history(HistoryFormat)
    case microsoft365

    static let microsoft365Name = "microsoft365"
    static var allValueStrings: [String] {
      HistoryFormat.allCases.map(\.rawValue) + [microsoft365Name]
    }

    init?(argument: String) {
      if argument == Self.microsoft365Name {
        self = .microsoft365
      } else if let format = HistoryFormat(rawValue: argument) {
        self = .history(format)
      } else {
        return nil
      }
    }

    var defaultValueDescription: String {
      switch self {
      case .history(let format): format.rawValue
      case .microsoft365: Self.microsoft365Name
      }
    }
  }

  @Argument(
    help: "DEPLOYMENT, DEPLOYMENT@A..B or DEPLOYMENT@N.",
    completion: .deployments,
    transform: { try ChangeReference(parsing: $0) })
  var changes: ChangeReference

  @Option(help: "What they are written in.")
  var format = Format.history(.text)

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    guard case .microsoft365 = format else { return }
    guard case .history = changes, reader.reader.isEverybody else {
      throw ValidationError(
        "microsoft365 is of the whole history and of all rows: its numbers count from the first.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    try inventory.reading(program) { inventory in
      let exports = ChangeExports(inventory)
      return switch format {
      case .microsoft365:
        Answer(text: try exports.microsoft365(changes.deployment).changesList.text)
      case .history(let format):
        Answer(
          text: format.text(
            try exports.history(
              changes, for: reader.reader, now: program.now(), in: program.zone,
              remedies: ReportRemedy.commands)))
      }
    }
  }
}

/// Whom the changes are for.
struct ReaderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only what concerns this service.", valueName: "name"))
  var service: String?

  @Option(
    help: ArgumentHelp("Only what changes this customer's own rules.", valueName: "name"),
    completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName?

  @Option(help: "Only what opens, or only what closes.")
  var only: AccessSide?

  var reader: NoticeComposer.Reader {
    NoticeComposer.Reader(service: service, customer: customer, only: only)
  }
}

extension AccessSide: ExpressibleByArgument {}
