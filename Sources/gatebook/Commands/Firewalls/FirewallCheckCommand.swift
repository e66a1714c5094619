import ArgumentParser
import ChangeReporting
import EndpointModel
import FirewallExport
import GatebookService
import InventoryModel

struct FirewallCheckCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare what a device really has with what it has to allow.",
    discussion: """
      FILE is what the device lists, or for most languages a whole file that
      `firewall write` made; - is standard input. What counts is the access, not
      the text: a /23 in place of two /24 is no difference. The status is 1 where
      something differs, and 65 where something was not understood. What devices
      list:

        nftables              nft -j list ruleset
        iptables              iptables-save, or ip6tables-save for IPv6;
                              also iptables -S, which does not tell all
        ipset                 ipset save
        panos-set, panos-xml  show config running, as set commands or XML
        fortios               show full-configuration
        asa, iosxe            show running-config
        junos                 show configuration, also | display set
        routeros              /export
        aws-security-group    aws ec2 describe-security-groups
        aws-prefix-list       aws ec2 get-managed-prefix-list-entries
        azure-nsg             az network nsg show
        gcp                   gcloud compute network-firewall-policies describe
                              --format json
        windows               the script in the documentation, "Into the firewall"
        terraform-aws         terraform show -json
        edl, squid, haproxy   the list itself, with --list

      With --base, the question is whether the device has exactly what a delta
      begins with, object for object; the head of such a file has the command.
      The status is 0 if it has, and 1 if not: then load a whole file.

      Example:
        nft -j list ruleset | gatebook firewall check edge -
        gatebook firewall check core running.txt --base 3
      """)

  @OptionGroup var name: FirewallArgument

  @Argument(help: "What the device lists; - for standard input.", completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "Of a target whose file is one list: which, such as out-tcp-443.", valueName: "name"))
  var list: String?

  @Option(
    help: ArgumentHelp(
      "Whether it has exactly this revision, from which a delta leads; with the digest that the "
        + "delta's head has, if it has one: 3/9f86d081884c7d65.", valueName: "n"),
    transform: { try FirewallBase(parsing: $0) })
  var base: FirewallBase?

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let text = try DeviceText.read(file)
    if let base {
      let report = try inventory.reading(program) {
        try FirewallBaseChecks($0).check(name.firewall, text, base: base, list: list)
      }
      return Answer(
        text: format.format == .json ? report.json.text : report.text(program.style),
        status: !report.problems.isEmpty
          ? .unreadableDocument : report.isHeld ? .done : .differencesFound)
    }
    let report = try inventory.reading(program) {
      try FirewallChecks($0, in: program.zone).check(
        name.firewall, text, list: list, at: program.now())
    }
    return Answer(
      text: format.format == .json ? report.json.text : report.text(program.style),
      status: !report.problems.isEmpty
        ? .unreadableDocument : report.isRight ? .done : .differencesFound)
  }
}

struct FirewallAdoptCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Note what a device has already as what was applied to it.",
    discussion: """
      The next plan tells what has to change from there. A delta needs a file that
      gatebook wrote: the first one after an adoption is whole. A listing that
      allows nothing is refused.

      Example:
        nft -j list ruleset | gatebook firewall adopt edge -
        gatebook firewall plan edge
      """)

  @OptionGroup var name: FirewallArgument

  @Argument(help: "What the device lists; - for standard input.", completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "Of a target whose file is one list: which, such as out-tcp-443.", valueName: "name"))
  var list: String?

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let text = try DeviceText.read(file)
    let adopted = try inventory.changing(program, record.act(in: program)) {
      try FirewallApplications($0, in: program.zone).adopt(name.firewall, text, list: list)
    }
    return Answer(
      text: "\(name.firewall) has \(adopted.policy.rules.count.of("rule")), as revision "
        + "\(adopted.number).\n",
      ifLost: "what \(name.firewall) has is noted as revision \(adopted.number)")
  }
}
