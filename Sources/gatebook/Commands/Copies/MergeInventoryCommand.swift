import ArgumentParser
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

struct MergeInventoryCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-inventory",
    abstract: "Take into the inventory what another one has and it has not.",
    discussion: """
      The other one went on from the same state, as that of a machine that came back,
      or was kept at another place. What was changed only there is taken, with its
      dates, authors and notes; what was changed only here stays. What both have
      changed is a conflict: it is named, nothing of it is taken, and the status is
      77. The other file is only read. Merged again, there is nothing to do.

      Revisions of a deployment are taken if those that are here are there, too.
      Where the histories part, --take makes the current table there the current one
      here, and --as brings the deployment under another name.

      No notice is sent again that the other inventory has delivered.

      Example:
        gatebook merge-inventory old.sqlite --dry-run
        gatebook merge-inventory old.sqlite --take eschat/canada-aws-02 --by anna
        gatebook merge-inventory site.sqlite --as eschat/canada=eschat/canada-site
      """)

  @Argument(help: "The other inventory, or a backup of it; it stays as it is.", completion: .file())
  var other: String

  @Flag(help: "Tell what would be taken; store nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "Where the histories of this deployment part: take the table that is current there.",
      valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var take: [DeploymentName] = []

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "What a deployment there is called here: eschat/canada=eschat/canada-site.",
      valueName: "there=here"))
  var renamed: [String] = []

  @OptionGroup var author: AuthorOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws { _ = try names() }

  func answer(in program: Program) throws -> Answer {
    guard let origin = GivenText(Inventory.shown(other).withVisibleControls) else {
      throw ValidationError("OTHER is a file.")
    }
    let merge = InventoryMerge(origin: origin, tables: Set(take), renamed: try names())
    try Inventory.checkIsAnother(other, than: inventory.path(in: program))
    let source = try Inventory.openUnchanged(at: program.settings().place(other))
    program.progress.show("comparing with \(origin)")
    let act = author.act(in: program)
    let outcome = try inventory.open(program) { store in
      try source.read { theirs in
        func run(_ ours: InventoryWriter) throws -> MergeOutcome { try merge.run(ours, theirs) }
        return try dryRun ? store.rehearse(act, run) : store.write(act, run)
      }
    }
    try source.close()
    let report = MergeReport(outcome, origin: origin, isStored: !dryRun)
    return Answer(
      text: format.format == .json ? report.json.text : report.text,
      talk: outcome.conflicts.isEmpty ? "" : Self.remedy,
      ifLost: dryRun || outcome.isEmpty ? "" : "the inventory was merged",
      status: outcome.conflicts.isEmpty ? .done : .held)
  }

  private static let remedy = """
    Try: --take VENDOR/NAME for the table there of a deployment whose histories part, --as \
    THERE=HERE to bring it under another name; anything else stays as it is here, or is made as it \
    is there by the command for it

    """

  /// - Throws: `ValidationError`
  private func names() throws -> [DeploymentName: DeploymentName] {
    var names: [DeploymentName: DeploymentName] = [:]
    for text in renamed {
      let parts = text.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, let there = DeploymentName(String(parts[0])),
        let here = DeploymentName(String(parts[1]))
      else { throw ValidationError("--as is of the form \"eschat/canada=eschat/canada-site\".") }
      if let other = names.updateValue(here, forKey: there), other != here {
        throw ValidationError("--as names \(there) twice.")
      }
    }
    return names
  }
}
