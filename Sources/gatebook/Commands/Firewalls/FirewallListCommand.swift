import ArgumentParser
import ChangeReporting
import EndpointModel
import FirewallExport
import GatebookService
import InventoryModel
import InventoryStorage

struct FirewallListCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the firewalls with what each has to allow.",
    discussion: """
      Example:
        gatebook firewall list
      """)

  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let all = try inventory.reading(program) { reader in
      try reader.firewalls().map { try RegisteredState($0, in: reader) }
    }
    return format.answer(all.map(\.json)) {
      all.isEmpty
        ? "There is no firewall. `gatebook firewall add` adds one.\n"
        : all.map { "\($0.firewall.name)  \($0.firewall.target)  \($0.words)\n" }.joined()
    }
  }
}

struct FirewallShowCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what is registered of a firewall, and what it was given when.",
    discussion: """
      Example:
        gatebook firewall show edge
      """)

  @OptionGroup var name: FirewallArgument
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let (state, applications) = try inventory.reading(program) { reader in
      (
        try RegisteredState(reader.firewall(name.firewall), in: reader),
        try reader.applications(on: name.firewall)
      )
    }
    if format.format == .json { return Answer(text: state.json.text) }
    let firewall = state.firewall
    var out = "\(firewall.name)  \(firewall.target)  \(state.words)\n\nAllows\n"
    for allowance in firewall.allowances {
      out += "  \(allowance.description.withVisibleControls)\n"
    }
    let options = firewall.options
    if options.keepsUntilDeadline { out += "Keeps what is removed until the deadline given\n" }
    if let most = options.mostChangePercent { out += "Refuses a change of more than \(most) %\n" }
    if options.aggregates { out += "Joins neighbouring addresses\n" }
    for (name, value) in firewall.settings.sorted(by: { $0.key < $1.key }) {
      out += "\(name)=\(value)\n"
    }
    if !applications.isEmpty { out += "\nApplied\n" }
    for application in applications {
      out +=
        "  revision \(application.number)  "
        + (application.list.map { "\($0.withVisibleControls)  " } ?? "")
        + "\(application.act.time.forPeople(in: program.zone))  by "
        + "\(application.act.author.shown)"
        + (application.act.note.map { ": \($0)" } ?? "") + "\n"
    }
    return Answer(text: out)
  }
}

extension RegisteredState {
  fileprivate var words: String {
    if hasLists { return "each list has its own revision" }
    return switch (written, applied) {
    case (nil, _): "nothing written yet"
    case (let written?, nil): "revision \(written) written, none applied"
    case (let written?, let applied?):
      written == applied
        ? "has revision \(applied)" : "has revision \(applied); revision \(written) is written"
    }
  }
}

struct FirewallTargetsCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "targets",
    abstract: "List the languages of firewalls, with their settings.",
    discussion: """
      Example:
        gatebook firewall targets
      """)

  func answer(in program: Program) throws -> Answer {
    var out = ""
    for target in FirewallTargets.all {
      out += "\(target.name)  \(target.title)\n"
      for setting in target.settings { out += "    \(setting.inWords)\n" }
    }
    return Answer(text: out)
  }
}
