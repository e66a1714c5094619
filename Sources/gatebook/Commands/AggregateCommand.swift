import ArgumentParser
import ChangeReporting
import DocumentReading
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

struct AggregateCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "aggregate",
    abstract: "Print the fewest CIDR blocks that cover what a deployment, service or file names.",
    discussion: """
      One block a line, IPv4 first, ascending, for address lists of firewalls:
      together the blocks hold exactly the addresses of all rows, whatever their
      ports. Names cannot be aggregated; standard error tells how many there are,
      JSON which.

      Example:
        gatebook aggregate eschat/canada-aws-02
        gatebook aggregate aws/all@2026-01-31 --service S3 --family 4
        gatebook aggregate --file blocks.txt
      """)

  @Argument(
    help: "DEPLOYMENT, DEPLOYMENT@3 or DEPLOYMENT@2026-01-31; with --file a document.",
    completion: .deployments)
  var source: String

  @Flag(help: "Aggregate a document; no inventory is needed.")
  var file = false

  @Option(
    help: ArgumentHelp("Only rows of this service; may be given again.", valueName: "name"))
  var service: [String] = []

  @Option(help: ArgumentHelp("Only addresses of IP version 4 or 6.", valueName: "4|6"))
  var family: UInt8?

  @Flag(help: "With --file: take a document of which rows were not understood.")
  var partial = false

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if let family, IPFamily(rawValue: family) == nil {
      throw ValidationError("--family is 4 or 6.")
    }
    if partial, !file { throw ValidationError("--partial goes with --file.") }
    if file { return }
    do {
      _ = try WrittenReference(parsing: source)
    } catch {
      throw ValidationError("\(error). To aggregate a file, add --file.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let all = try endpoints(program)
    let labels = Set(service.compactMap(Label.init))
    let endpoints =
      labels.isEmpty ? all : all.filter { $0.serviceLabel.map(labels.contains) ?? false }
    for name in service where !endpoints.contains(where: { $0.service == name }) {
      throw ServiceError.unknown(name, in: source, known: Set(all.compactMap(\.service)).sorted())
    }
    let cover = AddressCover(endpoints, family: family.flatMap(IPFamily.init))
    return switch format.format {
    case .text: Answer(text: cover.text, talk: cover.namesLeftOut)
    case .json: Answer(text: cover.json.text)
    }
  }

  private func endpoints(_ program: Program) throws -> Endpoints {
    if file {
      program.progress.show(.fetching(source.withoutSecrets))
      let document = try DocumentSource(source).document()
      program.progress.show(.reading(document.source))
      let listing = try DocumentReader.list(document)
      if !listing.errors.isEmpty, !partial {
        throw SyncError.partlyRead(source: listing.source, errors: listing.errors)
      }
      return listing.endpoints
    }
    return try inventory.reading(program) { inventory in
      let reference = try WrittenReference(parsing: source).reference(in: program.zone)
      return try inventory.snapshot(of: inventory.revision(reference)).endpoints
    }
  }
}

/// A service that no row has.
enum ServiceError: ReportedError {
  case unknown(String, in: String, known: [String])

  var description: String {
    switch self {
    case .unknown(let name, let source, _):
      "\(source.withoutSecrets.withVisibleControls) has no service \"\(name.withVisibleControls)\""
    }
  }

  var status: ExitStatus { .notFound }

  var remedy: String {
    switch self {
    case .unknown(_, _, let known):
      known.isEmpty
        ? "it names none; leave out --service"
        : "it has " + known.prefix(8).map(\.withVisibleControls).joined(separator: ", ")
          + (known.count > 8 ? ", …" : "")
    }
  }
}
