import EndpointModel

/// Data shown in a listing: JSON, YAML, XML and HCL within a page.
extension Interpreter {
  /// Reads data in a listing: JSON whose lists contain only addresses, as in a vendor's own response; and
  /// rules for firewalls, by the words above them or by their own keys. False if it is nothing of the kind.
  mutating func readData(_ lines: [SourceLine], _ state: inout State) -> Bool {
    guard lines.count <= 5000, let root = DataNode(listing: lines) else { return false }
    let first = lines.first { !$0.isBlank }!
    let reading = DataReading(root)
    guard !reading.endpoints.isEmpty else { return false }
    let scope = state.inner
    let isListOfAddresses = root.isFromJSON(lines) && reading.tables.isEmpty
    let remarks = lines.prefix(while: { $0.isBlank || $0.isRemark }).compactMap(\.remark)
    guard isListOfAddresses || ordersListedData(root, remarks, state) else {
      guard root.isFromJSON(lines) else { return false }
      findings.add(
        .note, "address-in-prose", first,
        "data in a listing may be an example, not an endpoint")
      leaveOut(lines)
      return true
    }
    if scope.isTakenBack {
      noteTakenBack(line: first.number, scope.names.last)
      leaveOut(lines, scope)
      return true
    }
    for finding in reading.findings.all { findings.add(finding) }
    let before = gathered.batches.count
    add(reading.endpoints, state.section, first.number)
    gathered.markListing(from: before)
    return true
  }

  /// Whether the words above a listing, its first remarks or its keys say that a firewall lets through what it
  /// holds.
  private func ordersListedData(_ root: DataNode, _ remarks: [String], _ state: State) -> Bool {
    let scope = state.inner
    let around =
      [state.introduction, state.statement?.line.text, state.labels.last, scope.names.last]
      .compactMap { $0 } + remarks
    let facts = around.map { TextFacts($0, line: 1) }
    if facts.contains(where: { $0.concepts.contains(.example) || $0.text.isQuestion }) {
      return false
    }
    if scope.ordersPorts || scope.namesAddresses { return true }
    return root.isOfFirewall
      || facts.contains { $0.text.namesFirewall && ($0.concepts.containsAny(of: .allow, .need)) }
  }
}

extension DataNode {
  fileprivate func isFromJSON(_ lines: [SourceLine]) -> Bool {
    lines.first { !$0.isBlank }.map { "{[".contains($0.text.trimmed.first!) } ?? false
  }

  /// `firewall_allowed_tcp_ports`, `allowedEgress`, `targetFqdns`: whether a key of it is one of firewalls' rules.
  fileprivate var isOfFirewall: Bool {
    switch content {
    case .object(let members):
      members.contains { key, node in
        let words = key.separatedWords.lowercased().split(separator: " ")
        let isRule =
          key.asKey.namesFirewall
          || words.contains { Self.ofRules.contains($0) }
            && !words.contains { Self.ofWebsites.contains($0) }
          || words == ["target", "fqdns"] || words == ["to", "fqdns"]
        return isRule && node.scalar == nil || node.isOfFirewall
      }
    case .list(let elements): elements.contains(where: \.isOfFirewall)
    default: false
    }
  }

  private static let ofRules: Set<Substring> = ["allowed", "permitted", "allow", "egress"]
  /// What is allowed to browsers and users.
  private static let ofWebsites: Set<Substring> = [
    "methods", "origins", "origin", "headers", "users",
  ]
}
