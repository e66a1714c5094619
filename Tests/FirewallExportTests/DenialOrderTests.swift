import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// Lists of rules that permit and deny, made at random, held against what a packet meets that goes through
/// them one by one.
@Suite struct DenialOrderTests {
  /// Of a small world, so that rules overlap.
  private struct Rule {
    let isDenial: Bool
    /// Nil for anybody.
    let block: (first: Int, length: Int)?
    /// `ip` for all.
    let transport: String
    let ports: ClosedRange<Int>?

    init(_ random: inout some RandomNumberGenerator) {
      isDenial = Bool.random(using: &random)
      let size = [1, 2, 4, 8, 16].randomElement(using: &random)!
      block =
        size == 16 && isDenial ? nil : (Int.random(in: 0..<16, using: &random) / size * size, size)
      transport = ["ip", "tcp", "udp", "icmp"].randomElement(using: &random)!
      let low = Int.random(in: 1...4, using: &random)
      ports =
        ["tcp", "udp"].contains(transport) && Bool.random(using: &random)
        ? low...Int.random(in: low...5, using: &random) : nil
    }

    func fits(_ address: Int, _ transport: String, _ port: Int) -> Bool {
      (block.map { ($0.first..<$0.first + $0.length).contains(address) } ?? true)
        && ["ip", transport].contains(self.transport) && (ports?.contains(port) ?? true)
    }

    var asa: String {
      let end = block.map { "198.51.100.\($0.first) 255.255.255.\(256 - $0.length)" } ?? "any"
      return "access-list gatebook extended \(isDenial ? "deny" : "permit") \(transport) any \(end)"
        + (ports.map { " range \($0.lowerBound) \($0.upperBound)" } ?? "") + "\n"
    }

    var iptables: String {
      "-A FORWARD"
        + (block.map { " -d 198.51.100.\($0.first)/\(32 - $0.length.trailingZeroBitCount)" } ?? "")
        + (transport == "ip" ? "" : " -p \(transport)")
        + (ports.map { " -m \(transport) --dport \($0.lowerBound):\($0.upperBound)" } ?? "")
        + " -j \(isDenial ? "DROP" : "ACCEPT")\n"
    }
  }

  private static let packets: [(address: Int, transport: String, port: Int)] =
    (0..<16).flatMap { address in
      (1...6).flatMap { port in [(address, "tcp", port), (address, "udp", port)] }
        + [(address, "icmp", 0), (address, "gre", 0)]
    }

  private static func first(_ rules: [Rule], _ endpoints: [Endpoint]) throws -> String? {
    let access = Access(endpoints)
    for (address, transport, port) in packets {
      let one = Endpoint(
        address: try EndpointAddress(parsing: "198.51.100.\(address)"),
        ports: port == 0 ? .any : try Ports(parsing: "\(port)"),
        transport: try IPProtocol(parsing: transport), direction: .outbound)
      let decides = rules.first { $0.fits(address, transport, port) }
      let isAllowed = Access([one]).subtracting(access).isEmpty
      if isAllowed != (decides.map { !$0.isDenial } ?? false) { return "\(one)" }
    }
    return nil
  }

  @Test func aPacketMeetsTheSame() throws {
    let failure = try firstFailure(seeds: 0..<60) { random in
      let rules = (0..<Int.random(in: 2...7, using: &random)).map { _ in Rule(&random) }
      let asa = rules.map(\.asa).joined()
      let first = try ASA().read(
        "interface GigabitEthernet0/1\n nameif inside\naccess-group gatebook global\n" + asa)
      // Behind a rule that denies everything others are told.
      let closes = rules.contains { $0.isDenial && $0.block == nil && $0.transport == "ip" }
      if !closes, let problem = first.problems.first { return "\(asa) \(problem)" }
      if let packet = try Self.first(rules, first.endpoints) { return "\(asa) \(packet)" }
      let iptables =
        "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n"
        + "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n"
        + rules.map(\.iptables).joined() + "COMMIT\n"
      let second = try IPTables().read(iptables)
      if !closes, let problem = second.problems.first { return "\(iptables) \(problem)" }
      if let packet = try Self.first(rules, second.endpoints) { return "\(iptables) \(packet)" }
      return nil
    }
    #expect(failure == nil)
  }
}
