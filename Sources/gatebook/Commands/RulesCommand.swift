import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

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
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let report = try rules.report(in: inventory, at: asOf, program)
    return Answer(text: format.text(report, program.style))
  }
}

extension RulesFormat: ExpressibleByArgument {}

/// Whose rules, for which deployment.
struct RulesOptions: ParsableArguments {
  @Argument(
    help: "The customer, by its short name or its display name.",
    completion: .customers,
    transform: { try GivenText(parsing: $0) })
  var customer: GivenText

  @Option(
    help: ArgumentHelp(
      "Only this deployment. Default: all that the customer uses.", valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName?

  @Option(
    help: ArgumentHelp(
      "The table of this revision instead of the one current then.", valueName: "n"))
  var revision: Int?

  func validate() throws {
    if let revision, revision < 1 { throw ValidationError("Revisions are numbered from 1.") }
    if revision != nil, deployment == nil {
      throw ValidationError("--revision is of one deployment; name it with --deployment.")
    }
  }

  func report(
    in inventory: InventoryOption, at asOf: AsOfOption, _ program: Program
  ) throws -> RulesReport {
    try inventory.reading(program) {
      try Rules($0).report(
        for: customer, in: deployment, revision: revision,
        at: asOf.time(in: program) ?? program.now())
    }
  }
}
