import EndpointModel
import TestSupport
import Testing

@Suite struct ChangeSetTests {
  private func randomSnapshot(_ random: inout SeededGenerator) -> Snapshot {
    Snapshot(
      (0..<Int.random(in: 0...14, using: &random)).map { _ in
        Endpoint(
          service: random.oneIn(5) ? nil : random.pick(["A", "B"]),
          group: random.oneIn(2) ? nil : random.pick(["Primary", "Backup"]),
          address: random.oneIn(6)
            ? nil
            : EndpointAddress(
              random.pick([
                "10.0.0.1", "10.0.0.2", "10.0.0.0/24", "10.0.0.0-10.0.0.255", "x.example.com",
              ]))!,
          ports: random.oneIn(4) ? nil : Ports(random.pick(["80", "443", "any", "customer"]))!,
          transport: random.oneIn(3) ? nil : random.pick([.tcp, .udp]),
          direction: random.oneIn(2) ? nil : .outbound,
          examplePorts: random.oneIn(6) ? PortSet("7400") : nil,
          line: Int.random(in: 1...99, using: &random))
      })
  }

  @Test func appliedAndInvertedItLeadsThereAndBack() throws {
    let failure = try firstFailure(seeds: 0..<250) { random in
      let old = randomSnapshot(&random)
      let new = randomSnapshot(&random)
      let changes = ChangeSet(from: old, to: new)
      if try old.applying(changes) != new { return "from \(old)\nto \(new)\ngave \(changes)" }
      if try new.applying(changes.inverted) != old { return "back from \(new)\nto \(old)" }
      if changes.isEmpty != (old == new) { return "emptiness of \(changes)" }
      if changes.inverted.inverted != changes { return "twice inverted \(changes)" }
      for change in changes.changed {
        if change.before.address != change.after.address
          || change.before.service != change.after.service || change.fields.isEmpty
        {
          return "no change in place: \(change)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  /// Nothing is left on both sides that could have been a change in place.
  @Test func everyPairIsFound() {
    struct Place: Hashable {
      let service: String?
      let address: EndpointAddress?
    }
    let failure = firstFailure(seeds: 0..<250) { random in
      let changes = ChangeSet(from: randomSnapshot(&random), to: randomSnapshot(&random))
      let left = Set(changes.removed.map { Place(service: $0.service, address: $0.address) })
      let right = Set(changes.added.map { Place(service: $0.service, address: $0.address) })
      let common = left.intersection(right).filter { $0.service != nil || $0.address != nil }
      return common.isEmpty ? nil : "\(common) in \(changes)"
    }
    #expect(failure == nil)
  }

  private func row(_ group: String?, _ address: String, _ ports: String, line: Int = 1) -> Endpoint
  {
    Endpoint(
      service: "S", group: group, address: EndpointAddress(address)!, ports: Ports(ports)!,
      transport: .tcp, line: line)
  }

  @Test func layoutIsNoChange() {
    let old = Snapshot([row(nil, "10.0.0.1", "80"), row(nil, "10.0.0.0/24", "80,81", line: 2)])
    let new = Snapshot([
      row(nil, "10.0.0.0-10.0.0.255", "80-81", line: 8), row(nil, "10.0.0.1/32", "80", line: 9),
      row(nil, "10.0.0.1", "80", line: 10),
    ])
    #expect(old == new)
    #expect(ChangeSet(from: old, to: new).isEmpty)
  }

  @Test func theNearestRowsArePaired() {
    let old = Snapshot([row("Primary", "10.0.0.1", "80"), row("Backup", "10.0.0.1", "443")])
    let new = Snapshot([row("Primary", "10.0.0.1", "8080"), row("Backup", "10.0.0.1", "8443")])
    let changes = ChangeSet(from: old, to: new)
    #expect(changes.added.isEmpty && changes.removed.isEmpty)
    #expect(
      changes.changed.map { "\($0.before.ports!)→\($0.after.ports!)" } == ["443→8443", "80→8080"])
    #expect(changes.changed.allSatisfy { $0.fields == [.ports] })
  }

  @Test func rowsOfOneAddressAreAllKept() {
    let both = Snapshot([row(nil, "10.0.0.1", "80"), row(nil, "10.0.0.1", "443")])
    #expect(both.endpoints.count == 2)
    #expect(ChangeSet(from: both, to: Snapshot([row(nil, "10.0.0.1", "80")])).removed.count == 1)
  }

  @Test func aChangeSetThatDoesNotFitIsRefused() {
    let one = Snapshot([row(nil, "10.0.0.1", "80")])
    let none = Snapshot([])
    #expect(throws: ChangeSetMismatch.missing(one.endpoints[0])) {
      try none.applying(ChangeSet(from: one, to: none))
    }
    #expect(throws: ChangeSetMismatch.alreadyPresent(one.endpoints[0])) {
      try one.applying(ChangeSet(from: none, to: one))
    }
  }
}
