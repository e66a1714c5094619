import EndpointModel
import InventoryModel
import TestSupport
import Testing

@testable import FirewallExport

@Suite struct AerleonTests {
  private let sut: Aerleon

  init() throws { sut = try Aerleon() }

  private func policy(_ rows: [(String, String, String, Direction?)]) -> FirewallPolicy {
    FirewallPolicy(
      rows.map { address, ports, transport, direction in
        FirewallRule(
          Endpoint(
            address: EndpointAddress(address)!, ports: Ports(ports)!,
            transport: IPProtocol(transport)!, direction: direction),
          for: FirewallAllowance("eschat/canada-aws-02")!)
      })
  }

  // MARK: Platforms and limits

  @Test(arguments: ["juniper", "cisco", "srx", "iptables"])
  func whatIsWrittenForOtherPlatformsIsReadBack(_ platform: String) throws {
    let sut = try Aerleon(["platform": platform, "options": "gatebook.mixed"])
    let failure = try firstFailure(seeds: 0..<6) { random in
      let plan = sut.plan(SamplePolicies.random(&random))
      let reading = try sut.read(sut.whole(plan))
      if !reading.problems.isEmpty { return "\(reading.problems)" }
      let difference = AccessDifference(
        from: Snapshot(plan.endpoints), to: Snapshot(reading.endpoints))
      return difference.isEmpty ? nil : "\(difference)"
    }
    #expect(failure == nil)
  }

  @Test func onlyOnePlatformKnowsNames() throws {
    let rows = policy([("portal.example.com", "443", "tcp", nil)])
    #expect(sut.plan(rows).notExpressed.map(\.reason) == [.name])
    let srx = try Aerleon([
      "platform": "srx", "options": "from-zone.trust.to-zone.untrust", "directions": "outbound",
    ])
    let text = srx.whole(srx.plan(rows))
    #expect(text.contains("srx: \"from-zone trust to-zone untrust\""))
    #expect(try srx.read(text).lines == ["portal.example.com tcp 443 outbound"])
  }

  @Test func typesAndProtocolsWithoutANameAreNotExpressed() throws {
    let rows = policy([
      ("192.0.2.1", "any", "icmp/8", nil), ("192.0.2.1", "any", "icmp/200", nil),
      ("192.0.2.1", "any", "33", nil), ("192.0.2.1", "any", "89", nil),
    ])
    #expect(sut.plan(rows).permits.map(\.traffic.description) == ["out 89"])
    let juniper = try Aerleon(["platform": "juniper", "options": "x.mixed"])
    #expect(
      juniper.plan(rows).permits.map(\.traffic.description) == ["out 89", "out icmp/8"])
    #expect(juniper.whole(juniper.plan(rows)).contains("icmp-type: \"echo-request\""))
  }

  /// The generator for nftables puts protocols of IPv4 beside addresses of IPv6.
  @Test func aFilterOfNftablesHasOneFamily() throws {
    let plan = sut.plan(
      policy([("192.0.2.1", "any", "tcp", nil), ("2001:db8::1", "any", "tcp", nil)]))
    let text = sut.whole(plan)
    let document = try YAMLReader.documents(text, of: "test").first
    let filters = try #require(document?["filters"]?.elements)
    #expect(
      filters.map { $0["header"]?["targets"]?["nftables"]?.text }
        == ["inet forward", "inet6 forward"])
    #expect(
      filters.map { $0["terms"]?.elements?.map { $0["name"]?.text } } == [
        ["out-tcp-any-v4", "default-deny"], ["out-tcp-any-v6", "default-deny"],
      ])
  }

  @Test func namesOfTermsAreShortForIptables() throws {
    let iptables = try Aerleon([
      "platform": "iptables", "options": "OUTPUT.DROP.inet",
    ])
    let plan = iptables.plan(
      policy([
        ("192.0.2.1", "5060,7000-7003,8000-8010", "tcp+udp", nil),
        ("192.0.2.1", "any", "icmp/8", nil),
      ]))
    let document = try YAMLReader.documents(iptables.whole(plan), of: "test").first
    let terms = try #require(document?["filters"]?.elements?.first?["terms"]?.elements)
    #expect(terms.count == 3)
    for term in terms { #expect((term["name"]?.text?.count ?? 99) <= 24) }
  }

  @Test func networksAreHeldAgainstTheLimit() throws {
    let small = try Aerleon(["limit-entries": "3"])
    let plan = small.plan(SamplePolicies.first)
    // The range of six addresses takes four blocks.
    let tooLarge = small.objects(of: plan).filter(\.isTooLarge)
    let object = try #require(tooLarge.first)
    #expect(object.name == "gatebook-out-udp-4201-4264_5060-v4")
    #expect(object.entries == 4)
  }

  @Test func anEmptyPlanDeniesAll() throws {
    let text = sut.whole(FirewallPlan(nothingOn: SamplePolicies.firewall))
    let reading = try sut.read(text)
    #expect(reading.endpoints.isEmpty && reading.problems.isEmpty)
    #expect(reading.number == 0)
  }

  // MARK: Policies as people have them

  /// Tokens that name tokens, words in one text, several services.
  @Test func aPolicyWithNestedTokensIsRead() throws {
    let text = """
      networks:
        DISPATCH:
          values:
            - name: DISPATCH_EAST
            - address: 198.51.100.0/25
              comment: "the western site"
        DISPATCH_EAST:
          values:
            - address: 203.0.113.16/28
            - address: 2001:db8:ea::/48
      services:
        HTTPS:
          - port: 443
            protocol: tcp
        SIP:
          - port: 5060-5061
            protocol: udp
          - {protocol: tcp, port: 5061}
        PORTAL:
          - name: HTTPS
          - name: SIP
      filters:
        - header:
            comment: |
              What the radios need.
              Two sites.
            targets:
              cisco: radio-out mixed
          terms:
            - name: portal
              comment: "signaling and web"
              destination-address: DISPATCH
              destination-port: PORTAL
              protocol: tcp
              action: accept
              logging: true
            - name: ping
              source-address: DISPATCH_EAST
              protocol: icmp icmpv6
              action: accept
            - name: default-deny
              action: deny
              logging: true
      """
    let sut = try Aerleon(["platform": "cisco"])
    let reading = try sut.read(text)
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    #expect(
      reading.lines == [
        "198.51.100.0/25 tcp 443,5061 outbound",
        "2001:db8:ea::/48 icmp any inbound",
        "2001:db8:ea::/48 tcp 443,5061 outbound",
        "203.0.113.16/28 icmp any inbound",
        "203.0.113.16/28 tcp 443,5061 outbound",
      ])
  }

  /// Aerleon allows the ports of each protocol to all protocols of a term.
  @Test func portsOfSeveralProtocolsAreJoinedAsAerleonDoes() throws {
    let text = """
      networks:
        ANY_MIXED: {values: [{ip: 0.0.0.0/0}, {ip: "::/0"}]}
        PRIVATE: {values: [{ip: 10.0.0.0/8}]}
        HOSTS: {values: [{address: 10.0.0.0/30}]}
        FIRST: {values: [{address: 10.0.0.0}]}
      services:
        WEB: [{protocol: tcp, port: 80}]
        TIME: [{protocol: udp, port: 123}]
      filters:
      - header:
          targets: {juniper: edge inet}
        terms:
        - name: both
          destination-address: PRIVATE
          destination-port: WEB TIME
          protocol: [tcp, udp]
          action: accept
        - name: without
          source-address: HOSTS
          source-exclude: FIRST
          protocol: 47
          action: accept
        - {name: all, address: HOSTS, action: accept}
        - {name: dhcp, protocol: udp, destination-port: TIME, action: accept}
      - header:
          targets: {cisco: other}
        terms:
        - {name: default-permit, action: accept}
      """
    let sut = try Aerleon(["platform": "juniper"])
    let reading = try sut.read(text)
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    #expect(
      reading.lines == [
        "10.0.0.0/30 any any both",
        "10.0.0.0/8 tcp 80,123 outbound",
        "10.0.0.0/8 udp 80,123 outbound",
        "10.0.0.1-10.0.0.3 gre any inbound",
        "any udp 123 both",
      ])
  }

  /// Answers to connections, and a denial before the end.
  @Test func whatIsNotWorkedOutIsAProblem() throws {
    let text = """
      networks:
        INTERNAL: {values: [{address: 10.0.0.0/8}]}
      services:
        HIGH_PORTS: [{protocol: tcp, port: 1024-65535}]
      filters:
        - header:
            targets:
              nftables: mixed forward
          terms:
            - name: accept-tcp-replies
              destination-address: INTERNAL
              protocol: tcp
              option: tcp-established
              action: accept
            - name: deny-to-internal
              destination-address: INTERNAL
              action: deny
            - name: from-high
              destination-address: INTERNAL
              source-port: HIGH_PORTS
              protocol: tcp
              action: accept
            - name: web
              destination-address: INTERNAL
              destination-port: HIGH_PORTS
              protocol: tcp
              action: accept
      """
    let reading = try sut.read(text)
    // What is denied first, the last term does not allow.
    #expect(reading.lines == [])
    #expect(reading.problems.map { String($0.prefix(8)) } == ["line 13:", "line 20:"])
  }

  // MARK: What is not understood

  @Test(arguments: [
    "destination-address: NONE", "destination-address: LOOP", "destination-address: BAD",
    "destination-address: BITS", "destination-address: NAMED", "destination-fqdn: GOOD",
    "destination-address: []", "destination-address: {a: b}", "destination-address: NULL",
    "destination-address: GOOD, source-address: GOOD", "destination-exclude: GOOD",
    "destination-address: GOOD, source-exclude: GOOD",
    "destination-address: GOOD, destination-port: WEB",
    "destination-address: GOOD, destination-port: WEB, protocol: udp",
    "destination-address: GOOD, destination-port: WEB, protocol: icmp",
    "destination-address: GOOD, destination-port: MANY, protocol: tcp",
    "destination-address: GOOD, destination-port: HIGH, protocol: tcp",
    "destination-address: GOOD, destination-port: AROUND, protocol: tcp",
    "destination-address: GOOD, protocol: nothing", "destination-address: GOOD, protocol: 300",
    "destination-address: GOOD, protocol: tcp, icmp-type: echo-request",
    "destination-address: GOOD, protocol: icmp, icmp-type: packet-too-big",
    "destination-address: GOOD, protocol: icmpv6, icmp-type: echo-request",
    "destination-address: GOOD, icmp-type: echo-request", "destination-address: GOOD, port: WEB",
    "destination-address: GOOD, platform: cisco",
    "destination-address: GOOD, expiration: 2020-01-01",
  ])
  func whatIsBrokenIsAProblem(_ term: String) throws {
    let text = """
      networks:
        GOOD: {values: [{address: 192.0.2.1}]}
        LOOP: {values: [{name: LOOP}, {name: NONE}]}
        BAD: {values: [{address: 192.0.2.300}]}
        BITS: {values: [{address: 192.0.2.1/24}]}
        NAMED: {values: [{address: 192.0.2.1}, {fqdn: a.example.com}]}
        "NULL": {values: null}
      services:
        WEB: [{protocol: tcp, port: 443}]
        MANY: [{protocol: tcp, port: "1,2"}]
        HIGH: [{protocol: tcp, port: 70000}]
        AROUND: [AROUND, ELSEWHERE]
      filters:
        - header: {targets: {nftables: mixed forward}}
          terms: [{name: x, action: accept, \(term)}]
      """
    let reading = try sut.read(text)
    #expect(reading.problems.count == 1, "\(reading.problems)")
    #expect(reading.endpoints.isEmpty, "\(reading.lines)")
  }

  /// What no term is about, the platform decides, by its options or by its own way.
  @Test func whatNoTermIsAboutIsTold() throws {
    func read(_ options: String, _ last: String) throws -> FirewallReading {
      try sut.read(
        """
        networks:
          A: {values: [{address: 192.0.2.1}]}
        filters:
          - header: {targets: {nftables: \(options)}}
            terms: [{name: x, action: accept, destination-address: A}\(last)]
        """)
    }
    let denial = ", {name: z, action: deny}"
    let left = try read("mixed forward", "")
    #expect(left.problems.isEmpty && left.notes.count == 1)
    #expect(try read("mixed forward ACCEPT", "").problems.count == 1)
    for options in ["mixed forward", "mixed forward ACCEPT"] {
      let closed = try read(options, denial)
      #expect(closed.problems.isEmpty && closed.notes.isEmpty)
    }
  }

  @Test func tokensThatNameEachOtherEnd() throws {
    let text = """
      networks:
        A: {values: [B, {address: 192.0.2.1}]}
        B: {values: [{name: A}, {name: B}, {address: 192.0.2.2}]}
      filters:
        - header: {targets: {nftables: mixed forward}}
          terms: [{name: x, action: accept, destination-address: A B}]
      """
    let lines = try sut.read(text).lines
    #expect(Set(lines) == ["192.0.2.1 any any outbound", "192.0.2.2 any any outbound"])
  }

  @Test(arguments: [
    "", "filters: x", "networks: {}", "- a", "filters: [", "a: 1\n---\nfilters: []",
  ])
  func whatIsNoConfigurationIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try sut.read(text) }
  }
}
