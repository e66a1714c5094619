import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

struct LookupCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Tell which deployments have an address, or which customer a port, and since when.",
    discussion: """
      An address is an IP address, a CIDR block, a range, a host name, or a pattern
      with *; a port is tcp/7400 or udp/4201. Each answer says since and until when it
      holds, and which customers it concerns.

      Example:
        gatebook lookup 3.97.31.75
        gatebook lookup 17.57.144.0/22 maps.googleapis.com
        gatebook lookup tcp/7400
        gatebook lookup --port 7400 --deployment eschat/canada-aws-02 --as-of 2026-01-31
        gatebook lookup --batch seen-on-the-wire.txt

      With --batch, the addresses of a file, one a line (# begins a comment), are looked up
      together. The text has a line of columns parted by tabs for each endpoint found, and
      one with hyphens for an address of which none is.
      """)

  @Argument(help: "Addresses, or ports with their protocol.", transform: { try Question($0) })
  var questions: [Question] = []

  @Option(
    help: ArgumentHelp("A port of either protocol; may be given again.", valueName: "port"),
    transform: { try PortQuestion(parsing: $0) })
  var port: [PortQuestion] = []

  @Option(
    help: ArgumentHelp(
      "Look up the addresses of a file, or of standard input (-).", valueName: "file"))
  var batch: String?

  @Option(
    help: ArgumentHelp("Only in this deployment.", valueName: "vendor/name"),
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  /// What to look up.
  enum Question {
    case address(EndpointAddress)
    case port(PortQuestion)

    init(_ text: String) throws(ValueError) {
      let head = text.prefix { $0 != "/" }.lowercased()
      if AssignedTransport(rawValue: head) != nil, text.contains("/") {
        self = .port(try PortQuestion(parsing: text))
      } else {
        self = .address(try EndpointAddress(parsing: text))
      }
    }
  }

  func validate() throws {
    if batch != nil {
      guard questions.isEmpty, port.isEmpty else {
        throw ValidationError("--batch goes without other addresses and ports.")
      }
    } else if questions.isEmpty, port.isEmpty {
      throw ValidationError("Name at least one address or port.")
    }
  }

  func answer(in program: Program) throws -> Answer {
    let time = asOf.asOf ?? program.now()
    if let batch { return try answer(toBatch: batch, at: time, program) }
    let reports = TextReports(program.style)
    let answers = try inventory.reading(program) { inventory in
      let ports = PortLookup(inventory, in: deployment)
      return try (questions + port.map(Question.port)).map {
        question -> (text: String, json: [JSONText]) in
        switch question {
        case .address(let address):
          let lookup = try AddressLookup(inventory, in: deployment)
          let found = try lookup.occurrences(of: [address], at: time, only: asOf.asOf != nil)[0]
          return (
            reports.occurrences(found, of: address, at: asOf.asOf),
            found.map { JSONText($0.occurrence, of: address, customers: $0.customers) }
          )
        case .port(let port):
          let found = try ports.holders(of: port, at: asOf.asOf)
          return (
            reports.holders(found, of: port, at: time, isPast: asOf.asOf != nil),
            found.map { JSONText($0, of: port) }
          )
        }
      }
    }
    return switch format.format {
    case .text: Answer(text: answers.map(\.text).joined(separator: "\n"))
    case .json: Answer(text: JSONText.array(answers.flatMap(\.json)).text)
    }
  }

  private func answer(
    toBatch file: String, at time: UTCTime, _ program: Program
  ) throws -> Answer {
    let asked = try AddressBatch.addresses(of: DocumentSource(file))
    let found = try inventory.reading(program) { inventory in
      let lookup = try AddressLookup(inventory, in: deployment)
      return Array(zip(asked, try lookup.occurrences(of: asked, at: time, only: asOf.asOf != nil)))
    }
    switch format.format {
    case .text:
      return Answer(text: OccurrenceTable.text(found.map { (asked: $0, occurrences: $1) }))
    case .json:
      let objects = found.flatMap { asked, found in
        found.map { JSONText($0.occurrence, of: asked, customers: $0.customers) }
      }
      return Answer(text: JSONText.array(objects).text)
    }
  }
}
