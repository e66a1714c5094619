import ArgumentParser
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

struct CustomerRenameCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a customer another short name; who uses the old one is told the new one.",
    discussion: """
      Example:
        gatebook customer rename northwod-ems northwood-ems
      """)

  @Argument(
    help: "The name that it has.", completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName

  @Argument(help: "Its new name.", transform: { try CustomerName(parsing: $0) })
  var name: CustomerName

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, record.act(in: program)) {
      try $0.rename(customer, to: name)
    }
    return Answer(
      text: "\(customer) is called \(name) now.\n", ifLost: "the customer was renamed")
  }
}

struct CustomerMergeCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Hand a customer's deployments, ports, contacts and subscriptions over to another.",
    discussion: """
      Example:
        gatebook customer merge northwod-ems northwood-ems
      """)

  @Argument(
    help: "The one that goes out of use.", completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName

  @Argument(
    help: "The one that takes over.", completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var other: CustomerName

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let firewalls = try inventory.changing(program, record.act(in: program)) {
      let firewalls = try $0.firewalls().filter {
        $0.allowances.contains { $0.customer == customer }
      }
      try $0.merge(customer, into: other)
      return firewalls
    }
    return Answer(
      text: "\(other) has taken over from \(customer), which is out of use.\n"
        + firewalls.map(\.name).toldOfMerger,
      ifLost: "the customers were merged")
  }
}

struct CustomerArchiveCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Take a customer out of use: it is not listed; its history stays.",
    discussion: """
      Example:
        gatebook customer archive northwood-ems
        gatebook customer archive northwood-ems --off
      """)

  @Argument(
    help: "The customer.", completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName

  @Flag(help: "Take it into use again.")
  var off = false

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, record.act(in: program)) {
      try $0.setArchived(customer, !off)
    }
    return Answer(
      text: "\(customer) is \(off ? "in" : "out of") use.\n", ifLost: "the customer was changed")
  }
}

struct CustomerEraseCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Remove a customer's personal data for good: names, contacts, notes.",
    discussion: """
      Which ports were held when stays, under a name that tells nothing. The file is
      written anew, so that the old bytes are gone; copies and backups are yours to
      deal with. This is the one thing that cannot be taken back.

      Example:
        gatebook customer erase northwood-ems --yes
      """)

  @Argument(
    help: "The customer.", completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName

  @Flag(help: "It is meant so.")
  var yes = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if !yes { throw ValidationError("Erasing cannot be taken back; say --yes.") }
  }

  func answer(in program: Program) throws -> Answer {
    let name = try inventory.open(program) { store in
      let name = try store.write(author.act(in: program)) { try $0.erase(customer) }
      try store.overwriteErased()
      return name
    }
    return Answer(
      text: "The customer's data is erased; what stays is called \(name).\n",
      ifLost: "the customer's data was erased")
  }
}

struct CustomerCorrectCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Correct the history of a customer's ports; what was noted wrongly stays, marked so.",
    discussion: """
      --held names a day on which the wrong ports hold; what is not given stays as
      it is.

      Example:
        gatebook customer correct northwood-ems eschat/canada-aws-02 --role data \\
          --held 2026-02-15 --ports 5001-5064 --note "the sheet had the wrong line"
        gatebook customer correct northwood-ems eschat/canada-aws-02 \\
          --role signaling \\
          --held 2026-02-15 --never
      """)

  @Argument(
    help: "The customer.", completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Option(help: "The signaling port or the data ports.")
  var role: PortRole

  @Option(
    help: ArgumentHelp("A day or time at which the wrong ports hold.", valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var held: WrittenTime

  @Option(
    help: ArgumentHelp(
      "Which ports are wrong, where it has several ranges then.", valueName: "low-high"),
    transform: { try PortQuestion(parsing: $0) })
  var wrong: PortQuestion?

  @Option(
    help: ArgumentHelp("The ports that it had.", valueName: "low-high"),
    transform: { try PortRange(parsing: $0) })
  var ports: PortRange?

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp("Their protocol.", valueName: "protocol"))
  var transport: AssignedTransport?

  @Option(
    help: ArgumentHelp("From when it had them.", valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var from: WrittenTime?

  @Option(
    help: ArgumentHelp("Until when it had them: a day (its end) or time.", valueName: "date"),
    transform: { try WrittenTime(parsing: $0) })
  var until: WrittenTime?

  @Flag(help: "It never had such ports.")
  var never = false

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    let isGiven = ports != nil || transport != nil || from != nil || until != nil
    if never == isGiven {
      throw ValidationError("Say what is right (--ports, --from, --until), or --never.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let correction = PortCorrection(
      customer, on: deployment, role, at: try held.asOf(in: program.zone), self.wrong,
      to: never
        ? .never
        : .had(
          ports, transport, from: try from?.beginning(in: program.zone),
          until: try until?.after(in: program.zone)))
    let wrong = try inventory.changing(program, record.act(in: program)) {
      try correction.make(in: $0)
    }
    return Answer(
      text: "\(customer): \(wrong.transport.rawValue) \(wrong.ports) on \(deployment) is marked "
        + "as noted wrongly"
        + (never ? ".\n" : "; what is right stands in its place.\n"),
      ifLost: "the history was corrected")
  }
}
