import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage

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
    help: "The deployment, as vendor/name.", transform: { try DeploymentName(parsing: $0) })
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
    transform: { try WrittenTime.beginning($0) })
  var from: UTCTime?

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if let size, !(1...65535).contains(size) {
      throw ValidationError("--size is from 1 to 65535.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let size = size ?? (role == .signaling ? 1 : 64)
    let transport = transport ?? AssignedTransport(of: role)
    let from = from ?? program.now()
    let (bounds, taken) = try inventory.reading(program) { inventory in
      (
        try within ?? self.bounds(inventory),
        try inventory.portsTaken(on: deployment, transport, from: from)
      )
    }
    guard let free = FreePorts.first(size, within: bounds, taken: taken) else {
      throw NoFreePortsError(deployment: deployment, size: size, bounds: bounds)
    }
    return switch format.format {
    case .text: Answer(text: "\(free)\n")
    case .json:
      Answer(
        text: JSONText.object([
          "deployment": .string(deployment.description), "ports": .string(free.description),
          "protocol": .string(transport.rawValue), "role": .string(role.rawValue),
        ]).text)
    }
  }

  /// From the lowest port of the role upwards.
  private func bounds(_ inventory: InventoryReader) throws -> PortRange {
    let lowest = try inventory.lowestPort(on: deployment, role)
    let revision = try inventory.revision(RevisionReference(deployment))
    let stated = try inventory.snapshot(of: revision).endpoints.filter { $0.portRole == role }
      .compactMap { endpoint -> UInt16? in
        if case .numbers(let set)? = endpoint.ports { return set.ranges[0].lowerBound }
        return endpoint.examplePorts?.ranges[0].lowerBound
      }
    let start = ([lowest].compactMap { $0 } + stated).min()
    // Below 1024 are the ports of the system (RFC 6335 section 6).
    return PortRange(start ?? 1024, 65535)!
  }
}

/// No run of ports is free.
struct NoFreePortsError: Error, CustomStringConvertible {
  let deployment: DeploymentName
  let size: Int
  let bounds: PortRange

  var description: String {
    "\(deployment) has no \(size) consecutive ports free within \(bounds)"
  }
}
