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
      with *; a port is tcp/7400 or udp/4201-4264. What stands in a log or a browser
      can be pasted as it is: with a port, as a URL, a whole line in quotation
      marks. Each answer says since and until when it holds, and which customers it
      concerns.

      Example:
        gatebook lookup 3.97.31.75
        gatebook lookup 17.57.144.0/22 maps.googleapis.com:443
        gatebook lookup "DROP SRC=10.0.0.5 DST=3.97.31.75 PROTO=TCP DPT=443"
        gatebook lookup tcp/7400
        gatebook lookup --port 7400 --deployment eschat/canada-aws-02 \\
          --as-of 2026-01-31
        gatebook lookup --batch seen-on-the-wire.txt

      With --batch, the lines of a file (# begins a comment) are looked up together.
      The text has a line of columns parted by tabs for each endpoint found, and one
      with hyphens for an address of which none is. Lines without any address are
      named on standard error; the others are answered, and the status is 2. Where no
      line has one, it is 65.
      """)

  @Argument(help: "Addresses, or ports with their protocol.", transform: { try Question($0) })
  var questions: [Question] = []

  @Option(
    help: ArgumentHelp("A port of either protocol; may be given again.", valueName: "port"),
    transform: { try PortQuestion(parsing: $0) })
  var port: [PortQuestion] = []

  @Option(
    help: ArgumentHelp(
      "Look up the addresses of a file, or of standard input (-).", valueName: "file"),
    completion: .file())
  var batch: String?

  @Option(
    help: ArgumentHelp("Only in this deployment.", valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  /// What to look up.
  enum Question {
    case addresses([AddressQuestion])
    case port(PortQuestion)

    init(_ text: String) throws(ValueError) {
      let head = text.prefix { $0 != "/" }.lowercased()
      if AssignedTransport(rawValue: head) != nil, text.contains("/"), !text.contains("://") {
        self = .port(try PortQuestion(parsing: text))
      } else {
        self = .addresses(try PastedText(text).questions)
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
    let asOf = try asOf.time(in: program)
    let time = asOf ?? program.now()
    if let batch { return try answer(toBatch: batch, at: time, program) }
    let reports = TextReports(program.style)
    let answers = try inventory.reading(program) { inventory in
      let ports = PortLookup(inventory, in: deployment)
      return try (questions + port.map(Question.port)).flatMap {
        question -> [(text: String, json: [JSONText])] in
        switch question {
        case .addresses(let asked):
          let lookup = try AddressLookup(inventory, in: deployment)
          let found = try lookup.occurrences(
            of: asked.map(\.address), at: time, only: asOf != nil)
          return zip(asked, found).map { asked, found in
            (
              reports.occurrences(found, of: asked.address, ports: asked.ports, at: asOf),
              Self.json(found, asked)
            )
          }
        case .port(let port):
          let found = try ports.holders(of: port, at: asOf)
          let states = try ports.endpoints(stating: port, at: asOf)
          return [
            (
              reports.holders(found, of: port, at: time, isPast: asOf != nil)
                + reports.statements(states, of: port),
              found.map { JSONText($0, of: port) } + states.map { JSONText($0, of: port) }
            )
          ]
        }
      }
    }
    return format.answer(answers.flatMap(\.json)) {
      answers.map(\.text).joined(separator: "\n")
    }
  }

  private static func json(
    _ found: [ConcernedOccurrence], _ asked: AddressQuestion
  ) -> [JSONText] {
    found.map {
      JSONText($0.occurrence, of: asked.address, ports: asked.ports, customers: $0.customers)
    }
  }

  private func answer(
    toBatch file: String, at time: UTCTime, _ program: Program
  ) throws -> Answer {
    let batch = try AddressBatch(of: DocumentSource(file))
    if let none = NoAddressesError(batch) { throw none }
    let found = try inventory.reading(program) { inventory in
      let lookup = try AddressLookup(inventory, in: deployment)
      return try lookup.occurrences(
        of: batch.questions.map(\.address), at: time, only: asOf.asOf != nil)
    }
    let pairs = Array(zip(batch.questions, found))
    var answer = format.answer(pairs.flatMap { Self.json($1, $0) }) {
      OccurrenceTable.text(pairs.map { (asked: $0.address, occurrences: $1) })
    }
    if !batch.failures.isEmpty {
      answer.talk = batch.failures.map { "\($0)\n" }.joined()
      answer.talk += "Not looked up: \(batch.failures.count.of("line")).\n"
      answer.status = .writtenInPart
    }
    return answer
  }
}
