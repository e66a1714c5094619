import ArgumentParser
import InventoryModel
import InventoryStorage

struct CustomerShareCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "share",
    abstract: "Let the customers of a deployment have the same ports.",
    discussion: """
      Without it, no two customers of a deployment have a port at the same time.

      Example:
        gatebook customer share eschat/canada-aws-02
        gatebook customer share eschat/canada-aws-02 --off
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Flag(help: "Each port is one customer's again; refused where two have the same.")
  var off = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, author.act(in: program)) {
      try $0.setSharesPorts(deployment, !off)
    }
    return Answer(
      text: off
        ? "Each port of \(deployment) is one customer's.\n"
        : "Customers of \(deployment) may have the same ports.\n",
      ifLost: "the deployment was changed")
  }
}
