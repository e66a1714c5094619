import ArgumentParser
import EndpointModel
import InventoryStorage

struct CustomerUnassignCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "unassign",
    abstract: "End a customer's ports on a deployment.",
    discussion: """
      The history stays. Ports that were to begin later never begin.

      Example:
        gatebook customer unassign northwood-ems eschat/canada-aws-02 --role data
        gatebook customer unassign northwood-ems eschat/canada-aws-02 --leave --until 2026-06-30
      """)

  @Argument(help: "The customer.", transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName

  @Argument(
    help: "The deployment, as vendor/name.", transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Option(help: "Only the signaling port, or only the data ports.")
  var role: PortRole?

  @Option(
    help: ArgumentHelp(
      "Until when they hold: a day (its end) or time. Default: now.", valueName: "date"),
    transform: { try Moment.end($0) })
  var until: UTCTime?

  @Flag(help: "The customer does not use the deployment any more.")
  var leave = false

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if leave, role != nil { throw ValidationError("Give --role or --leave, not both.") }
  }

  func answer(in program: Program) throws -> Answer {
    let now = program.now()
    let until = until ?? now
    let ended = try inventory.changing(program) {
      try $0.unassign(
        customer, from: deployment, role: role, at: until, leaves: leave,
        record.record(in: program))
    }
    var text = ended.map { assignment in
      "\(customer) has \(assignment.transport.rawValue) \(assignment.ports) on \(deployment) until "
        + "\(max(until, assignment.period.from).forPeople).\n"
    }.joined()
    if leave { text += "\(customer) does not use \(deployment) after that.\n" }
    return Answer(text: text, ifLost: "the ports were ended")
  }
}
