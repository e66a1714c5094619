import ArgumentParser
import ChangeReporting
import DocumentReading
import EndpointModel
import InventoryStorage
import InventorySync

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct DemoCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Build an inventory from two documents and print the report of the change.",
    discussion: """
      The first document has the real table of ESChat's deployment Canada AWS-02
      (4.x); the second is a constructed revision of it. The inventory is left in
      the folder for you to try the other commands on.

      Example:
        gatebook demo --folder trial
        gatebook log eschat/canada-aws-02 --inventory trial/gatebook.sqlite
      """)

  @Option(help: "Where the inventory is made. Default: a new folder for temporary files.")
  var folder: String?

  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if folder != nil, inventory.inventory != nil {
      throw ValidationError("Give --folder or --inventory, not both.")
    }
  }

  /// The seeds that the demonstration syncs, and when they are said to be published.
  private static let steps = [
    ("eschat-canada-aws-02.txt", "2026-01-15T09:00:00Z"),
    ("eschat-canada-aws-02.constructed.txt", "2026-03-02T09:00:00Z"),
  ]

  func answer(in program: Program) throws -> Answer {
    let path = try newInventoryPath(program)
    let deployment = try DeploymentName(parsing: "eschat/canada-aws-02")
    let store = try Inventory.openForWriting(at: path)
    var text = ""
    for (name, time) in Self.steps {
      guard let seed = EmbeddedSeeds.files.first(where: { $0.name == name }) else {
        throw DemoError.seedMissing(name)
      }
      let reading = try DocumentReader.read(
        Document(bytes: Array(seed.text.utf8), source: "Seeds/\(name)"))
      let recordedAt = try UTCTime(parsing: time)
      let (plan, revision) = try SyncEngine(deployment: deployment, reading: reading).run(
        on: store, fetchedAt: recordedAt, recordedAt: recordedAt, now: program.now)
      text += "$ gatebook sync \(deployment) Seeds/\(name) --recorded-at \(time)\n"
      text += SyncOutcome(plan: plan, recordedAt: revision.recordedAt, isStored: true)
        .text(program.style)
      text += "\n"
    }
    try store.close()
    let option = "--inventory \(path.withVisibleControls)"
    text += """
      The inventory is \(path.withVisibleControls). Try:
        gatebook show \(deployment)@1 \(option)
        gatebook lookup 3.97.31.75 \(option)
        gatebook log \(deployment) \(option)

      """
    return Answer(text: text)
  }

  /// The path of an inventory that does not exist yet, in a folder that does.
  private func newInventoryPath(_ program: Program) throws -> String {
    if let given = inventory.inventory { return try unused(given) }
    if let folder {
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
        throw DemoError.noFolder(folder, String(cString: strerror(errno)))
      }
      return try unused(folder + "/gatebook.sqlite")
    }
    let temporary = program.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(temporary)/gatebook-demo-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw DemoError.noFolder(temporary, String(cString: strerror(errno)))
    }
    return String(cString: made) + "/gatebook.sqlite"
  }

  private func unused(_ path: String) throws -> String {
    guard access(path, F_OK) != 0 else { throw DemoError.exists(path) }
    return path
  }
}

/// Why the demonstration could not be set up.
enum DemoError: Error, CustomStringConvertible {
  case exists(String)
  case noFolder(String, String)
  case seedMissing(String)

  var description: String {
    switch self {
    case .exists(let path): "\(path.withVisibleControls) exists already"
    case .noFolder(let path, let reason):
      "no folder could be made at \(path.withVisibleControls): \(reason)"
    case .seedMissing(let name): "the program was built without \(name)"
    }
  }

  var advice: String {
    switch self {
    case .exists: "name another folder; the demonstration changes no inventory that exists"
    case .noFolder: "name another place with --folder"
    case .seedMissing: "build it from a whole checkout"
    }
  }
}
