import DocumentReading
import EndpointModel

/// Readings in short, for tests: one text an endpoint, `-` for what is not stated.
enum ReadingLines {
  static func read(_ text: String, _ name: String) throws -> Reading {
    try DocumentReader.read(Document(bytes: Array(text.utf8), source: name))
  }

  /// Service, group, address, protocol, ports, direction.
  static func lines(_ reading: Reading) -> [String] {
    reading.endpoints.map { endpoint in
      [
        endpoint.service, endpoint.group, endpoint.written?.description,
        endpoint.transport?.rawValue, endpoint.ports?.description, endpoint.direction?.rawValue,
      ].map { $0 ?? "-" }.joined(separator: " | ")
    }
  }

  static func lines(_ text: String, _ name: String) throws -> [String] {
    lines(try read(text, name))
  }

  /// Address, protocol and ports.
  static func rules(_ reading: Reading) -> [String] {
    lines(reading).map {
      $0.split(separator: " | ").dropFirst(2).prefix(3).joined(separator: " ")
    }
  }

  /// The codes of the findings that are more than notes.
  static func warnings(_ reading: Reading) -> [String] {
    reading.findings.filter { $0.severity != .note }.map(\.code)
  }

  static func rules(_ text: String, _ name: String) throws -> [String] {
    rules(try read(text, name))
  }
}

extension ReadingLines {
  /// The ports without an address that are read of a text, beside another rule, whose presence must change nothing.
  static func portsBesideARule(_ body: String) throws -> Set<String> {
    let page = "# Firewall\n\nOpen TCP 25 to z.example.\n\n\(body)\n"
    let read = try read(page, "page.md").endpoints
    return Set(read.filter { $0.address == nil }.compactMap { $0.ports?.description })
  }

  /// Address, protocol and ports of what is read of a text, beside another rule, whose presence must change nothing.
  static func rulesBesideARule(_ body: String) throws -> [String] {
    try rules("# Firewall\n\nOpen TCP 25 to z.example.\n\n\(body)\n", "page.md")
      .filter { $0 != "z.example tcp 25" }
  }
}
