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
      The ports are all that it has of their role from then on: earlier ones that are
      not among them end where they begin. Ports that another customer of the
      deployment has at that time are refused.

      Example:
        gatebook customer assign northwood-ems eschat/canada-aws-02 \\
          --signaling 7412 --data 4265-4328
        gatebook customer assign northwood-ems eschat/canada-aws-02 \\
          --data 5001-5064 \\
          --from 2026-04-01 --note "more radios"
        gatebook customer assign northwood-ems eschat/canada-aws-02 \\
          --data 5001-5064,5201-5264
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
    transform: { try PortRanges(parsing: $0) })
  var signaling: PortRanges?

  @Option(
    help: ArgumentHelp("Its data ports, one range or several.", valueName: "low-high,…"),
    transform: { try PortRanges(parsing: $0) })
  var data: PortRanges?

  @Option(
    help: ArgumentHelp(
      "tcp, udp or tcp+udp. Default: tcp for signaling, udp for data.", valueName: "protocol"))
  var signalingProtocol: AssignedTransport?

  @Option(help: ArgumentHelp("The same for data.", valueName: "protocol"))
  var dataProtocol: AssignedTransport?

  @Option(
    help: ArgumentHelp(
      "From when they hold: a day (its beginning) or time. Default: now.", valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var from: WrittenTime?

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if signaling == nil, data == nil {
      throw ValidationError("Name the ports: --signaling, --data or both.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let from = try from?.beginning(in: program.zone) ?? program.now()
    let given = [
      (PortRole.signaling, signaling, signalingProtocol), (.data, data, dataProtocol),
    ].compactMap { role, ports, transport in
      ports.map { (role: role, ports: $0, transport: transport ?? AssignedTransport(of: role)) }
    }
    let wanted = given.flatMap { role, ports, transport in
      ports.all.map {
        NewAssignment(
          customer: customer, deployment: deployment, role: role, ports: $0,
          transport: transport, from: from)
      }
    }
    let assigned = try inventory.changing(program, record.act(in: program)) {
      try $0.assign(wanted)
    }
    if assigned.isEmpty { return Answer(text: "\(customer) has these ports already.\n") }
    let ports = given.map { "\($0.transport.rawValue) \($0.ports)" }.joined(separator: " and ")
    return Answer(
      text:
        "\(customer) has \(ports) on \(deployment) from \(from.forPeople(in: program.zone)) on.\n"
        + assigned.ended.map { $0.endText(in: program.zone) }.joined(),
      ifLost: "the ports were assigned")
  }
}

extension AssignedTransport: ExpressibleByArgument {}

extension PortRole: ExpressibleByArgument {}
