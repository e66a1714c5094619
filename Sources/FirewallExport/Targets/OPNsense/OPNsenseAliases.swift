import EndpointModel

/// The aliases of a `config.xml`: of addresses, names, networks and ports, which may hold each other.
/// Those that are filled from elsewhere hold nothing that the text tells.
struct OPNsenseAliases {
  private struct Alias {
    let members: [String]
    /// Why its content is not known; nil if it is.
    let problem: String?
    let isOfPorts: Bool
  }

  private var all: [String: Alias] = [:]
  private let tables: OPNsenseTables

  /// - Parameters:
  ///   - root: the element `pfsense` or `opnsense`.
  ///   - tables: what tables of pf hold, by the names of the aliases that fill them.
  init(_ root: ConfigurationXML, tables: OPNsenseTables) {
    self.tables = tables
    for alias in root.elements(at: "aliases", "alias") {
      take(alias, content: alias.value("address"))
    }
    for alias in root.elements(at: "OPNsense", "Firewall", "Alias", "aliases", "alias") {
      take(alias, content: alias.value("content"))
    }
  }

  private mutating func take(_ alias: ConfigurationXML, content: String?) {
    guard let name = alias.value("name") else { return }
    let type = alias.value("type") ?? "host"
    // What the device has in its table is what counts, wherever it comes from.
    if let entries = tables.entries[name], type != "port" {
      all[name] = Alias(members: entries, problem: nil, isOfPorts: false)
      return
    }
    var problem: String?
    if alias.has("enabled"), !alias.isSet("enabled") {
      problem = "the alias \(name.quoted) is switched off"
    } else if !["host", "network", "port", "networkgroup"].contains(type) {
      problem =
        "the alias \(name.quoted) is filled from elsewhere (\(type.quoted)): what it holds is not told; "
        + "put \"# table \(name)\" and what pfctl -t \(name) -T show prints behind the text"
    }
    all[name] = Alias(
      members: (content ?? "").split { $0 == "," || $0.isWhitespace }.map { String($0) },
      problem: problem, isOfPorts: type == "port")
  }

  func has(_ name: String) -> Bool { all[name] != nil }

  /// The entries of an alias and of those within it.
  private func entries(_ name: String, ports: Bool) throws(OPNsenseProblem) -> [String] {
    let names = GroupMembers.all(within: [name]) { all[$0]?.members }
    for name in names {
      guard let alias = all[name] else { continue }
      if let problem = alias.problem { throw OPNsenseProblem(problem) }
      guard alias.isOfPorts == ports else {
        throw OPNsenseProblem(
          "the alias \(name.quoted) holds \(alias.isOfPorts ? "ports" : "no ports")")
      }
    }
    let entries = names.filter { all[$0] == nil }
    if entries.isEmpty { throw OPNsenseProblem("the alias \(name.quoted) is empty") }
    return entries
  }

  /// What an alias of addresses holds.
  func addresses(_ name: String) throws(OPNsenseProblem) -> [EndpointAddress] {
    var out: [EndpointAddress] = []
    for entry in try entries(name, ports: false) {
      guard let address = Self.address(entry) else {
        throw OPNsenseProblem(
          "of the alias \(name.quoted), \(entry.quoted) is not understood")
      }
      out.append(address)
    }
    return out
  }

  /// An address, a block, a range or a host name. What takes away (`!192.0.2.1`), and what follows a
  /// slash with dots in it, a wildcard, is none.
  private static func address(_ text: String) -> EndpointAddress? {
    if text.contains("/") {
      guard text.split(separator: "/").last?.contains(".") == false else { return nil }
      return EndpointAddress.enclosing(text)
    }
    switch EndpointAddress(text) {
    case .block(let block)?: return .block(block)
    case .range(let range)?: return .range(range)
    case .host(let host)? where text.contains("."): return .host(host)
    default: return nil
    }
  }

  /// What an alias of ports holds.
  func ports(_ name: String) throws(OPNsenseProblem) -> PortSet {
    var ranges: [ClosedRange<UInt16>] = []
    for entry in try entries(name, ports: true) {
      guard let range = Self.range(entry) else {
        throw OPNsenseProblem("of the alias \(name.quoted), \(entry.quoted) is not understood")
      }
      ranges.append(range)
    }
    guard let set = PortSet(ranges) else { throw OPNsenseProblem("its ports are not understood") }
    return set
  }

  /// `443`, `https`, `5060-5069`, and `5060:5069` as aliases have it.
  static func range(_ text: String) -> ClosedRange<UInt16>? {
    NetfilterNames.portRange(text, between: text.contains(":") ? ":" : "-")
  }
}

/// Why a rule of a `config.xml` is not understood: the end of a sentence that begins with its place.
struct OPNsenseProblem: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
