import ArgumentParser
import ChangeReporting
import DocumentReading
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct DemoCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Build an inventory from two documents and two customers, and print the reports.",
    discussion: """
      The first document has the real table of ESChat's deployment Canada AWS-02
      (4.x); the second is a constructed revision of it, and the two customers are
      invented. The inventory is left in the folder for you to try the other commands
      on.

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

  private static let deployment = DeploymentName("eschat/canada-aws-02")!
  private static let customer = GivenText("northwood-ems")!
  private static let author = Author(user: GivenText("demo")!)

  private func act(at time: UTCTime) -> Act { Act(by: Self.author, at: time) }

  func answer(in program: Program) throws -> Answer {
    let path = try newInventoryPath(program)
    let store = try Inventory.openForWriting(at: path)
    var text = try sync(
      "eschat-canada-aws-02.txt", at: "2026-01-15T09:00:00Z", store, program)
    text += try importCustomers(store, at: "2026-02-12T09:00:00Z", program)
    text += try rules(store, asOf: "2026-02-28", program)
    // The constructed revision has addresses that are reserved for documentation.
    var limits = GuardLimits()
    limits.allowsSpecialSpace = true
    try store.write(act(at: program.now())) {
      try $0.setGuardLimits(of: Self.deployment, limits)
    }
    text += "$ gatebook guard \(Self.deployment) --allow-special-space\n"
    text += try sync(
      "eschat-canada-aws-02.constructed.txt", at: "2026-03-02T09:00:00Z", store, program)
    text += try rules(store, asOf: "2026-03-02", program)
    try store.close()
    let option = "--inventory \(path.withVisibleControls)"
    text += """
      The inventory is \(path.withVisibleControls). Try:
        gatebook show \(Self.deployment)@1 \(option)
        gatebook lookup 3.97.31.75 tcp/7412 \(option)
        gatebook diff \(Self.deployment)@1 \(Self.deployment)@2 --customer harbour-transit \(option)
        gatebook customer show harbour-transit \(option)

      """
    return Answer(text: text)
  }

  private func seed(_ name: String) throws -> Document {
    guard let seed = EmbeddedSeeds.files.first(where: { $0.name == name }) else {
      throw DemoError.seedMissing(name)
    }
    return Document(bytes: Array(seed.text.utf8), source: "Seeds/\(name)")
  }

  private func sync(
    _ name: String, at time: String, _ store: Inventory, _ program: Program
  ) throws -> String {
    let recordedAt = try UTCTime(parsing: time)
    var sync = DocumentSync(Self.deployment, .document(try seed(name)), now: { recordedAt })
    sync.recordedAt = recordedAt
    let outcome = try sync.store(on: store, by: Self.author) { store }
    return "$ gatebook sync \(Self.deployment) Seeds/\(name) --recorded-at \(time)\n"
      + outcome.text(program.style).string + "\n"
  }

  private func importCustomers(
    _ store: Inventory, at time: String, _ program: Program
  ) throws -> String {
    var settings = CustomerSheetReader.Settings()
    settings.zone = program.zone
    let sheet = try SheetImport(seed("customers.csv"), settings)
    let outcome = try store.write(act(at: UTCTime(parsing: time))) { try sheet.take($0) }
    return "$ gatebook customer import Seeds/customers.csv\n"
      + ImportReport(outcome: outcome, isStored: true, in: program.zone).text + "\n"
  }

  private func rules(_ store: Inventory, asOf: String, _ program: Program) throws -> String {
    let time = try WrittenTime(parsing: asOf).asOf(in: program.zone)
    let report = try store.read { try Rules($0).report(for: Self.customer, at: time) }
    return "$ gatebook rules \(Self.customer) --as-of \(asOf)\n"
      + report.text(program.style) + "\n"
  }

  /// The path of a new inventory, in a folder that exists.
  private func newInventoryPath(_ program: Program) throws -> String {
    if let given = inventory.inventory { return try unused(given) }
    if let folder {
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
        throw DemoError.noFolder(folder, String(cString: strerror(errno)))
      }
      return try unused(folder + "/gatebook.sqlite")
    }
    let temporary = program.temporaryFolder
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
enum DemoError: ReportedError {
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

  var status: ExitStatus { .cannotWrite }

  var remedy: String {
    switch self {
    case .exists: "name another folder; the demonstration changes no inventory that exists"
    case .noFolder: "name another place with --folder"
    case .seedMissing: "build it from a whole checkout"
    }
  }
}
