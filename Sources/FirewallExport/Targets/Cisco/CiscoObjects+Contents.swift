import EndpointModel

extension CiscoObjects {
  /// What its objects and groups hold, by kind and name.
  var contents: FirewallContents {
    var out = FirewallContents()
    for (name, members) in networks.contents(\.description) { out.add("network \(name)", members) }
    for (name, members) in services.contents(\.inWords) { out.add("service \(name)", members) }
    for (name, members) in ports.contents(\.description) { out.add("ports \(name)", members) }
    return out
  }

  /// A line of an access list: as it stands, but addresses and ports that stand in it in words of our
  /// own, as devices write `www` for 80.
  ///
  /// - Parameter family: of an access list of IOS; nil if it holds both.
  func inWords(_ line: String, family: IPFamily?) -> String {
    // With groups all is names; and a line that is logged is another than one that is not.
    if line.contains("object") || line.contains(" log") { return line }
    guard let (rule, problems) = try? rule(line, family: family), problems.isEmpty,
      case .permit(let services, let source, let destination) = rule
    else { return line }
    return "permit " + services.map(\.inWords).joined(separator: ", ")
      + " from \(source.inWords) to \(destination.inWords)"
  }
}

extension ReadEnd {
  fileprivate var inWords: String {
    switch self {
    case .anybody(let family): "any" + (family.map { " of IPv\($0.rawValue)" } ?? "")
    case .addresses(let addresses): addresses.map(\.description).joined(separator: ", ")
    }
  }
}
