import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryStorage
import WebAccess

struct ResolveCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Ask the DNS for the host names of firewalls that take no names.",
    discussion: """
      Of firewalls with `--resolve-names HOURS`, the names that they have to allow
      are asked for, and what they give is kept, with the time. A name that gives
      nothing removes nothing. Meant for a timer, more often than the hours.

      Example:
        gatebook resolve
        gatebook resolve --server 192.0.2.53
      """)

  @Option(
    help: ArgumentHelp(
      "The DNS servers, separated by commas. Default: those of the system.",
      valueName: "host[:port]"))
  var server: String?

  @Option(help: "How many seconds a server may take.")
  var timeout = 5

  @OptionGroup var author: AuthorOption
  @OptionGroup var format: ListFormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if !(1...60).contains(timeout) { throw ValidationError("--timeout is from 1 to 60.") }
  }

  func answer(in program: Program) throws -> Answer {
    let outcomes = try inventory.open(program) { inventory in
      let names = try inventory.read { try NameResolutions.names($0, at: program.now()) }
      return try NameResolutions.run(
        names, NameResolver(servers: server, timeoutSeconds: timeout), in: inventory,
        author.act(in: program))
    }
    let text =
      switch format.format {
      case .json: JSONText.array(outcomes.map(\.json)).text
      case .csv: JSONText.csv(outcomes.flatMap(\.rows))
      case .text:
        outcomes.isEmpty
          ? "There is no name to resolve: no firewall has `--resolve-names`.\n"
          : outcomes.map(\.line).joined()
      }
    return Answer(
      text: text, ifLost: "what the names gave is kept",
      status: outcomes.contains { $0.failure != nil } ? .sourceUnreachable : .done)
  }
}

extension NameResolutions.Outcome {
  fileprivate var line: String {
    if let failure { return "\(name.text)  \(failure.withVisibleControls)\n" }
    let words = answers.map { answer in
      (new.contains(answer.address) ? "+" : "") + answer.address.description
    }
    return "\(name.text)  \(words.joined(separator: ", "))\n"
  }

  /// One for each address, or one that tells why there is none.
  fileprivate var rows: [JSONText] {
    func row(_ address: String?, _ ttl: Int?, _ isNew: Bool?) -> JSONText {
      .object([
        "name": .string(name.text), "address": address.map { .string($0) } ?? .null,
        "ttl": ttl.map { .number($0) } ?? .null, "new": isNew.map { .bool($0) } ?? .null,
        "failure": failure.map { .string($0) } ?? .null,
      ])
    }
    if answers.isEmpty { return [row(nil, nil, nil)] }
    return answers.map {
      row($0.address.description, $0.timeToLive, new.contains($0.address))
    }
  }

  fileprivate var json: JSONText {
    .object([
      "name": .string(name.text),
      "addresses": .array(
        answers.map {
          .object([
            "address": .string($0.address.description), "ttl": .number($0.timeToLive),
            "new": .bool(new.contains($0.address)),
          ])
        }),
      "failure": failure.map { .string($0) } ?? .null,
    ])
  }
}
