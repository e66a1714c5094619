import EndpointModel
import TestSupport
import Testing

@Suite struct SnapshotTests {
  private func randomEndpoints(_ random: inout SeededGenerator) -> [Endpoint] {
    (0..<Int.random(in: 0...30, using: &random)).map { _ in
      Endpoint(
        service: random.oneIn(5) ? nil : random.pick(["A", "B", "Ä"]),
        group: random.oneIn(2) ? nil : random.pick(["Primary", "Backup"]),
        written: random.oneIn(6)
          ? nil
          : WrittenAddress(
            random.pick([
              "10.0.0.1", "10.0.0.2", "10.0.0.0/24", "10.0.0.0-10.0.0.255", "10.0.0.1-10.0.0.9",
              "2001:db8::/32", "2001:db8::1", "x.example.com", "*.example.com", "any",
            ]))!,
        ports: random.oneIn(4) ? nil : Ports(random.pick(["80", "443", "any"]))!,
        line: Int.random(in: 1...99, using: &random))
    }
  }

  /// Those that come by their addresses, as they are stored, take another way than others.
  @Test(arguments: [false, true])
  func endpointsAreAscendingAndTheFirstOfEqualOnesStays(byAddress: Bool) {
    let failure = firstFailure(seeds: 0..<200) { random in
      var endpoints = randomEndpoints(&random)
      if byAddress { endpoints = Array(AddressOrder.sorted(Endpoints(endpoints))) }
      var expected: [Endpoint] = []
      for endpoint in endpoints.sorted() where endpoint != expected.last {
        expected.append(endpoint)
      }
      let snapshot = Snapshot(endpoints)
      guard snapshot.endpoints == expected else { return "\(snapshot.endpoints), not \(expected)" }
      return snapshot.endpoints.map(\.line) == expected.map(\.line) ? nil : "lines of \(expected)"
    }
    #expect(failure == nil)
  }
}
