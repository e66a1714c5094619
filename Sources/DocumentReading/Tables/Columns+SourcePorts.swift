/// Two columns of ports that are called alike, each beside one end of a connection:
/// `Source IP | Port | Destination IP | Port`.
extension Columns {
  /// The ports of the source are not what is opened.
  mutating func leaveSourcePorts() {
    let ports = indices(of: .ports).filter {
      evidence[$0].says(.port) && !evidence[$0].says(.source, .destination, .first, .last)
    }
    let ends = evidence.indices.filter {
      !evidence[$0].says(.port) && evidence[$0].says(.source) != evidence[$0].says(.destination)
    }
    guard ports.count == 2, ends.count == 2,
      ends.contains(where: { evidence[$0].says(.source) }),
      ends.contains(where: { evidence[$0].says(.destination) }),
      evidence[ports[0]].header?.text == evidence[ports[1]].header?.text
    else { return }
    let source = evidence[ends[0]].says(.source) ? 0 : 1
    // Each has its ports right behind it, or each right before it.
    let isBehind = ends[0] < ports[0] && ports[0] < ends[1] && ends[1] < ports[1]
    let isBefore = ports[0] < ends[0] && ends[0] < ports[1] && ports[1] < ends[1]
    // "Source IP | Destination IP | Port | Port": in the same order as the ends.
    let isInOrder = ends[1] < ports[0]
    if isBehind || isBefore || isInOrder {
      roles[ports[source]] = .ignored
      if isInOrder { portsByOrder = ports[source] }
    }
  }

  /// "110 | TCP | 443", without headers: the number of the rule in front of its protocol and ports.
  mutating func leaveRuleNumbers() {
    let ports = indices(of: .ports)
    guard ports.count == 2, ports[0] == 0, evidence[0].header == nil, evidence[0].areSteps,
      evidence[0].saidPorts == 0,
      roles[1..<ports[1]].contains(where: { $0 == .transport || $0 == .direction })
    else { return }
    roles[0] = .ignored
  }

  /// "Host port | Container port", "External port | Internal port": the one that others see is the one
  /// that a firewall allows.
  mutating func leaveInnerPorts() {
    let ports = indices(of: .ports) + indices(of: .portStart) + indices(of: .portEnd)
    guard ports.count > 1 else { return }
    // "Internal firewall | External firewall": each has ports of its own to open.
    if ports.contains(where: { evidence[$0].header?.text.namesFirewall ?? false }) { return }
    let names = ports.map { column in
      Set(evidence[column].header?.tokens.map(\.lower) ?? [])
    }
    let outer = zip(ports, names).filter {
      !$1.isDisjoint(with: SentenceWords.outerPorts)
        && $1.isDisjoint(with: SentenceWords.innerPorts)
    }.map(\.0)
    let inner = zip(ports, names).filter {
      !$1.isDisjoint(with: SentenceWords.innerPorts)
        && $1.isDisjoint(with: SentenceWords.outerPorts)
    }.map(\.0)
    guard !outer.isEmpty, !inner.isEmpty,
      // Where each row fills but one of them, none leads to the other.
      inner.allSatisfy({ evidence[$0].blankCount == 0 })
    else { return }
    for column in inner { roles[column] = .ignored }
    // "Private IP", "Backend pool": where the inner ports are.
    for column in indices(of: .address) {
      let words = Set(evidence[column].header?.tokens.map(\.lower) ?? [])
      if !words.isDisjoint(with: SentenceWords.innerPorts),
        words.isDisjoint(with: SentenceWords.outerPorts)
      {
        roles[column] = .ignored
      }
    }
    for column in outer where roles[column] != .ports { roles[column] = .ports }
    innerPorts = inner
  }

  /// "Before | After", "Old port | New port": what is to be opened is the latter.
  mutating func leaveFormerPorts() {
    let ports = indices(of: .ports)
    guard ports.count > 1 else { return }
    func says(_ column: Int, _ words: Set<String>) -> Bool {
      evidence[column].header?.tokens.contains { words.contains($0.lower) } ?? false
    }
    let former = ports.filter {
      says($0, SentenceWords.before) && !says($0, SentenceWords.new)
    }
    guard !former.isEmpty,
      ports.contains(where: { says($0, SentenceWords.new) && !says($0, SentenceWords.before) })
    else { return }
    for column in former { roles[column] = .ignored }
    formerPorts = former
  }

  /// "Source | IP | Destination | IP": addresses of the two ends, each right behind what names its end.
  mutating func takeEndsByPlace() {
    let addresses = indices(of: .address).filter {
      evidence[$0].addresses > 0 && !evidence[$0].says(.source, .destination)
    }
    guard addresses.count == 2, addresses[0] > 0, addresses[1] > addresses[0] + 1,
      let header = evidence[addresses[0]].header,
      header.text == evidence[addresses[1]].header?.text,
      roles.allSatisfy({ $0 != .source && $0 != .destination })
    else { return }
    func names(_ column: Int, _ end: Concept, _ other: Concept) -> Bool {
      let e = evidence[column - 1]
      return e.says(end) && !e.says(other) && e.addresses == 0 && !e.says(.port)
    }
    let isForth =
      names(addresses[0], .source, .destination) && names(addresses[1], .destination, .source)
    let isBack =
      names(addresses[0], .destination, .source) && names(addresses[1], .source, .destination)
    guard isForth || isBack else { return }
    roles[addresses[isForth ? 0 : 1]] = .source
    roles[addresses[isForth ? 1 : 0]] = .destination
  }
}
