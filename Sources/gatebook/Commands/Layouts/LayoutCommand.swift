import ArgumentParser
import ChangeReporting
import DocumentReading
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

struct LayoutCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "layout",
    abstract: "Show how a document is understood, and correct it once.",
    discussion: """
      Shows each table and list with the role of its columns and why, what counts for
      what, what was passed over and which facts are left over. Corrections show what
      they change; with --apply they are kept with the deployment, and every later
      document is read by them. One that no longer fits is held (layout-changed).
      Without corrections, --apply confirms the reading as it is.

      SUBJECT is a deployment, whose registered source is fetched unless a document
      is given, or a document alone.

      Names are those of headings, captions, lines above a table or list, or keys, as
      shown; "Ports#2" is the second of its name, "Ports to…" what begins so.

      Example:
        gatebook layout vendor-page.html
        gatebook layout acme/voice page.html --ignore "Change log"
        gatebook layout acme/voice page.html --table "Media servers" \\
          --column 3=ports --apply
        gatebook layout acme/voice --default protocol=tcp ports=443 --apply \\
          --note "by mail"
        gatebook layout acme/voice --export > voice.layout
      """)

  @Argument(
    help: "A deployment, as vendor/name; or a file, -, or an http(s) address.",
    completion: .deployments)
  var subject: String

  @Argument(
    help: "The document: a file, - for standard input, or an http(s) address.",
    completion: .file())
  var document: String?

  @OptionGroup(title: "Corrections") var options: CorrectionOptions

  @Option(
    help: ArgumentHelp("Read by the layout in this file instead.", valueName: "file"),
    completion: .file())
  var asLayout: String?

  @Flag(help: "Keep the corrections; without any, confirm the reading as it is.")
  var apply = false

  @Option(
    help: ArgumentHelp("Why; kept with the layout.", valueName: "text"),
    transform: { try GivenText(parsing: $0) })
  var note: GivenText?

  @Flag(help: "List the versions of the layout, with who kept them, when and why.")
  var history = false

  @Flag(help: "Write the layout as text.")
  var export = false

  @Flag(help: "Read without a layout from now on; its versions stay.")
  var remove = false

  @Flag(help: "Keep a layout for a deployment that is new, although its name is near another's.")
  var new = false

  @Flag(help: "Let an address lead to private and loopback addresses.")
  var allowPrivate = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if [history, export, remove, apply].count(where: { $0 }) > 1 {
      throw ValidationError("Give one of --apply, --history, --export and --remove.")
    }
    if history || export || remove {
      if !options.isEmpty || asLayout != nil || document != nil {
        throw ValidationError("--history, --export and --remove take no document or correction.")
      }
    }
    if format.format == .csv, !history {
      throw ValidationError("--format csv is for --history: a layout is no list.")
    }
    if asLayout != nil, !options.isEmpty {
      throw ValidationError("--as-layout replaces all corrections; give no others.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let store = try inventory.openIfThere(program, forWriting: false)
    let subject = try Self.subject(self.subject, isAlone: document == nil, in: store)
    if history || export || remove {
      guard let deployment = subject.deployment, let store else {
        throw LayoutSourceError.noDeployment(self.subject)
      }
      return try withKept(deployment, in: store, program)
    }
    if apply, subject.deployment == nil { throw LayoutSourceError.noDeployment(self.subject) }
    let kept = try store?.read { reader in try subject.deployment.flatMap(reader.layout) }
    let present = try kept?.text.map { try Layout(parsing: $0) }
    let document = try self.document(of: subject, in: store, program)
    program.progress.show(.reading(document.source))
    let trial = try LayoutTrial(document, present: present, layout: wanted(present))
    try store?.close()
    var number: Int?
    if apply, let deployment = subject.deployment { number = try keep(trial, deployment, program) }
    return answer(subject, kept, trial, number, program)
  }

  private static func subject(
    _ text: String, isAlone: Bool, in store: Inventory?
  ) throws -> LayoutSubject {
    guard let store else { return try LayoutSubject(text, isAlone: isAlone, in: nil) }
    return try store.read { try LayoutSubject(text, isAlone: isAlone, in: $0) }
  }

  private func document(
    of subject: LayoutSubject, in store: Inventory?, _ program: Program
  ) throws -> Document {
    if let name = document {
      return try DocumentSource(
        name, allowsPrivate: allowPrivate, proxy: try ProxySettings.proxy(program)
      ).document()
    }
    switch subject {
    case .source(let name):
      return try DocumentSource(
        name, allowsPrivate: allowPrivate, proxy: try ProxySettings.proxy(program)
      ).document()
    case .deployment(let deployment):
      guard let store else { throw LayoutSourceError.noSource(deployment) }
      return try store.read {
        try NewestDocument.of(
          deployment, in: $0, searchPath: program.environment["PATH"] ?? "",
          proxy: try ProxySettings.proxy(program), now: program.now)
      }
    }
  }

  /// The layout that is asked for; nil for the present one.
  private func wanted(_ present: Layout?) throws -> Layout? {
    if let asLayout {
      return Layout(try LayoutFile(asLayout).layout().corrections)
    }
    if options.isEmpty { return nil }
    let layout = try (present ?? Layout()).dropping(options.drop)
    return try options.corrections().reduce(layout) { $0.adding($1) }
  }

  private func keep(
    _ trial: LayoutTrial, _ deployment: DeploymentName, _ program: Program
  ) throws -> Int {
    try inventory.changing(program, author.act(in: program, note: note), creates: true) {
      if !new { try NewNames($0).check(deployment) }
      return try $0.keepLayout(trial.confirmed.text, of: deployment).number
    }
  }

  private func answer(
    _ subject: LayoutSubject, _ kept: KeptLayout?, _ trial: LayoutTrial, _ number: Int?,
    _ program: Program
  ) -> Answer {
    let report = LayoutReport(
      subject: subject.deployment?.description
        ?? trial.after.description.source.withoutSecrets, kept: kept,
      corrections: trial.layout.corrections.map(\.text), reading: trial.after,
      changes: trial.report, newNumber: number)
    let closing =
      number.map {
        "\nKept as layout \($0); the next sync reads by it.\n"
      }
      ?? (trial.report == nil ? "" : "\nNothing is kept; --apply keeps it.\n")
    return switch format.format {
    case .text: Answer(text: report.text(program.style) + LongText(closing))
    case .json, .csv: Answer(text: report.json.text)
    }
  }

  // MARK: What is kept

  private func withKept(
    _ deployment: DeploymentName, in store: Inventory, _ program: Program
  ) throws -> Answer {
    let versions = try store.read { reader in
      // An unknown name is an error, not a deployment without a layout.
      _ = try reader.settings(of: deployment)
      return try reader.layouts(of: deployment)
    }
    try store.close()
    guard let last = versions.first else { throw LayoutSourceError.noLayout(deployment) }
    if history {
      return format.answer(versions.map { JSONText($0) }) {
        LayoutReport.history(versions, in: program.zone)
      }
    }
    guard let text = last.text else { throw LayoutSourceError.noLayout(deployment) }
    if export { return Answer(text: text) }
    let removed = try inventory.changing(program, author.act(in: program, note: note)) {
      try $0.keepLayout(nil, of: deployment)
    }
    return Answer(
      text: "\(deployment): read without a layout from now on (version \(removed.number)).\n")
  }
}

extension Layout {
  /// Without the corrections of some numbers.
  ///
  /// - Throws: `DropError` for the first number that there is not.
  fileprivate func dropping(_ numbers: [Int]) throws -> Layout {
    let numbers = Set(numbers)
    for number in numbers.sorted() where !corrections.indices.contains(number - 1) {
      throw DropError(number: number, count: corrections.count)
    }
    return removing(numbers)
  }
}

/// A number to drop that no correction has.
struct DropError: ReportedError {
  let number: Int
  let count: Int

  var description: String {
    switch count {
    case 0: "there is no correction \(number): the layout has none"
    case 1: "there is no correction \(number): the layout has one, number 1"
    default: "there is no correction \(number): the layout has those from 1 to \(count)"
    }
  }

  var remedy: String { "`gatebook layout` without corrections lists them with their numbers" }
  var status: ExitStatus { .badArguments }
}
