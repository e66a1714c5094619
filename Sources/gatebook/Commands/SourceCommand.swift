import ArgumentParser
import ChangeReporting
import EndpointModel
import InventoryStorage

/// The commands on where documents come from.
struct SourceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "source",
    abstract: "Keep where each deployment's document comes from, for `gatebook sync`.",
    discussion: """
      Example:
        gatebook source add aws/all https://ip-ranges.amazonaws.com/ip-ranges.json
        gatebook sync
      """,
    subcommands: [SourceAddCommand.self, SourceListCommand.self, SourceRemoveCommand.self])
}

struct SourceAddCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Register the source of a deployment, in place of the one it had.",
    discussion: """
      A source is a file, a folder of files with dates in their names, an http or https
      address, or a file in a git repository, of which every revision is taken with its
      commit's time.

      Example:
        gatebook source add aws/all https://ip-ranges.amazonaws.com/ip-ranges.json
        gatebook source add aws/past ip-ranges-2021/
        gatebook source add vendor/cloud git+file:///srv/lists#vendor/list.json
      """)

  @Argument(
    help: "The deployment, as vendor/name.", transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Argument(help: "Where its document is.", transform: { try SourceLocation(parsing: $0) })
  var location: SourceLocation

  @Flag(help: "Let an address lead to private and loopback addresses.")
  var allowPrivate = false

  @Flag(help: "Take documents of which rows were not understood, without these rows.")
  var partial = false

  @Option(help: "After how many hours without success it is overdue.")
  var overdueHours = 48

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if overdueHours < 1 { throw ValidationError("--overdue-hours is at least 1.") }
  }

  func answer(in program: Program) throws -> Answer {
    let source = RegisteredSource(
      deployment: deployment, location: location.absolute,
      options: RegisteredSource.Options(
        allowsPrivate: allowPrivate, acceptsPartial: partial, overdueHours: overdueHours))
    try inventory.changing(program, author.act(in: program), creates: true) {
      try $0.addSource(source)
    }
    return Answer(text: "\(deployment) comes from \(source.location).\n")
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

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let all = try inventory.reading(program) { try SourceHealth.all(in: $0, at: program.now()) }
    return switch format.format {
    case .text: Answer(text: TextReports(program.style).sources(all, at: program.now()))
    case .json: Answer(text: JSONText.array(all.map { JSONText($0) }).text)
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
    help: "The deployment, as vendor/name.", transform: { try DeploymentName(parsing: $0) })
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
