import ArgumentParser
import ChangeReporting
import GatebookService
import InventoryModel
import InventoryStorage

struct CustomerListCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the customers.",
    discussion: """
      Example:
        gatebook customer list
        gatebook customer list --deployment eschat/canada-aws-02 --as-of 2026-01-31
      """)

  @Option(
    help: ArgumentHelp("Only those that use this deployment.", valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if asOf.asOf != nil, deployment == nil {
      throw ValidationError("--as-of says when a --deployment was used; name one.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let customers = try inventory.reading(program) { inventory in
      try deployment.map {
        try CustomerFiles(inventory).customers(
          using: $0, at: asOf.time(in: program) ?? program.now())
      } ?? inventory.customers()
    }
    return format.answer(customers.map { JSONText($0) }) {
      TextReports(program.style).customers(customers)
    }
  }
}
