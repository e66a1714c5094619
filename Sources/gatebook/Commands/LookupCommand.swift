import ArgumentParser
import ChangeReporting
import EndpointModel

struct LookupCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Tell which deployments name, cover or lie inside an address, now and in the past.",
    discussion: """
      An address is an IP address, a CIDR block, a range, a host name, or a pattern
      with *. Each answer says since and until which revision it holds.

      Example:
        gatebook lookup 3.97.31.75
        gatebook lookup 17.57.144.0/22 maps.googleapis.com
      """)

  @Argument(help: "One or more addresses.", transform: { try EndpointAddress(parsing: $0) })
  var addresses: [EndpointAddress]

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if addresses.isEmpty { throw ValidationError("Name at least one address.") }
  }

  func answer(in program: Program) throws -> Answer {
    let found = try inventory.reading(program) { inventory in
      try addresses.map { ($0, try inventory.occurrences(of: $0)) }
    }
    switch format.format {
    case .text:
      let reports = TextReports(program.style)
      return Answer(
        text: found.map { reports.occurrences($1, of: $0) }.joined(separator: "\n"))
    case .json:
      return Answer(
        text: JSONText.array(
          found.flatMap { address, occurrences in
            occurrences.map { JSONText($0, of: address) }
          }
        ).text)
    }
  }
}
