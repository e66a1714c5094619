import EndpointModel

/// Rules of the rulebase `nat`. Security rules are asked for the addresses before them, and packets go
/// to those behind them ("NAT Policy Rules").
extension PANOSConfiguration {
  /// - Parameter words: what follows `rulebase nat rules`.
  mutating func take(nat words: ArraySlice<String>, _ command: PANOSCommand) {
    guard let name = words.first else { return }
    let rest = Array(words.dropFirst())
    switch command.verb {
    case .set: translations[name, default: Entry()].commands.append((rest, command.line))
    case .delete:
      if rest.isEmpty { translations[name] = nil } else { _ = translations[name]?.delete(rest) }
    case .move: break
    }
  }

  /// Those of what comes from the inside zone.
  func rewrites(inside: String) -> [DestinationRewrite] {
    translations.sorted { $0.value.line < $1.value.line }.compactMap { name, entry in
      if entry.values("disabled").last == "yes" { return nil }
      if let reverse = reverse(name, entry) { return reverse }
      let zones = entry.values("from")
      if !zones.isEmpty, !zones.contains(inside), !zones.contains("any") { return nil }
      let words = entry.commands.flatMap(\.words)
      guard let change = words.lastIndex(where: { $0.hasSuffix("destination-translation") }) else {
        return nil
      }
      let target = words[change...].firstIndex(of: "translated-address").flatMap {
        words.dropFirst($0 + 1).first
      }
      let service = traffic(ofServices: entry.values("service"))
      return DestinationRewrite(
        "line \(entry.line): the rule \(name.quoted) of the rulebase nat",
        before: ranges(entry.values("destination")), after: target.flatMap { ranges([$0]) },
        service?.transport ?? .any, service?.ports)
    }
  }

  /// Of a translation of senders that holds both ways: who goes to its address comes to the sender.
  private func reverse(_ name: String, _ entry: Entry) -> DestinationRewrite? {
    let words = entry.commands.filter { $0.words.first == "source-translation" }.flatMap(\.words)
    guard let both = words.lastIndex(of: "bi-directional"),
      words.dropFirst(both + 1).first == "yes",
      let place = words.firstIndex(of: "translated-address"),
      let address = words.dropFirst(place + 1).first
    else { return nil }
    return DestinationRewrite(
      "line \(entry.line): the rule \(name.quoted) of the rulebase nat", before: ranges([address]),
      after: ranges(entry.values("source")))
  }

  /// Nil for all, or where one of the names is not understood.
  private func ranges(_ names: [String]) -> [AddressRange]? {
    let leaves = GroupMembers.leaves(names) { name in
      entry(.addressGroup, name).flatMap { $0.values("static").isEmpty ? nil : $0.values("static") }
    }
    let found = leaves.map { name -> AddressRange? in
      (entry(.address, name)?.address ?? EndpointAddress.enclosing(name))?.range
        ?? AddressRange(name)
    }
    return found.isEmpty || found.contains { $0 == nil } ? nil : found.compactMap { $0 }
  }

  /// Nil for every port, and for what is not one protocol.
  private func traffic(ofServices names: [String]) -> ReadTraffic? {
    guard names.count == 1,
      let known = entry(.service, names[0])?.service ?? PANOSNames.services[names[0]],
      known.count == 1
    else { return nil }
    return known[0]
  }
}
