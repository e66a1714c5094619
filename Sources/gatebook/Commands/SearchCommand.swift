import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

struct SearchCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find a text in names of deployments, customers, services and groups, and in notes.",
    discussion: """
      Also found is where an address occurs, and who has a port, if the text is one.
      Letters count alike, large or small.

      Example:
        gatebook search provisioning
        gatebook search "more radios" --format json
      """)

  @Argument(help: "What is looked for.", transform: { try GivenText(parsing: $0) })
  var text: GivenText

  @Option(help: ArgumentHelp("At most so many of each kind.", valueName: "n"))
  var limit = 20

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is a number of entries.") }
  }

  func answer(in program: Program) throws -> Answer {
    let now = program.now()
    let (found, names) = try inventory.reading(program) { reader in
      let search = Search(reader)
      return (
        try search.find(text, most: limit, at: now), try search.names(holding: text, most: limit)
      )
    }
    return switch format.format {
    case .text: Answer(text: text(found, names, now, program.style))
    case .json: Answer(text: json(found, names).text)
    }
  }

  private func json(_ found: Search.Findings, _ names: Search.Names) -> JSONText {
    .object([
      "deployments": .array(found.deployments.map { .string($0.description) }),
      "customers": .array(found.customers.map { JSONText($0) }),
      "endpoints": .array(
        found.occurrences.map {
          JSONText(
            $0.occurrence, of: $0.occurrence.endpoint.address ?? .any, customers: $0.customers)
        }),
      "assignments": .array((found.assignments + names.assignments).map { JSONText($0) }),
      "named": .array(
        names.endpoints.map { named in
          .object([
            "deployment": .string(named.deployment.description),
            "service": named.service.map { .string($0) } ?? .null,
            "group": named.group.map { .string($0) } ?? .null,
            "note": named.note.map { .string($0) } ?? .null,
            "count": .number(named.count),
          ])
        }),
    ])
  }

  private func text(
    _ found: Search.Findings, _ names: Search.Names, _ now: UTCTime, _ style: TextStyle
  ) -> String {
    let reports = TextReports(style)
    var parts: [String] = []
    if !found.deployments.isEmpty {
      parts.append(
        style.bold("Deployments") + "\n" + found.deployments.map { "  \($0)\n" }.joined())
    }
    if !found.customers.isEmpty {
      parts.append(style.bold("Customers") + "\n" + reports.customers(found.customers))
    }
    if !names.endpoints.isEmpty {
      var table = TextTable([
        .left("  deployment"), .left("service"), .left("group"), .right("endpoints"), .left("note"),
      ])
      for named in names.endpoints {
        table.add([
          "  \(named.deployment)", (named.service ?? "-").withVisibleControls,
          (named.group ?? "-").withVisibleControls, named.count.grouped,
          (named.note ?? "").withVisibleControls,
        ])
      }
      parts.append(style.bold("Services, groups and notes") + "\n" + table.text(style))
    }
    if let address = found.occurrences.first.map({ _ in EndpointAddress(text.text) }) ?? nil {
      parts.append(reports.occurrences(found.occurrences, of: address, at: now))
    }
    let ports = found.assignments + names.assignments
    if !ports.isEmpty {
      parts.append(
        style.bold("Ports") + "\n"
          + ports.map { ports in
            "  \(ports.customer) on \(ports.deployment): \(ports.transport.rawValue) "
              + "\(ports.ports) (\(ports.role.rawValue))"
              + (ports.assigned.note.map { ": \($0)" } ?? "") + "\n"
          }.joined())
    }
    return parts.isEmpty ? "Nothing holds \"\(text)\".\n" : parts.joined(separator: "\n")
  }
}
