import ArgumentParser
import ChangeReporting
import EndpointModel
import FirewallExport
import GatebookService
import InventoryStorage
import NoticeDelivery

struct FirewallPlanCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Tell what a firewall has to change, from what was last applied.",
    discussion: """
      Example:
        gatebook firewall plan edge
      """)

  @OptionGroup var name: FirewallArgument
  @OptionGroup var exitCode: ExitCodeOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let report = try inventory.reading(program) {
      try FirewallPlans($0, in: program.zone).plan(name.firewall, at: program.now())
    }
    return Answer(
      text: format.format == .json ? report.json.text : report.text(program.style),
      status: exitCode.status(
        differs: !report.access.isEmpty || report.earlierForm != nil))
  }
}

struct FirewallWriteCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Write what a firewall has to allow, in its own language.",
    discussion: """
      The whole configuration, or with --delta what leads to it from what was last
      applied, or with --rollback the way back: to what was applied before, or with
      --revision to what was applied once. What the language cannot say is listed in
      the file and on standard error, and the status is 2.

      Example:
        gatebook firewall write edge --output edge.nft
        gatebook firewall write edge --delta | nft -f -
        gatebook firewall applied edge
        gatebook firewall write edge --rollback --revision 3 --output back.nft
      """)

  @OptionGroup var name: FirewallArgument

  @Flag(help: "Only what leads from what was last applied to what is current.")
  var delta = false

  @Flag(help: "The way back from what was last written or applied.")
  var rollback = false

  @Option(
    help: ArgumentHelp("With --rollback: lead to this one, which was applied once.", valueName: "n")
  )
  var revision: Int?

  @Flag(help: "Write nothing if the language cannot say everything.")
  var strict = false

  @Flag(help: "Let a change pass that is beyond the firewall's own limit.")
  var anyChange = false

  @Option(
    help: ArgumentHelp(
      "Of a target whose file is one list: which, such as out-tcp-443.", valueName: "name"))
  var list: String?

  @Option(
    help: ArgumentHelp("Write to this file, whole or not at all.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var format: FormatOption
  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if delta, rollback { throw ValidationError("Give --delta or --rollback, not both.") }
    if revision != nil, !rollback { throw ValidationError("--revision goes with --rollback.") }
  }

  func answer(in program: Program) throws -> Answer {
    let outcome = try inventory.changing(program, author.act(in: program)) {
      try FirewallFiles($0, in: program.zone).write(
        name.firewall,
        FirewallFileOptions(
          kind: rollback ? .rollback : delta ? .delta : .whole, list: list,
          revision: revision, isStrict: strict, allowsAnyChange: anyChange))
    }
    let file = outcome.file
    if let output { try OutputFile.write(file.text, to: output) }
    var talk = String(FirewallReports.notExpressed(file.notExpressed).drop { $0 == "\n" })
    if file.from == file.to {
      talk += "Nothing changes: \(name.firewall) has revision \(file.to) already.\n"
    }
    if let other = outcome.notNoted {
      talk +=
        "Revision \(other) was written and not noted as applied: a device that was given it is "
        + "none for this file.\n"
    }
    for held in outcome.current?.held ?? [] {
      talk += "\(held) waits for approval; nothing of it is written.\n"
    }
    for ahead in outcome.current?.ahead ?? [] {
      talk += ahead.sentence(keeps: outcome.firewall.options.keepsUntilDeadline) + "\n"
    }
    let text =
      switch format.format {
      case .json: outcome.json.text
      case .text:
        output == nil
          ? file.text
          : "\(name.firewall): revision \(file.to), \(file.entries.of("entry", plural: "entries"))"
            + (file.from.map { ", from revision \($0)" } ?? "") + "\n"
      }
    return Answer(
      text: text, talk: talk, ifLost: "revision \(file.to) is kept as written",
      status: file.notExpressed.isEmpty ? .done : .writtenInPart)
  }
}

struct FirewallAppliedCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "applied",
    abstract: "Note that a firewall has what was last written for it.",
    discussion: """
      The next plan and the next delta begin there. If its
      way back was written, too, say which of them was loaded by --revision.

      Example:
        gatebook firewall applied edge --note "change 4711"
        gatebook firewall applied edge --revision 3
        gatebook firewall applied proxy --list out-tcp-443 --list out-tcp-80
      """)

  @OptionGroup var name: FirewallArgument

  @Option(help: ArgumentHelp("Another revision than the last one written.", valueName: "n"))
  var revision: Int?

  @Option(
    name: .customLong("list"),
    help: ArgumentHelp(
      "Of a target whose file is one list: which, such as out-tcp-443; may be given again.",
      valueName: "name"))
  var lists: [String] = []

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let numbers = try inventory.changing(program, record.act(in: program)) {
      try FirewallApplications($0, in: program.zone).note(
        name.firewall, lists: lists, number: revision)
    }
    let words =
      lists.isEmpty
      ? numbers.map { "revision \($0)" }
      : zip(lists, numbers).map { "\($0.withVisibleControls) of revision \($1)" }
    return Answer(
      text: words.map { "\(name.firewall) has \($0).\n" }.joined(),
      ifLost: "what \(name.firewall) has is noted")
  }
}
