import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

struct SyncCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Store a new revision if the endpoint table differs, and report the change.",
    discussion: """
      The first document of a deployment becomes its revision 1. A document with the
      same table, in whatever order or layout, stores nothing. A document that
      cannot be read stores nothing and is an error. One that looks broken rather
      than changed is held: it does not become current until `gatebook approve`.

      Without a document, the registered sources are synced (`gatebook source`):
      all, or that of the deployment named. One that fails stops no other; each is
      told in a line on standard error, and the status is that of the worst.

      Example:
        gatebook sync
        gatebook sync eschat/canada-aws-02 march.txt
        gatebook sync eschat/canada-aws-02 march.txt --dry-run
        gatebook sync aws/all 2021-01-05.json --recorded-at 2021-01-05T20:14:18Z
      """)

  @Argument(
    help: "The deployment, as vendor/name.",
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName?

  @Argument(
    help: "The document: a file, - for standard input, or an http(s) address.",
    completion: .file())
  var source: String?

  @Flag(help: "Let an address lead to private and loopback addresses.")
  var allowPrivate = false

  @Flag(help: "Without a document: also fetch what asked to wait.")
  var force = false

  @Option(help: "Without a document: how many seconds fetching one may take.")
  var timeout = 60

  @Flag(help: "Report what would change; store nothing.")
  var dryRun = false

  @Flag(
    help: "Take a document of which rows were not understood, without these rows.")
  var partial = false

  @Option(
    help: ArgumentHelp(
      "When the revision became current: a day (its beginning) or time (RFC 3339), not before "
        + "the latest one. Default: now.",
      valueName: "time"),
    transform: { try WrittenTime(parsing: $0) })
  var recordedAt: WrittenTime?

  @Flag(help: "Make the deployment although its name is near another's.")
  var new = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var exitCode: ExitCodeOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if !(1...3600).contains(timeout) { throw ValidationError("--timeout is from 1 to 3600.") }
    if source != nil {
      if force { throw ValidationError("--force is for registered sources.") }
      return
    }
    if dryRun || partial || recordedAt != nil || allowPrivate || new || exitCode.isWanted {
      throw ValidationError("Name a document: these options are not for registered sources.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    guard let source, let deployment else {
      return try SourceSync(
        deployment: deployment, author: author.author(in: program), isForced: force,
        timeout: timeout, format: format.format, inventory: inventory
      ).answer(in: program)
    }
    var sync = DocumentSync(
      deployment,
      DocumentSource(
        source, allowsPrivate: allowPrivate, proxy: try ProxySettings.proxy(program)),
      now: program.now,
      report: program.progress.show)
    sync.acceptsPartial = partial
    sync.isNew = new
    sync.recordedAt = try recordedAt?.beginning(in: program.zone)
    var store = try inventory.openIfThere(program, forWriting: !dryRun)
    let outcome =
      try dryRun
      ? sync.rehearse(on: store)
      : sync.store(on: store, by: author.author(in: program)) {
        let made = try inventory.create(program)
        store = made
        return made
      }
    try store?.close()
    let text =
      switch format.format {
      case .text: outcome.text(program.style)
      case .json: LongText(outcome.json.text)
      }
    return Answer(
      text: text,
      ifLost: dryRun ? "" : "what there was to store is stored, and `gatebook diff` tells it again",
      status: outcome.plan.status == .held
        ? .held : exitCode.status(differs: outcome.plan.status != .unchanged))
  }
}
