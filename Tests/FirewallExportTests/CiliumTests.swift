import EndpointModel
import InventoryModel
import TestSupport
import Testing

@testable import FirewallExport

@Suite struct CiliumTests {
  private let sut: Cilium

  init() throws { sut = try Cilium() }

  // MARK: Limits

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

  @Test func moreThanFortyPortsTakeSeveralEntries() throws {
    let ports = (1...45).map { String($0 * 2) }.joined(separator: ",")
    let text = sut.whole(sut.plan(policy([("192.0.2.1", ports, "tcp", nil)])))
    let spec = try #require(try YAMLReader.documents(text, of: "test").first?["spec"])
    let entries = try #require(spec["egress"]?.elements?.last?["toPorts"]?.elements)
    #expect(entries.map { $0["ports"]?.elements?.count } == [40, 5])
    #expect(
      try sut.read(text).lines
        == Array(Set((1...45).map { "192.0.2.1 tcp \($0 * 2) outbound" })).sorted())
  }

  @Test func whatCiliumCannotSayIsToldAndNotWritten() throws {
    let plan = sut.plan(
      policy([
        ("edge-*.example.net", "443", "tcp", nil), ("a.*.example.net", "443", "tcp", nil),
        ("x.example.net", "443", "tcp", .inbound), ("192.0.2.1", "any", "icmp", nil),
      ]))
    #expect(plan.permits.isEmpty)
    #expect(plan.notExpressed.map(\.reason).sorted() == [.name, .pattern, .pattern, .transport])
    let old = try Cilium(["patterns": "none"])
    #expect(
      old.plan(policy([("*.example.net", "443", "tcp", nil)])).notExpressed.map(\.reason)
        == [.pattern])
  }

  @Test func sctpIsWrittenWhereTheClusterHasIt() throws {
    let rows = policy([("192.0.2.1", "5060", "sctp", nil)])
    #expect(sut.plan(rows).notExpressed.map(\.reason) == [.transport])
    let with = try Cilium(["sctp": "on"])
    #expect(
      try with.read(with.whole(with.plan(rows))).lines == ["192.0.2.1 sctp 5060 outbound"])
  }

  @Test func theRuleForTheDNSComesWithNamesOnly() throws {
    let addresses = sut.plan(policy([("192.0.2.1", "443", "tcp", nil)]))
    #expect(!sut.whole(addresses).contains("kube-dns"))
    let names = sut.plan(policy([("a.example.net", "443", "tcp", nil)]))
    #expect(sut.whole(names).contains("kube-dns"))
    let without = try Cilium(["dns": "none"])
    #expect(!without.whole(names).contains("kube-dns"))
  }

  // MARK: Configurations as clusters have them

  /// Names, with the rule for the DNS that they need.
  @Test func aPolicyByNamesIsRead() throws {
    let text = """
      apiVersion: "cilium.io/v2"
      kind: CiliumNetworkPolicy
      metadata:
        name: "radio-names"
      spec:
        endpointSelector:
          matchLabels:
            k8s:app: radio
        ingress:
        - {}
        egress:
        - toEndpoints:
          - matchLabels:
              "k8s:io.kubernetes.pod.namespace": kube-system
              "k8s:k8s-app": kube-dns
          toPorts:
          - ports:
            - port: "53"
              protocol: ANY
            rules:
              dns:
              - matchPattern: "*"
        - toFQDNs:
          - matchName: "Portal.Example.com"
          - matchPattern: "**.cdn.example.com"
          - matchPattern: "*.example.org"
          toPorts:
          - ports:
            - port: "443"
              protocol: TCP
      """
    let sut = try Cilium(["label": "app", "label-value": "radio"])
    let reading = try sut.read(text)
    #expect(
      reading.lines == [
        "*.cdn.example.com tcp 443 outbound",
        "portal.example.com tcp 443 outbound",
      ])
    // A star stands for one label in Cilium: less than it does here.
    #expect(reading.problems.count == 1)
    #expect(reading.problems.first?.hasPrefix("line 26: ") == true)
  }

  /// The Internet without private networks, as a listing in JSON has it.
  @Test func blocksWithExceptionsAreRead() throws {
    let text = """
      {"apiVersion": "v1", "kind": "List", "items": [{
        "apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy",
        "metadata": {"name": "world", "namespace": "default", "generation": 3},
        "spec": {
          "description": "the outside",
          "endpointSelector": {},
          "egress": [
            {"toCIDR": ["198.51.100.7", "2001:db8::/32"],
             "toPorts": [{"ports": [{"port": "5060", "endPort": 5063, "protocol": "UDP"},
                                    {"port": "0", "protocol": "TCP"}]}]},
            {"toCIDRSet": [{"cidr": "192.0.2.0/24", "except": ["192.0.2.64/26"]}]}
          ],
          "ingress": [
            {"fromEntities": ["world-ipv4"], "icmps": [{"fields": [{"type": "EchoRequest"}]}]},
            {"toPorts": [{"ports": [{"port": "8080"}]}]}
          ]
        },
        "status": {"conditions": []}}]}
      """
    let reading = try sut.read(text)
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    #expect(
      reading.lines == [
        "0.0.0.0/0 icmp/8 any inbound",
        "192.0.2.0/26 any any outbound",
        "192.0.2.128/25 any any outbound",
        "198.51.100.7 tcp any outbound",
        "198.51.100.7 udp 5060-5063 outbound",
        "2001:db8::/32 tcp any outbound",
        "2001:db8::/32 udp 5060-5063 outbound",
        "any sctp 8080 inbound",
        "any tcp+udp 8080 inbound",
      ])
  }

  /// What is allowed within the cluster, or less than the ports say, is told.
  @Test func whatIsInTheClusterOrNarrowerIsAProblem() throws {
    let text = """
      apiVersion: cilium.io/v2
      kind: CiliumNetworkPolicy
      metadata: {name: front, namespace: default}
      spec:
        endpointSelector: {matchLabels: {gatebook: allowed}}
        ingress:
          - fromEndpoints:
              - matchLabels: {app: front}
            toPorts:
              - ports: [{port: "8080", protocol: TCP}]
                rules: {http: [{method: GET, path: /status}]}
        egress:
          - toEntities: [kube-apiserver]
          - toEntities: [world]
            toPorts:
              - ports: [{port: "443", protocol: TCP}]
                serverNames: [one.example.com]
          - toCIDRSet: [{cidrGroupRef: partners}]
          - toServices: [{k8sService: {serviceName: x, namespace: y}}]
          - toCIDR: [203.0.113.1/32]
      """
    let reading = try sut.read(text)
    #expect(reading.lines == ["203.0.113.1 any any outbound"])
    #expect(reading.problems.count == 5, "\(reading.problems)")
  }

  // MARK: What is not understood

  @Test(arguments: [
    "egress: [{toCIDR: []}]", "egress: [{toCIDR: [x]}]", "egress: [{toCIDRSet: [10.0.0.0/8]}]",
    "egress: [{toCIDRSet: [{cidr: 10.0.0.1}]}]", "egress: [{toFQDNs: [{}]}]",
    "egress: [{toFQDNs: [{matchName: \"a b\"}]}]",
    "egress: [{toFQDNs: [{matchPattern: a*b.example.com}]}]",
    "egress: [{toPorts: [{ports: [{port: \"0443\", protocol: TCP}]}]}]",
    "egress: [{toPorts: [{}]}]", "egress: [{toPorts: [{ports: [{port: web}]}]}]",
    "egress: [{toPorts: [{ports: [{port: \"70000\"}]}]}]", "egress: [{toPorts: []}]",
    "egress: [{toPorts: [{ports: [{port: \"1\", protocol: ESP}]}]}]",
    "egress: [{icmps: [{fields: [{type: 300}]}]}]",
    "egress: [{icmps: [{fields: [{family: IPv6, type: 128}]}]}]",
    "egress: [{icmps: [{fields: [{type: 8}]}], toPorts: [{ports: [{port: \"1\"}]}]}]",
    "egressDeny: [{}]", "egressDeny: [{toServices: [{}]}]", "egressDeny: x",
    "enableDefaultDeny: {both: true}",
    "egress: [null]", "egress: x", "egress: []",
  ])
  func whatIsBrokenIsAProblem(_ spec: String) throws {
    let text =
      "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: x}\n"
      + "spec: {endpointSelector: {}, ingress: [{}], \(spec)}\n"
    let reading = try sut.read(text)
    #expect(!reading.problems.isEmpty)
    #expect(reading.endpoints.isEmpty, "\(reading.lines)")
  }
}
