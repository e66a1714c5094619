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
      FILE is what the device lists: `nft -j list ruleset`, `show running-config`, …, or for
      most languages a whole file that `firewall write` made; - is standard input. What counts
      is the access, not the text: a /23 in place of two /24 is no difference. The status is 1
      where something differs, and 65 where something was not understood.

      Example:
        nft -j list ruleset | gatebook firewall check edge -
      """)

  @OptionGroup var name: FirewallArgument

  @Argument(help: "What the device lists; - for standard input.")
  var file: String

  @Option(
    help: ArgumentHelp(
      "Of a target whose file is one list: which, such as out-tcp-443.", valueName: "name"))
  var list: String?

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let text = try DeviceText.read(file)
    let report = try inventory.reading(program) {
      try FirewallChecks($0).check(name.firewall, text, list: list, at: program.now())
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
      The next plan tells what has to change from there. A delta needs a file that gatebook
      wrote: the first one after an adoption is whole. A listing that allows nothing is refused.

      Example:
        nft -j list ruleset | gatebook firewall adopt edge -
        gatebook firewall plan edge
      """)

  @OptionGroup var name: FirewallArgument

  @Argument(help: "What the device lists; - for standard input.")
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
      try FirewallApplications($0).adopt(name.firewall, text, list: list)
    }
    return Answer(
      text: "\(name.firewall) has \(adopted.policy.rules.count.of("rule")), as revision "
        + "\(adopted.number).\n",
      ifLost: "what \(name.firewall) has is noted as revision \(adopted.number)")
  }
}
