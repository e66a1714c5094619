import ArgumentParser
import EndpointModel
import InventoryModel

/// What a token or a user is for.
struct ScopeOptions: ParsableArguments {
  @Option(
    name: .customLong("deployment"),
    help: ArgumentHelp("Only for this deployment; may be given again.", valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployments: [DeploymentName] = []

  @Option(
    name: .customLong("customer"),
    help: ArgumentHelp("Only for this customer; may be given again.", valueName: "name"),
    completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customers: [CustomerName] = []

  @Flag(help: "For everything.")
  var everything = false

  func validate() throws {
    if everything, !(deployments.isEmpty && customers.isEmpty) {
      throw ValidationError("--everything goes with neither --deployment nor --customer.")
    }
  }

  /// Nil if nothing is said of it.
  var scope: ServerScope? {
    if everything { return .everything }
    return deployments.isEmpty && customers.isEmpty
      ? nil : .only(deployments: Set(deployments), customers: Set(customers))
  }
}
