import EndpointModel
import TestSupport
import Testing

/// Access against a slow reference: the set of all single packets of a small world.
@Suite struct AccessTests {
  /// One kind of packet to one of the world's addresses.
  private struct Packet: Hashable {
    let address: String
    let transport: String
    let port: Int  // 0: the protocol has none; -1: the customer's own; -2: not stated
    let inbound: Bool
  }

  // The world: eight IPv4 addresses, one IPv6 address, two names; ports 1 to 5
  // stand for all of them, with 65535 as the far end.
  private static let v4 = (0..<8).map { "10.0.0.\($0)" }
  private static let sampleAddresses = v4 + ["2001:db8::1", "a.example.com", "b.example.com"]
  private static let samplePorts = [1, 2, 3, 4, 5, 65535]

  private func packets(_ endpoint: Endpoint) -> Set<Packet> {
    packets(
      address: endpoint.address, ports: endpoint.ports,
      transports: transports(endpoint.transport?.rawValue ?? "unstated"),
      direction: endpoint.direction ?? .outbound)
  }

  private func packets(_ entry: AccessEntry) -> Set<Packet> {
    packets(
      address: entry.address, ports: entry.ports,
      transports: transports(entry.transport.description),
      direction: entry.direction)
  }

  private static let ported = ["tcp", "udp", "sctp", "unstated"]
  /// These stand for all protocols without ports.
  private static let portless = ["icmp/0", "icmp/8", "esp", "89"]

  private func transports(_ word: String) -> [String] {
    switch word {
    case "any": ["tcp", "udp", "sctp"] + Self.portless
    case "other": ["esp", "89"]
    case "icmp": ["icmp/0", "icmp/8"]
    case "tcp+udp": ["tcp", "udp"]
    case _ where word.contains(",") || word.contains("-"):
      Self.portless.filter { name in
        let number: UInt8
        switch IPProtocol(name) {
        case .number(let found)? where !word.hasPrefix("icmp/"): number = found
        case .icmp(let found?)? where word.hasPrefix("icmp/"): number = found
        default: return false
        }
        return word.trimmingPrefix("icmp/").split(separator: ",").contains { part in
          let ends = part.split(separator: "-").compactMap { UInt8($0) }
          return ends.first! <= number && number <= ends.last!
        }
      }
    default: [word]
    }
  }

  private func packets(
    address: EndpointAddress?, ports: Ports?, transports: [String], direction: Direction
  ) -> Set<Packet> {
    let addresses = (Self.sampleAddresses + ["(none)"]).filter { sample in
      guard let address else { return sample == "(none)" }
      if sample == "(none)" { return false }
      switch address {
      case .any: return true
      case .pattern(let pattern): return pattern.text == "*" && IPAddress(sample) == nil
      case .host(let name): return name.text == sample
      case .block, .range:
        return IPAddress(sample).map { address.range!.contains(AddressRange($0, $0)!) } ?? false
      case .placeholder: return false
      }
    }
    var out = Set<Packet>()
    for address in addresses {
      for transport in transports {
        let points: [Int]
        if !Self.ported.contains(transport) {
          // Ports beside a protocol without any say nothing; beside any protocol, they are
          // of those that have them.
          points = ports == .any || !transports.contains("tcp") ? [0] : []
        } else {
          switch ports {
          case nil: points = [-2]
          case .any?: points = Self.samplePorts
          case .customer?: points = [-1]
          case .numbers(let set)?: points = Self.samplePorts.filter { set.contains(UInt16($0)) }
          }
        }
        for point in points {
          for inbound in [false, true]
          where direction == .both || inbound == (direction == .inbound) {
            out.insert(
              Packet(address: address, transport: transport, port: point, inbound: inbound))
          }
        }
      }
    }
    return out
  }

  private static let protocols: [IPProtocol] = [
    .tcp, .udp, .tcpAndUDP, .sctp, .icmp, .icmp(type: 8), .esp, .number(89), .any,
  ]

  private func randomEndpoint(_ random: inout SeededGenerator) -> Endpoint {
    let addresses = [
      "10.0.0.0/29", "10.0.0.0/30", "10.0.0.4/31", "10.0.0.1", "10.0.0.2", "10.0.0.7",
      "10.0.0.1-10.0.0.6", "0.0.0.0/0", "2001:db8::/64", "2001:db8::1", "a.example.com",
      "b.example.com", "any",
    ]
    let ports: [Ports?] =
      [nil, .any, .customer, .numbers(.all)]
      + ["1", "2-3", "1,3,5", "2-4", "65535", "1-4"].map { Ports($0)! }
    return Endpoint(
      service: random.pick(["S", "T"]),
      address: random.oneIn(9) ? nil : EndpointAddress(random.pick(addresses))!,
      ports: random.pick(ports),
      transport: random.oneIn(4) ? nil : random.pick(Self.protocols),
      direction: random.oneIn(3) ? nil : random.pick(Direction.allCases))
  }

  @Test func differenceAgreesWithSinglePackets() {
    let failure = firstFailure(seeds: 0..<120) { random in
      let old = (0..<Int.random(in: 0...5, using: &random)).map { _ in randomEndpoint(&random) }
      let new = (0..<Int.random(in: 0...5, using: &random)).map { _ in randomEndpoint(&random) }
      let difference = AccessDifference(from: Snapshot(old), to: Snapshot(new))
      let before = old.reduce(into: Set<Packet>()) { $0.formUnion(packets($1)) }
      let after = new.reduce(into: Set<Packet>()) { $0.formUnion(packets($1)) }
      let opened = difference.opened.reduce(into: Set<Packet>()) { $0.formUnion(packets($1)) }
      let closed = difference.closed.reduce(into: Set<Packet>()) { $0.formUnion(packets($1)) }
      func agree(_ got: Set<Packet>, _ wanted: Set<Packet>, _ still: Set<Packet>) -> Bool {
        // `*` speaks of names in general: a name that has rows of its own on the
        // other side may still be allowed.
        got.filter { IPAddress($0.address) != nil || !still.contains($0) } == wanted
      }
      if !agree(opened, after.subtracting(before), before)
        || !agree(closed, before.subtracting(after), after)
      {
        return "old \(old)\nnew \(new)\nopened \(lines(difference.opened))\nclosed "
          + "\(lines(difference.closed))\nopened wrongly "
          + "\(opened.symmetricDifference(after.subtracting(before)))\nclosed wrongly "
          + "\(closed.symmetricDifference(before.subtracting(after)))"
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test func accessOfOneSnapshotAgreesWithSinglePackets() {
    let failure = firstFailure(seeds: 0..<120) { random in
      let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in randomEndpoint(&random) }
      let entries = Access(rows).entries
      let wanted = rows.reduce(into: Set<Packet>()) { $0.formUnion(packets($1)) }
      let got = entries.reduce(into: Set<Packet>()) { $0.formUnion(packets($1)) }
      if wanted != got { return "rows \(rows)\nentries \(entries)" }
      // No packet in two entries.
      let sum = entries.reduce(0) { $0 + packets($1).count }
      return sum == got.count ? nil : "entries of \(rows) overlap: \(lines(entries))"
    }
    #expect(failure == nil)
  }

  private func lines(_ entries: AccessEntries) -> [String] {
    entries.map {
      "\($0.address?.description ?? "-") \($0.transport) \($0.ports?.description ?? "unstated") "
        + "\($0.direction)"
    }
  }

  private func row(
    _ address: String, _ ports: String? = nil, _ transport: IPProtocol? = nil,
    _ direction: Direction? = nil
  ) -> Endpoint {
    Endpoint(
      address: EndpointAddress(address)!, ports: ports.map { Ports($0)! }, transport: transport,
      direction: direction)
  }

  private func difference(_ old: [Endpoint], _ new: [Endpoint]) -> AccessDifference {
    AccessDifference(from: Snapshot(old), to: Snapshot(new))
  }

  @Test func splittingABlockOpensAndClosesNothing() {
    let whole = [row("10.0.0.0/23", "443", .tcp)]
    let halves = [row("10.0.0.0/24", "443", .tcp), row("10.0.1.0-10.0.1.255", "443", .tcp)]
    #expect(difference(whole, halves).isEmpty)
    #expect(difference(halves, whole).isEmpty)
  }

  @Test func aServiceThatKeepsAnAddressOpenClosesNothing() {
    var moved = row("192.0.2.1", "443", .tcp)
    moved.service = "Other"
    #expect(difference([row("192.0.2.1", "443", .tcp)], [moved]).isEmpty)
  }

  @Test func whatIsNotStatedIsAValueOfItsOwn() {
    #expect(
      lines(difference([], [row("192.0.2.1")]).opened) == [
        "192.0.2.1 unstated unstated outbound"
      ])
    #expect(
      lines(difference([], [row("192.0.2.1", "443")]).opened) == [
        "192.0.2.1 unstated 443 outbound"
      ])
    #expect(
      lines(difference([], [row("192.0.2.1", nil, .tcp)]).opened) == [
        "192.0.2.1 tcp unstated outbound"
      ])
    // A port column that vanished opens no port: what was open closes.
    let lost = difference([row("192.0.2.1", "443", .tcp)], [row("192.0.2.1", nil, .tcp)])
    #expect(lines(lost.opened) == ["192.0.2.1 tcp unstated outbound"])
    #expect(lines(lost.closed) == ["192.0.2.1 tcp 443 outbound"])
    // Neither does any cover it, nor it any.
    let any = difference([row("192.0.2.1")], [row("192.0.2.1", "any", .any)])
    #expect(lines(any.opened) == ["192.0.2.1 any any outbound"])
    #expect(lines(any.closed) == ["192.0.2.1 unstated unstated outbound"])
  }

  @Test func everyProtocolHasAPlace() {
    // ICMP has no port 443: of any protocol, those that have ports are opened there.
    #expect(
      lines(
        difference([row("192.0.2.1", "443", .tcpAndUDP)], [row("192.0.2.1", "443", .any)]).opened)
        == ["192.0.2.1 sctp 443 outbound"])
    #expect(
      lines(Access([row("192.0.2.1", nil, .esp), row("192.0.2.1", nil, .icmp(type: 8))]).entries)
        == ["192.0.2.1 esp any outbound", "192.0.2.1 icmp/8 any outbound"])
    let narrowed = difference(
      [row("192.0.2.1", "any", .any)],
      [row("192.0.2.1", "any", .tcpAndUDP), row("192.0.2.1", nil, .esp)])
    #expect(narrowed.opened.isEmpty)
    #expect(
      lines(narrowed.closed) == [
        "192.0.2.1 0,2-5,7-16,18-49,51-131,133-255 any outbound", "192.0.2.1 icmp any outbound",
        "192.0.2.1 sctp any outbound",
      ])
    #expect(
      lines(difference([row("192.0.2.1", "any", .any)], [row("192.0.2.1", "any", .tcp)]).closed)
        == [
          "192.0.2.1 icmp any outbound", "192.0.2.1 other any outbound",
          "192.0.2.1 sctp any outbound", "192.0.2.1 udp any outbound",
        ])
  }

  @Test func fewestEntries() {
    // By address: one line for each address with all its ports.
    #expect(
      lines(Access([row("10.0.0.1", "80", .tcp), row("10.0.0.1", "443", .tcp)]).entries)
        == ["10.0.0.1 tcp 80,443 outbound"])
    // By port: the hole that one address would tear into a /8 is not cut.
    #expect(
      lines(
        Access([row("0.0.0.0/0", "any", .tcp), row("10.0.0.1-10.0.0.6", "1", .tcpAndUDP)]).entries)
        == [
          "0.0.0.0/0 tcp any outbound", "10.0.0.1 udp 1 outbound", "10.0.0.2/31 udp 1 outbound",
          "10.0.0.4/31 udp 1 outbound", "10.0.0.6 udp 1 outbound",
        ])
    #expect(
      lines(Access([row("10.0.0.0/8", "80", .tcp), row("10.1.2.3", "443", .tcp)]).entries)
        == ["10.0.0.0/8 tcp 80 outbound", "10.1.2.3 tcp 443 outbound"])
    // By port, and not naming `any`: TCP goes through where UDP was open before.
    #expect(
      lines(
        difference(
          [row("10.0.1.0/24", "5060", .udp), row("10.0.3.0/24", "5060", .udp)],
          [row("10.0.0.0/22", "5060", .any)]
        ).opened)
        == [
          "10.0.0.0/22 sctp 5060 outbound", "10.0.0.0/22 tcp 5060 outbound",
          "10.0.0.0/24 udp 5060 outbound", "10.0.2.0/24 udp 5060 outbound",
        ])
    // Both protocols and both directions in one line where they agree.
    #expect(
      lines(
        Access([
          row("10.0.0.1", "5060", .udp, .inbound), row("10.0.0.1", "5060", .tcp, .inbound),
          row("10.0.0.1", "5060", .tcpAndUDP, .outbound),
        ]).entries) == ["10.0.0.1 tcp+udp 5060 both"])
    // Neighbouring blocks fuse.
    #expect(
      lines(Access([row("10.0.0.0/25", "80", .tcp), row("10.0.0.128/25", "80", .tcp)]).entries)
        == ["10.0.0.0/24 tcp 80 outbound"])
  }

  @Test func customerPortsAreAValueOfTheirOwn() {
    let documented = difference(
      [row("10.0.0.1", "customer", .tcp)], [row("10.0.0.1", "7400", .tcp)])
    #expect(lines(documented.opened) == ["10.0.0.1 tcp 7400 outbound"])
    #expect(lines(documented.closed) == ["10.0.0.1 tcp customer outbound"])
  }

  @Test func anyIsEveryAddressAndEveryName() {
    #expect(lines(Access([row("any", "53", .udp)]).entries) == ["any udp 53 outbound"])
    let narrowed = difference(
      [row("any", "53", .udp)], [row("0.0.0.0/0", "53", .udp), row("a.example.com", "53", .udp)])
    #expect(narrowed.opened.isEmpty)
    #expect(lines(narrowed.closed) == ["::/0 udp 53 outbound", "* udp 53 outbound"])
  }
}
