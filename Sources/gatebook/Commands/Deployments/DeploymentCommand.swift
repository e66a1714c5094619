import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// The commands for deployments themselves.
struct DeploymentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deployment",
    abstract: "Say what is meant in a deployment's document, rename it, or take it out of use.",
    discussion: """
      Example:
        gatebook deployment set aws/all --unstated-ports 443 --unstated-protocol tcp
        gatebook deployment rename carebrige/ehr carebridge/ehr
      """,
    subcommands: [
      DeploymentSetCommand.self, DeploymentShowCommand.self, DeploymentRenameCommand.self,
      DeploymentMergeCommand.self, DeploymentArchiveCommand.self,
    ])
}

struct DeploymentSetCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract:
      "Declare what is meant where a document states no ports or protocol; who may approve.",
    discussion: """
      What a document does not state is never taken for any. Whoever knows what the
      vendor means can declare it; it is dated, and shown wherever it takes effect.

      Example:
        gatebook deployment set aws/all --unstated-ports 443 \\
          --unstated-protocol tcp \\
          --note "their support says HTTPS only"
        gatebook deployment set aws/all --withdraw
        gatebook deployment set eschat/canada-aws-02 --approver-differs \\
          --two-for-wide
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Option(
    help: ArgumentHelp("Ports that are meant where none are stated, or any.", valueName: "ports"),
    transform: { try Ports(parsing: $0) })
  var unstatedPorts: Ports?

  @Option(
    help: ArgumentHelp(
      "The protocol that is meant where none is stated, or any.", valueName: "protocol"),
    transform: { try IPProtocol(parsing: $0) })
  var unstatedProtocol: IPProtocol?

  @Flag(help: "Take back what was declared.")
  var withdraw = false

  @Flag(inversion: .prefixedNo, help: "Another user approves than the one who synced.")
  var approverDiffers: Bool?

  @Flag(inversion: .prefixedNo, help: "A wide block needs two users to approve it.")
  var twoForWide: Bool?

  @Flag(inversion: .prefixedNo, help: "A server gives its lists to anybody, without a token.")
  var publicList: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Its documents' own bytes are kept from now on, so that they can be read again.")
  var keepDocuments: Bool?

  @OptionGroup var record: RecordOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  private var declares: Bool { unstatedPorts != nil || unstatedProtocol != nil || withdraw }
  private var setsPolicy: Bool { approverDiffers != nil || twoForWide != nil }

  func validate() throws {
    if withdraw, unstatedPorts != nil || unstatedProtocol != nil {
      throw ValidationError("Give --withdraw or what is meant, not both.")
    }
    if unstatedPorts == .customer {
      throw ValidationError("A customer's own ports are assigned, not declared.")
    }
    if !declares, !setsPolicy, publicList == nil, keepDocuments == nil {
      throw ValidationError("Name what is to be set; `gatebook deployment show` tells what is.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let settings = try inventory.changing(program, record.act(in: program)) { writer in
      if declares {
        let before = withdraw ? nil : try writer.declaration(of: deployment)
        try writer.declare(
          deployment, ports: unstatedPorts ?? before?.ports,
          transport: unstatedProtocol ?? before?.transport)
      }
      if setsPolicy {
        var policy = try writer.policy(of: deployment)
        policy.approverDiffers = approverDiffers ?? policy.approverDiffers
        policy.wideNeedsTwo = twoForWide ?? policy.wideNeedsTwo
        try writer.setPolicy(of: deployment, policy)
      }
      if let publicList { try writer.setPublicList(deployment, publicList) }
      if let keepDocuments { try writer.setKeepsDocuments(deployment, keepDocuments) }
      return (try writer.settings(of: deployment), try writer.keepsDocuments(deployment))
    }
    return settings.0.answer(
      format.format, in: program.zone, keepsDocuments: settings.1,
      ifLost: "the settings were stored")
  }
}

struct DeploymentShowCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Tell what is set for a deployment.",
    discussion: """
      Example:
        gatebook deployment show aws/all
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let (settings, keepsDocuments) = try inventory.reading(program) {
      (try $0.settings(of: deployment), try $0.keepsDocuments(deployment))
    }
    return settings.answer(format.format, in: program.zone, keepsDocuments: keepsDocuments)
  }
}

extension DeploymentSettings {
  func answer(
    _ format: AnswerFormat, in zone: TimeZoneRules, keepsDocuments: Bool, ifLost: String = ""
  ) -> Answer {
    switch format {
    case .text:
      Answer(
        text: text(in: zone) + (keepsDocuments ? "  its documents' own bytes are kept\n" : ""),
        ifLost: ifLost)
    case .json:
      Answer(text: JSONText(self, keepsDocuments: keepsDocuments).text, ifLost: ifLost)
    }
  }
}

struct DeploymentRenameCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a deployment another name; who uses the old one is told the new one.",
    discussion: """
      Example:
        gatebook deployment rename carebrige/ehr carebridge/ehr
      """)

  @Argument(
    help: "The name that it has.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Argument(
    help: "Its new name.",
    transform: { try DeploymentName(parsing: $0) })
  var name: DeploymentName

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, record.act(in: program)) {
      try $0.rename(deployment, to: name)
    }
    return Answer(
      text: "\(deployment) is called \(name) now.\n", ifLost: "the deployment was renamed")
  }
}

struct DeploymentMergeCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Hand what hangs on a deployment over to another one.",
    discussion: """
      Its source (where the other has none), customers, ports and subscriptions
      move. Its revisions stay with it, and it is out of use. Registered firewalls
      that had to allow it have to allow the other one: they are told.

      Example:
        gatebook deployment merge carebrige/ehr carebridge/ehr
      """)

  @Argument(
    help: "The one that goes out of use.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Argument(
    help: "The one that takes over.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var other: DeploymentName

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let firewalls = try inventory.changing(program, record.act(in: program)) {
      let firewalls = try $0.firewalls().filter {
        $0.allowances.contains { $0.deployment == deployment }
      }
      try $0.merge(deployment, into: other)
      return firewalls
    }
    return Answer(
      text: "\(other) has taken over from \(deployment), which is out of use.\n"
        + firewalls.map(\.name).toldOfMerger,
      ifLost: "the deployments were merged")
  }
}

struct DeploymentArchiveCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Take a deployment out of use: it is neither synced nor listed; its history stays.",
    discussion: """
      Example:
        gatebook deployment archive vendor/old-cloud --note "contract ended"
        gatebook deployment archive vendor/old-cloud --off
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Flag(help: "Take it into use again.")
  var off = false

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, record.act(in: program)) {
      try $0.setArchived(deployment, !off)
    }
    return Answer(
      text: "\(deployment) is \(off ? "in" : "out of") use.\n",
      ifLost: "the deployment was changed")
  }
}
