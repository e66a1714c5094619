import EndpointModel
import TestSupport
import Testing

/// Packed rows against ordinary endpoints, and those against a slow reference.
@Suite struct EndpointsTests {
  private func randomEndpoint(_ random: inout SeededGenerator) -> Endpoint {
    func maybe<T>(_ values: [T]) -> T? { random.oneIn(3) ? nil : random.pick(values) }
    return Endpoint(
      // The same letter, composed in two ways.
      service: maybe(["A", "B", "\u{E9}", "e\u{301}", "A long name of a service"]),
      group: maybe(["Primary", "\u{E9}", "e\u{301}"]),
      address: maybe([
        "10.0.0.1", "10.0.0.2", "10.0.0.0/24", "10.0.0.0-10.0.0.255", "10.0.0.1-10.0.0.9",
        "2001:db8::/32", "2001:db8::1", "2001:db8::1-2001:db8::7", "x.example.com",
        "*.example.com", "any", "<site>.example.com",
      ]).map { EndpointAddress($0)! },
      ports: maybe(["80", "443", "80,443", "any", "customer"]).map { Ports($0)! },
      transport: maybe([.tcp, .udp, .icmp(type: 8)]), direction: maybe(Direction.allCases),
      portRole: random.oneIn(5) ? maybe(PortRole.allCases) : nil,
      examplePorts: random.oneIn(5) ? PortSet("7400") : nil,
      note: maybe(["a", "b"]), line: maybe([1, 2, 99]))
  }

  private func randomEndpoints(_ random: inout SeededGenerator) -> [Endpoint] {
    var out = (0..<Int.random(in: 0...25, using: &random)).map { _ in randomEndpoint(&random) }
    for _ in 0..<5 where !out.isEmpty { out.append(random.pick(out)) }
    return out
  }

  /// What an endpoint is compared by, in its order.
  private struct Reference: Equatable {
    let texts: [[UInt8]]
    let address: EndpointAddress?
    let ports: Ports?

    init(_ endpoint: Endpoint) {
      texts = [
        endpoint.service, endpoint.group, endpoint.transport?.rawValue,
        endpoint.direction?.rawValue, endpoint.portRole?.rawValue,
        endpoint.examplePorts?.description,
      ].map { text in text.map { [1] + Array($0.utf8) } ?? [] }
      address = endpoint.address
      ports = endpoint.ports
    }

    func isBefore(_ other: Reference) -> Bool {
      func order<T: Comparable>(_ a: T?, _ b: T?) -> Bool? {
        if a == b { return nil }
        guard let a, let b else { return a == nil }
        return a < b
      }
      func text(_ place: Int) -> Bool? {
        texts[place] == other.texts[place]
          ? nil : texts[place].lexicographicallyPrecedes(other.texts[place])
      }
      return text(0) ?? text(1) ?? order(address, other.address) ?? text(2)
        ?? order(ports, other.ports) ?? text(3) ?? text(4) ?? text(5) ?? false
    }
  }

  @Test func endpointsAreOrdinaryValues() {
    let failure = firstFailure(seeds: 0..<2_000) { random in
      let (a, b) = (randomEndpoint(&random), randomEndpoint(&random))
      var again = a
      again.note = b.note
      again.line = b.line
      let (x, y) = (Reference(a), Reference(b))
      if a != again || a.hashValue != again.hashValue { return "note or line counts: \(a)" }
      if (a == b) != (x == y) || a == b && a.hashValue != b.hashValue { return "\(a) == \(b)" }
      return (a < b) == x.isBefore(y) ? nil : "\(a) < \(b)"
    }
    #expect(failure == nil)
  }

  @Test func rowsGiveBackWhatTheyWereMadeOf() {
    let failure = firstFailure(seeds: 0..<150) { random in
      let (a, b) = (randomEndpoints(&random), randomEndpoints(&random))
      func isSame(_ endpoints: Endpoints, _ expected: [Endpoint]) -> Bool {
        endpoints == expected && endpoints.map(\.note) == expected.map(\.note)
          && endpoints.map(\.line) == expected.map(\.line)
          && endpoints.map { $0.written?.description } == expected.map { $0.written?.description }
          && endpoints.writtenAddresses.map { $0?.address } == expected.map(\.address)
          && endpoints.ranges == expected.compactMap(\.range)
      }
      let (first, second) = (Endpoints(a), Endpoints(b))
      if !isSame(first, a) { return "\(first), not \(a)" }
      if !isSame(first + second, a + b) { return "\(first + second), not \(a + b)" }
      if (first == second) != (a == b) { return "\(first) == \(second)" }
      // Equal rows with other numbers.
      let other = (second + first).dropFirst(b.count)
      if first != other || first.hashValue != other.hashValue { return "\(first), not \(other)" }
      let some = a.filter { $0.service != nil }
      if !isSame(first.filter { $0.service != nil }, some) { return "some of \(a)" }
      if Set(first.distinctTerms) != Set(a.map(\.terms)) { return "terms of \(a)" }
      return nil
    }
    #expect(failure == nil)
  }

  @Test func aSnapshotIsSortedAsTheReferenceIs() {
    let failure = firstFailure(seeds: 0..<150) { random in
      let endpoints = randomEndpoints(&random)
      var expected: [Endpoint] = []
      for endpoint in endpoints where !expected.contains(endpoint) { expected.append(endpoint) }
      expected.sort { Reference($0).isBefore(Reference($1)) }
      let sorted = Snapshot(endpoints).endpoints
      let isSame = sorted == expected && sorted.map(\.note) == expected.map(\.note)
      return isSame ? nil : "\(sorted), not \(expected)"
    }
    #expect(failure == nil)
  }

  /// What differs does not depend on whether two tables share their texts.
  @Test func vocabulariesMakeNoDifference() throws {
    let failure = try firstFailure(seeds: 0..<50) { random in
      let old = randomEndpoints(&random)
      let kept: [Endpoint] = old.filter { _ in !random.oneIn(3) }
      return try difference(old, kept + randomEndpoints(&random))
    }
    #expect(failure == nil)
  }

  /// What depends on the vocabularies; nil if nothing does.
  private func difference(_ old: [Endpoint], _ new: [Endpoint]) throws -> String? {
    let both = Endpoints(old + new)
    let apart = Comparison(from: Snapshot(old), to: Snapshot(new))
    let together = Comparison(
      from: Snapshot(both.prefix(old.count)), to: Snapshot(both.dropFirst(old.count)))
    let (a, b) = (apart.changes, together.changes)
    if a != b || Array(a.changed) != Array(b.changed) { return "\(a), not \(b)" }
    let (left, come) = (Set(a.removedOrChanged), Set(a.addedOrChanged))
    if left != Set(old).subtracting(new) || come != Set(new).subtracting(old) {
      return "\(a) from \(old) to \(new)"
    }
    if apart.opening != together.opening { return "\(apart.opening)" }
    if apart.addedAddresses != together.addedAddresses
      || apart.removedAddresses != together.removedAddresses
    {
      return "addresses from \(old) to \(new)"
    }
    // A row that stays keeps its note, whichever vocabulary it is in.
    let before = Array(apart.old.endpoints)
    let kept: [String?] = apart.new.endpoints.map { endpoint in
      (before.first { $0 == endpoint } ?? endpoint).note
    }
    for comparison in [apart, together] where comparison.stored.endpoints.map(\.note) != kept {
      return "stored \(comparison.stored), not with \(kept)"
    }
    if try apart.old.applying(b) != apart.new { return "\(b) does not lead to \(new)" }
    let lasting = Snapshot.settled(from: apart.old, [together.new], to: together.new)
    let passing = Snapshot.settled(from: apart.old, [together.old], to: apart.new)
    if lasting != apart.new || passing != apart.old { return "settled from \(old) to \(new)" }
    var addresses: [EndpointAddress?] = []
    a.eachAddress { removed, added in addresses.append((removed.first ?? added.first)?.address) }
    let touched = Set((a.removedOrChanged + a.addedOrChanged).writtenAddresses.map { $0?.address })
    return touched.count == addresses.count && touched == Set(addresses)
      ? nil : "\(addresses) of \(a)"
  }

  @Test func termsCanBeChangedForAllRowsAtOnce() {
    func changed(_ terms: Terms) -> Terms { Terms(ports: terms.ports ?? .any, transport: .tcp) }
    let failure = firstFailure(seeds: 0..<200) { random in
      let endpoints = randomEndpoints(&random)
      let expected = endpoints.map { endpoint in
        var endpoint = endpoint
        endpoint.terms = changed(endpoint.terms)
        return endpoint
      }
      let rows = Endpoints(endpoints).changingTerms(changed)
      return rows == expected && rows.map(\.note) == expected.map(\.note)
        ? nil : "\(rows), not \(expected)"
    }
    #expect(failure == nil)
  }

  /// A folder of documents is stored one after another, each compared with what the last one left.
  @Test func aChainOfTablesKeepsTheTextsOfTheLastOnly() {
    func table(_ number: Int) -> Snapshot {
      Snapshot(
        (0..<100).map { row in
          Endpoint(
            service: row < 10 ? "service \(row) of \(number)" : "S",
            address: EndpointAddress("192.0.2.\(row)"), note: "note \(row) of \(number)")
        })
    }
    var stored = table(0)
    for number in 1..<20 {
      let expected = stored.endpoints.filter { $0.service == "S" }.map(\.note)
      stored = Comparison(from: stored, to: table(number)).stored
      #expect(stored.endpoints.filter { $0.service == "S" }.map(\.note) == expected)
      #expect(stored == table(number))
      #expect(stored.endpoints.vocabulary.notes.count <= 200)
      #expect(stored.endpoints.vocabulary.services.values.count <= 200)
    }
  }

  @Test func textsGoWithTheLastTableThatHasThem() {
    weak var vocabulary: Vocabulary?
    do {
      let table = Endpoints([Endpoint(service: "S", address: .any, note: "a note of its own")])
      vocabulary = table.vocabulary
      #expect(vocabulary != nil)
      #expect(Snapshot(table).endpoints.first?.note == "a note of its own")
    }
    #expect(vocabulary == nil)
  }
}
