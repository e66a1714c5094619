import ArgumentParser
import ChangeReporting
import EndpointModel
import FirewallExport
import GatebookService
import InventoryModel
import InventoryStorage

struct FirewallAddCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Register a firewall: its language, and what it has to allow.",
    discussion: """
      It has to allow the union of all that is given: what another of its
      deployments still needs is never removed.

      Example:
        gatebook firewall add edge --target nftables \\
          --allow eschat/canada-aws-02@northwood-ems
        gatebook firewall add core --target asa --deployment aws/all --service S3 \\
          --setting access-list=outside
      """)

  @OptionGroup var name: FirewallArgument

  @Option(help: "Its language; `firewall targets` lists them.")
  var target: String

  @OptionGroup var options: FirewallOptions
  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if FirewallTargets.named(target) == nil {
      throw ValidationError(
        "There is no target \(target). There are "
          + FirewallTargets.all.map { $0.name }.joined(separator: ", ") + ".")
    }
    if options.given.isEmpty {
      throw ValidationError("Say what it has to allow: --allow, or --deployment.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    var firewall = RegisteredFirewall(name: name.firewall, target: target, allowances: [])
    try options.change(&firewall)
    try inventory.changing(program, author.act(in: program)) {
      try FirewallRegistration($0).add(firewall)
    }
    return Answer(
      text: "\(firewall.name) is registered; `gatebook firewall plan \(firewall.name)` tells what "
        + "it has to change.\n", ifLost: "the firewall was registered")
  }
}

struct FirewallSetCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change what is registered of a firewall; what is not given stays.",
    discussion: """
      What was written and applied stays known.

      Example:
        gatebook firewall set edge --keep-until-deadline --most-change 30
      """)

  @OptionGroup var name: FirewallArgument
  @OptionGroup var options: FirewallOptions
  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, author.act(in: program)) {
      try FirewallRegistration($0).set(name.firewall) { try options.change(&$0) }
    }
    return Answer(
      text: "\(name.firewall) is changed.\n", ifLost: "the firewall was changed")
  }
}

struct FirewallRemoveCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Forget a firewall, with what was written for it and applied to it.",
    discussion: """
      Example:
        gatebook firewall remove edge
      """)

  @OptionGroup var name: FirewallArgument
  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, author.act(in: program)) {
      try $0.removeFirewall(name.firewall)
    }
    return Answer(
      text: "\(name.firewall) is forgotten.\n", ifLost: "the firewall was forgotten")
  }
}
