import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

struct CustomerAssignCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Give a customer ports of a deployment, from a date on.",
    discussion: """
      Ports of the same role that it had before end where the new ones begin. Ports
      that another customer of the deployment has at that time are refused.

      Example:
        gatebook customer assign northwood-ems eschat/canada-aws-02 \\
          --signaling 7412 --data 4265-4328
        gatebook customer assign northwood-ems eschat/canada-aws-02 \\
          --data 5001-5064 \\
          --from 2026-04-01 --note "more radios"
      """)

  @Argument(
    help: "The customer.", completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Option(
    help: ArgumentHelp("Its signaling port.", valueName: "port"),
    transform: { try PortRange(parsing: $0) })
  var signaling: PortRange?

  @Option(
    help: ArgumentHelp("Its range of data ports.", valueName: "low-high"),
    transform: { try PortRange(parsing: $0) })
  var data: PortRange?

  @Option(
    help: ArgumentHelp(
      "tcp, udp or tcp+udp. Default: tcp for signaling, udp for data.", valueName: "protocol"))
  var signalingProtocol: AssignedTransport?

  @Option(help: ArgumentHelp("The same for data.", valueName: "protocol"))
  var dataProtocol: AssignedTransport?

  @Option(
    help: ArgumentHelp(
      "From when they hold: a day (from 00:00 UTC) or time. Default: now.", valueName: "date"),
    transform: { try WrittenTime.beginning($0) })
  var from: UTCTime?

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if signaling == nil, data == nil {
      throw ValidationError("Name the ports: --signaling, --data or both.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let from = from ?? program.now()
    let wanted = [
      (PortRole.signaling, signaling, signalingProtocol), (.data, data, dataProtocol),
    ].compactMap { role, ports, transport in
      ports.map {
        NewAssignment(
          customer: customer, deployment: deployment, role: role, ports: $0,
          transport: transport, from: from)
      }
    }
    let count = try inventory.changing(program, record.act(in: program)) { try $0.assign(wanted) }
    if count == 0 { return Answer(text: "\(customer) has these ports already.\n") }
    let ports = wanted.map { "\($0.transport.rawValue) \($0.ports)" }.joined(separator: " and ")
    return Answer(
      text: "\(customer) has \(ports) on \(deployment) from \(from.forPeople) on.\n",
      ifLost: "the ports were assigned")
  }
}

extension AssignedTransport: ExpressibleByArgument {}

extension PortRole: ExpressibleByArgument {}
