import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

struct CustomerFreeCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "free",
    abstract: "Propose the next free range of ports of a deployment.",
    discussion: """
      Free is what no customer has from then on, planned ports included. The search
      begins at the lowest data port (or signaling port) that a customer has or the
      document states.

      Example:
        gatebook customer free eschat/canada-aws-02 --size 64
        gatebook customer free eschat/canada-aws-02 --role signaling
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Option(help: ArgumentHelp("How many ports. Default: 64, for signaling 1.", valueName: "count"))
  var size: Int?

  @Option(help: "What the ports are for.")
  var role = PortRole.data

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp("Default: udp, for signaling tcp.", valueName: "protocol"))
  var transport: AssignedTransport?

  @Option(
    help: ArgumentHelp("Where to look.", valueName: "low-high"),
    transform: { try PortRange(parsing: $0) })
  var within: PortRange?

  @Option(
    help: ArgumentHelp("From when they are wanted. Default: now.", valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var from: WrittenTime?

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if let size, !(1...65535).contains(size) {
      throw ValidationError("--size is from 1 to 65535.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let found = try inventory.reading(program) {
      try PortSearch(
        on: deployment, in: $0, size: size, role: role, transport: transport, within: within,
        from: from?.beginning(in: program.zone) ?? program.now())
    }
    return switch format.format {
    case .text: Answer(text: "\(found.ports)\n")
    case .json: Answer(text: found.json.text)
    }
  }
}
