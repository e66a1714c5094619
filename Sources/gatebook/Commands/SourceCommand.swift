import ArgumentParser
import ChangeReporting
import DocumentReading
import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage

/// The commands for the sources of documents.
struct SourceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "source",
    abstract: "Keep where each deployment's document comes from, for `gatebook sync`.",
    discussion: """
      Example:
        gatebook source add aws/all https://ip-ranges.amazonaws.com/ip-ranges.json
        gatebook sync
      """,
    subcommands: [
      SourceAddCommand.self, SourceListCommand.self, SourceRemoveCommand.self,
      SourcePauseCommand.self, SourceResumeCommand.self, SourceSeedsCommand.self,
    ])
}

struct SourceAddCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Register the source of a deployment, or change what is given of it.",
    discussion: """
      Of a source that is registered already, what is not given stays, and so does
      what was taken from the same place.

      A source is a file, a folder of files with dates in their names, an http or
      https address, or a file in a git repository, of which every revision is taken
      with its commit's time.

      With --from-seed, it is the address that this program knows of the deployment,
      and if the page needs a layout, that is kept, too, unless the deployment has
      one: `gatebook source seeds` lists them.

      Example:
        gatebook source add aws/all https://ip-ranges.amazonaws.com/ip-ranges.json
        gatebook source add github/all --from-seed
        gatebook source add aws/past ip-ranges-2021/
        gatebook source add vendor/cloud git+file:///srv/lists#vendor/list.json
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Argument(help: "Where its document is.", transform: { try SourceLocation(parsing: $0) })
  var location: SourceLocation?

  @Flag(help: "Take the address that this program knows of the deployment.")
  var fromSeed = false

  @Flag(inversion: .prefixedNo, help: "Let an address lead to private and loopback addresses.")
  var allowPrivate: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Take documents of which rows were not understood, without these rows.")
  var partial: Bool?

  @Option(help: "After how many hours without success it is overdue. Default: 48.")
  var overdueHours: Int?

  @Flag(help: "Make the deployment although its name is near another's.")
  var new = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if (location == nil) != fromSeed {
      throw ValidationError("Say where its document is, or give --from-seed.")
    }
    if overdueHours.map({ $0 < 1 }) ?? false {
      throw ValidationError("--overdue-hours is at least 1.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let seed = try fromSeed ? SourceSeed(of: deployment) : nil
    guard let location = try seed?.location() ?? location?.absolute else {
      throw NoSeedError(deployment: deployment)
    }
    let layout = try seed?.layout.map { try Layout(parsing: $0).text }
    let (outcome, hasLayout) = try inventory.changing(
      program, author.act(in: program), creates: true
    ) { writer in
      let outcome = try SourceRegistration(writer).set(
        deployment,
        SourceRegistration.Given(
          location: location, allowsPrivate: allowPrivate, acceptsPartial: partial,
          overdueHours: overdueHours), isNew: new)
      // What a person kept or removed stays so.
      guard let layout, try writer.layouts(of: deployment).isEmpty else { return (outcome, false) }
      _ = try writer.keepLayout(layout, of: deployment)
      return (outcome, true)
    }
    var text = "\(deployment) comes from \(outcome.source.location.shown)."
    if let before = outcome.before {
      text +=
        before.location == outcome.source.location
        ? " It did before; what was taken from there stays known."
        : " Before it came from \(before.location.shown)."
    }
    if hasLayout { text += " It is read by a layout, which `gatebook layout` shows." }
    return Answer(
      text: text + "\n", talk: Self.warning(location), ifLost: "the source was registered")
  }

  /// A missing file may be still to come, or its name may be mistyped.
  private static func warning(_ location: SourceLocation) -> String {
    let path: String
    switch location {
    case .web: return ""
    case .path(let file): path = file
    case .git(let repository, _): path = repository
    }
    return FileManager.default.fileExists(atPath: path)
      ? "" : "warning: there is no \(path.withVisibleControls) yet\n"
  }
}

struct SourceListCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the sources with their last success, change and failure.",
    discussion: """
      Example:
        gatebook source list
      """)

  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let all = try inventory.reading(program) { try SourceHealth.all(in: $0, at: program.now()) }
    return format.answer(all.map { JSONText($0) }) {
      TextReports(program.style).sources(
        all, at: program.now(), remedies: ReportRemedy.commands)
    }
  }
}

struct SourceRemoveCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Forget the source of a deployment; its revisions stay.",
    discussion: """
      Example:
        gatebook source remove aws/all
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, author.act(in: program)) {
      try $0.removeSource(of: deployment)
    }
    return Answer(text: "\(deployment) has no source any more.\n")
  }
}

struct SourcePauseCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Read a source no more until it is resumed; what it brought stays.",
    discussion: """
      While it is paused, `sync` passes it over, and it is neither overdue nor
      failing; `status` tells of it.

      Example:
        gatebook source pause aws/all --note "the vendor is moving the page"
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, record.act(in: program)) {
      try $0.pauseSource(of: deployment)
    }
    return Answer(
      text:
        "The source of \(deployment) is not read until `gatebook source resume \(deployment)`.\n",
      ifLost: "the source was paused")
  }
}

struct SourceResumeCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Have a source read again that was paused.",
    discussion: """
      Example:
        gatebook source resume aws/all
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @OptionGroup var record: RecordOptions
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    try inventory.changing(program, record.act(in: program)) {
      try $0.resumeSource(of: deployment)
    }
    return Answer(
      text: "The source of \(deployment) is read again by the next sync.\n",
      ifLost: "the source was resumed")
  }
}
