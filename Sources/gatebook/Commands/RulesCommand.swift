import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage

struct RulesCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Print what a customer's firewall must allow, with the customer's own ports.",
    discussion: """
      Endpoints whose ports cannot be told (none assigned at that time) are listed as
      unresolved; they are never opened to the document's example.

      Example:
        gatebook rules northwood-ems
        gatebook rules northwood-ems --as-of 2026-01-31 --format csv
        gatebook rules northwood-ems --deployment eschat/canada-aws-02 --revision 1
      """)

  @Option(help: "What the rules are written in.")
  var format = RulesFormat.text

  @OptionGroup var rules: RulesOptions

  func answer(in program: Program) throws -> Answer {
    Answer(text: format.text(try rules.report(program), program.style))
  }
}

/// What rules are written in.
enum RulesFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, markdown, html

  func text(_ report: RulesReport, _ style: TextStyle) -> String {
    switch self {
    case .text: report.text(style)
    case .json: report.json.text
    case .csv: report.csv
    case .markdown: report.markdown
    case .html: report.html
    }
  }
}

/// Whose rules, of what and when.
struct RulesOptions: ParsableArguments {
  @Argument(
    help: "The customer, by its short name or its display name.",
    transform: { try GivenText(parsing: $0) })
  var customer: GivenText

  @Option(
    help: ArgumentHelp(
      "Only this deployment. Default: all that the customer uses.", valueName: "vendor/name"),
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName?

  @Option(
    help: ArgumentHelp(
      "The table of this revision instead of the one current then.", valueName: "n"))
  var revision: Int?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if let revision, revision < 1 { throw ValidationError("Revisions are numbered from 1.") }
    if revision != nil, deployment == nil {
      throw ValidationError("--revision is of one deployment; name it with --deployment.")
    }
  }

  func report(_ program: Program) throws -> RulesReport {
    let time = asOf.asOf ?? program.now()
    return try inventory.reading(program) { inventory in
      let customer = try inventory.customerName(customer)
      let deployments =
        try deployment.map { [$0] }
        ?? Set(
          inventory.uses(of: customer).filter { $0.period.contains(time) }.map(\.deployment)
        ).sorted()
      return RulesReport(
        customer: try inventory.customer(customer), asOf: time,
        parts: try deployments.map { deployment in
          do {
            return try Self.part(
              deployment, of: customer, inventory, at: time, revision: revision)
          } catch InventoryError.unknownRevision where self.deployment == nil {
            // Of several deployments, one may be younger than the others.
            return RulesReport.Part(
              deployment: deployment, revision: nil, isUsed: true, assignments: [],
              snapshot: Snapshot([]))
          }
        })
    }
  }

  /// The rules of one deployment.
  ///
  /// - Parameter revision: nil for the one that was current at the time.
  static func part(
    _ deployment: DeploymentName, of customer: CustomerName, _ inventory: InventoryReader,
    at time: UTCTime, revision: Int?
  ) throws -> RulesReport.Part {
    let assignments = try inventory.assignments(on: deployment, of: customer, at: time)
    let found = try inventory.revision(
      RevisionReference(deployment, revision.map { .number($0) } ?? .at(time)))
    return RulesReport.Part(
      deployment: deployment, revision: found,
      isUsed: try inventory.uses(deployment, customer, at: time), assignments: assignments,
      snapshot: try inventory.snapshot(of: found),
      declaration: try inventory.declaration(of: deployment, at: time))
  }
}

extension InventoryReader {
  /// Whether a customer uses a deployment at a time.
  func uses(_ deployment: DeploymentName, _ customer: CustomerName, at time: UTCTime) throws -> Bool
  {
    try uses(of: customer).contains { $0.deployment == deployment && $0.period.contains(time) }
  }
}
