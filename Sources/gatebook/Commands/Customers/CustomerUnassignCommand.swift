import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

struct CustomerUnassignCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "unassign",
    abstract: "End a customer's ports on a deployment.",
    discussion: """
      The history stays. Ports that were to begin later never begin. With --planned,
      only what was to change later is cancelled, and the ports of now stay.

      Example:
        gatebook customer unassign northwood-ems eschat/canada-aws-02 --role data
        gatebook customer unassign northwood-ems eschat/canada-aws-02 --leave \\
          --until 2026-06-30
        gatebook customer unassign northwood-ems eschat/canada-aws-02 --planned
      """)

  @Argument(
    help: "The customer.", completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Option(help: "Only the signaling port, or only the data ports.")
  var role: PortRole?

  @Option(
    help: ArgumentHelp(
      "Until when they hold: a day (its end) or time. Default: now.", valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var until: WrittenTime?

  @Flag(help: "The customer does not use the deployment any more.")
  var leave = false

  @Flag(help: "Cancel only what is to change later.")
  var planned = false

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if leave, role != nil { throw ValidationError("Give --role or --leave, not both.") }
    if planned, leave || until != nil {
      throw ValidationError("--planned goes with neither --leave nor --until.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let act = record.act(in: program)
    if planned {
      let count = try inventory.changing(program, act) {
        try $0.cancelPlans(customer, on: deployment, role: role)
      }
      return Answer(
        text: count == 0
          ? "Nothing was to change for \(customer) on \(deployment).\n"
          : "What was to change for \(customer) on \(deployment) is cancelled.\n",
        ifLost: "the plans were cancelled")
    }
    let until = try until?.after(in: program.zone) ?? act.time
    let ended = try inventory.changing(program, act) {
      try $0.unassign(customer, from: deployment, role: role, at: until, leaves: leave)
    }
    var text = ended.map { $0.endText(in: program.zone) }.joined()
    if leave { text += "\(customer) uses \(deployment) until \(until.asEnd(in: program.zone)).\n" }
    return Answer(text: text, ifLost: "the ports were ended")
  }
}

extension PortAssignment {
  /// Until when they hold, in a line; of ports that have an end.
  func endText(in zone: TimeZoneRules) -> String {
    let ports = "\(transport.rawValue) \(ports) on \(deployment)"
    guard !period.isEmpty, let until = period.until else {
      return "\(customer) will not have \(ports).\n"
    }
    return "\(customer) has \(ports) until \(until.asEnd(in: zone)).\n"
  }
}
