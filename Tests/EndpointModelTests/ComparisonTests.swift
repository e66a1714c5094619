import EndpointModel
import Testing

/// Two snapshots and what lies between them.
@Suite struct ComparisonTests {
  private func row(_ address: String, _ ports: String?, line: Int) -> Endpoint {
    Endpoint(
      service: "S", address: EndpointAddress(address)!, ports: ports.map { Ports($0)! },
      transport: .tcp, line: line)
  }

  @Test func eachPartTellsTheSameChange() {
    let comparison = Comparison(
      from: Snapshot([row("192.0.2.1", "443", line: 1), row("192.0.2.2", "443", line: 2)]),
      to: Snapshot([row("192.0.2.2", "8443", line: 1), row("192.0.2.3", "443", line: 2)]))
    #expect(comparison.changes.added.map(\.line) == [2])
    #expect(comparison.changes.changed.map(\.fields) == [[.ports]])
    #expect(comparison.addedAddresses.map(\.description) == ["192.0.2.3"])
    #expect(comparison.removedAddresses.map(\.description) == ["192.0.2.1"])
    #expect(comparison.opening == AccessDifference(comparison.access))
    #expect(
      comparison.opening.closed.compactMap { $0.address?.description } == [
        "192.0.2.1", "192.0.2.2",
      ])
    #expect(comparison.meant === comparison && comparison.declaration == nil)
  }

  @Test func aRowThatStaysKeepsTheLineThatItWasReadFrom() {
    let comparison = Comparison(
      from: Snapshot([row("192.0.2.1", "443", line: 1), row("192.0.2.9", "443", line: 5)]),
      to: Snapshot([row("192.0.2.1", "443", line: 8), row("192.0.2.3", "443", line: 9)]))
    #expect(comparison.stored == comparison.new)
    #expect(comparison.stored.endpoints.map(\.line) == [1, 9])
  }

  @Test func whatIsMeantOpensWhatIsNotStated() throws {
    let record = HistoryRecord(time: UTCTime("2026-01-01T00:00:00Z")!, by: nil, note: nil)
    let declaration = Declaration(ports: Ports("443"), transport: nil, record: record)
    let comparison = Comparison(
      from: Snapshot([]), to: Snapshot([row("192.0.2.1", nil, line: 1)]), meant: declaration)
    #expect(comparison.declaration == declaration)
    #expect(comparison.changes.added.map(\.ports) == [nil])
    #expect(comparison.meant.opening.opened.map(\.ports) == [Ports("443")])
    #expect(comparison.opening.opened.map(\.ports) == [nil])
  }
}
