import EndpointModel
import InventoryModel
import TestSupport
import Testing

@testable import FirewallExport

@Suite struct NetworkPolicyTests {
  private let sut: NetworkPolicy

  init() throws { sut = try NetworkPolicy() }

  // MARK: Deltas

  @Test func aDeltaDoesNothingIfSomebodyChangedWhatItRemoves() throws {
    let (old, new) = (
      sut.plan(SamplePolicies.first), sut.plan(SamplePolicies.second, number: 2)
    )
    let delta = try #require(sut.delta(from: old, to: new))
    let changed = sut.whole(old).replacing("192.0.2.10/32", with: "192.0.2.200/32")
    #expect(throws: PatchedObject.Refused.self) {
      try PatchedObject.applying(delta, to: changed)
    }
  }

  /// The API server takes 10,000 operations.
  @Test func aDeltaOfMoreOperationsThanOnePatchMayHaveReplacesTheList() throws {
    func policy(_ last: Int) -> FirewallPolicy {
      FirewallPolicy(
        (0..<4_000).map { i in
          FirewallRule(
            Endpoint(
              address: EndpointAddress("10.\(i / 250).\(i % 250).\(last)")!, ports: Ports("443")!,
              transport: .tcp),
            for: FirewallAllowance("eschat/canada-aws-02")!)
        })
    }
    let (old, new) = (sut.plan(policy(1), number: 1), sut.plan(policy(2), number: 2))
    let delta = try #require(sut.delta(from: old, to: new))
    #expect(delta.split(separator: "\n").count == 4)
    let patched = try PatchedObject.applying(delta, to: sut.whole(old))
    #expect(try patched == PatchedObject.applying("[]", to: sut.whole(new)))
  }

  // MARK: Limits and settings

  @Test func blocksAreCountedAsTheyAreWritten() throws {
    // Four blocks of the range of six addresses, three of the web, two of signaling, one inbound.
    let object = try #require(sut.objects(of: sut.plan(SamplePolicies.first)).first)
    #expect(object.entries == 4 + 3 + 2 + 1)
    #expect(object.limit == 20_000)
    let small = try NetworkPolicy(["limit-entries": "9"])
    let plan = small.plan(SamplePolicies.first)
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(small).whole(plan, aggregated: plan)
    }
  }

  @Test func aDirectionThatIsNotSetIsNotExpressed() throws {
    let outbound = try NetworkPolicy(["directions": "outbound"])
    let plan = outbound.plan(SamplePolicies.first)
    #expect(plan.notExpressed.contains { $0.reason == .direction })
    #expect(!outbound.whole(plan).contains("ngress:"))
  }

  @Test func withoutPermitsThePodsAreCutOff() throws {
    let text = sut.whole(FirewallPlan(nothingOn: SamplePolicies.firewall))
    let reading = try sut.read(text)
    #expect(reading.endpoints.isEmpty)
    #expect(reading.problems.isEmpty)
    #expect(reading.number == 0)
  }

  // MARK: Configurations as clusters have them

  /// A listing of two policies: the second belongs to other pods.
  @Test func aListingInJSONIsRead() throws {
    let text = """
      {
          "apiVersion": "v1",
          "items": [
              {
                  "apiVersion": "networking.k8s.io/v1",
                  "kind": "NetworkPolicy",
                  "metadata": {
                      "annotations": {"gatebook-revision": "7"},
                      "name": "radio", "namespace": "dispatch",
                      "uid": "7c1f3b52-0000-4000-8000-000000000001"
                  },
                  "spec": {
                      "egress": [
                          {
                              "ports": [
                                  {"port": 443, "protocol": "TCP"},
                                  {"endPort": 4264, "port": 4201, "protocol": "UDP"}
                              ],
                              "to": [
                                  {"ipBlock": {"cidr": "203.0.113.8/29"}},
                                  {"ipBlock": {"cidr": "2001:db8:5::/48"}}
                              ]
                          },
                          {"to": [{"ipBlock": {"cidr": "192.0.2.0/24",
                              "except": ["192.0.2.0/25"]}}]}
                      ],
                      "podSelector": {"matchLabels": {"app": "radio"}},
                      "policyTypes": ["Egress"]
                  }
              },
              {
                  "apiVersion": "networking.k8s.io/v1",
                  "kind": "NetworkPolicy",
                  "metadata": {"name": "shop", "namespace": "dispatch"},
                  "spec": {
                      "ingress": [{}],
                      "podSelector": {"matchLabels": {"app": "shop"}},
                      "policyTypes": ["Ingress"]
                  }
              }
          ],
          "kind": "List",
          "metadata": {"resourceVersion": ""}
      }
      """
    let sut = try NetworkPolicy([
      "namespace": "dispatch", "label": "app", "label-value": "radio", "directions": "outbound",
    ])
    let reading = try sut.read(text)
    #expect(reading.problems.isEmpty)
    #expect(reading.number == 7)
    #expect(
      reading.lines == [
        "192.0.2.128/25 any any outbound",
        "2001:db8:5::/48 tcp 443 outbound",
        "2001:db8:5::/48 udp 4201-4264 outbound",
        "203.0.113.8/29 tcp 443 outbound",
        "203.0.113.8/29 udp 4201-4264 outbound",
      ])
  }

  /// All pods of a namespace may go to the Internet, and are reached from two networks.
  @Test func aPolicyForAllPodsIsRead() throws {
    let text = """
      # what all pods may do
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: everything-out   # a name
      spec:
        podSelector: {}
        policyTypes: [Ingress, Egress]
        egress:
        - {}
        ingress:
        - from:
          - ipBlock:
              cidr: 198.51.100.0/24
          - ipBlock: {cidr: 10.1.2.3/16}
          ports:
          - port: 8443
          - protocol: UDP
      """
    let sut = try NetworkPolicy(["pods": "all"])
    let reading = try sut.read(text)
    #expect(reading.problems.isEmpty)
    // A port without a protocol is one of TCP; bits after the prefix are passed over.
    #expect(
      reading.lines == [
        "10.1.0.0/16 tcp 8443 inbound",
        "10.1.0.0/16 udp any inbound",
        "198.51.100.0/24 tcp 8443 inbound",
        "198.51.100.0/24 udp any inbound",
        "any any any outbound",
      ])
  }

  /// What is in the cluster has no addresses: DNS, and a port by its name.
  @Test func peersByLabelsAndPortsByNameAreProblems() throws {
    let text = """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: app
        namespace: default
      spec:
        podSelector:
          matchLabels: {gatebook: allowed}
        policyTypes:
          - Ingress
          - Egress
        egress:
          - to:
              - namespaceSelector:
                  matchLabels:
                    kubernetes.io/metadata.name: kube-system
                podSelector:
                  matchLabels:
                    k8s-app: kube-dns
            ports:
              - protocol: UDP
                port: 53
          - to:
              - ipBlock:
                  cidr: 203.0.113.0/24
            ports:
              - port: https
              - port: 5061
                protocol: TCP
      """
    let reading = try sut.read(text)
    #expect(reading.lines == ["203.0.113.0/24 tcp 5061 outbound"])
    #expect(reading.problems.count == 2)
    #expect(reading.problems.first?.hasPrefix("line 14: ") == true)
    #expect(reading.problems.last?.hasPrefix("line 27: ") == true)
  }

  // MARK: What is not understood

  private func policy(_ spec: String) -> String {
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x}\n"
      + "spec: {podSelector: {}, policyTypes: [Egress, Ingress], \(spec)}\n"
  }

  @Test(arguments: [
    "egress: [{to: [{ipBlock: {cidr: 203.0.113.400/24}}]}]",
    "egress: [{to: [{ipBlock: {cidr: 203.0.113.1}}]}]",
    "egress: [{to: [{ipBlock: {cidr: 203.0.113.0/33}}]}]",
    "egress: [{to: [{ipBlock: {}}]}]",
    "egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24, except: [x]}}]}]",
    "egress: [{ports: [{port: 70000}]}]", "egress: [{ports: [{port: 0}]}]",
    "egress: [{ports: [{port: 90, endPort: 80}]}]", "egress: [{ports: [{endPort: 80}]}]",
    "egress: [{ports: [{port: \"443\"}]}]", "egress: [{ports: [{port: 0x1bb}]}]",
    "egress: [{ports: [{protocol: ICMP}]}]",
    "egress: [{ports: [{protocol: [TCP]}]}]", "egress: [{toPorts: [{port: 1}]}]",
    "egress: [null]", "egress: x", "egress: {a: b}", "ingress: [x]", "other: [{}]",
    "ingress: [{to: []}]",
  ])
  func whatIsBrokenIsAProblem(_ spec: String) throws {
    let reading = try sut.read(policy(spec))
    #expect(!reading.problems.isEmpty)
    #expect(reading.endpoints.isEmpty, "\(reading.lines)")
  }

  @Test func aPolicyOfAnotherKindOrForUnknownPodsIsAProblem() throws {
    let others = """
      apiVersion: cilium.io/v2
      kind: CiliumNetworkPolicy
      metadata: {name: x}
      spec: {endpointSelector: {}, egress: [{toEntities: [world]}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: y}
      spec: {podSelector: {matchLabels: {tier: front}}, egress: [{}], policyTypes: [Egress]}
      """
    let reading = try sut.read(others)
    #expect(reading.endpoints.isEmpty)
    // And nothing cuts the pods off, in either direction.
    #expect(reading.problems.count == 4, "\(reading.problems)")
  }

  @Test(arguments: [
    "", "# nothing", "a: b\na: c", "a: &x b", "a: *x", "a: !!int 1", "a: [1, 2", "a: {b: c",
    "a: \"b", "\ta: b", "a: b\n   c: d\n e: f", "a:b\nc: d", "apiVersion: v1", "[1]", "- a\nb: c",
    "{\"a\": \"\\x\"}", "a: b: c", "a: \"b\" c", "? a\n: b",
  ])
  func whatIsNoConfigurationIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try sut.read(text) }
  }

  @Test func depthIsLimited() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: FirewallReadingError.self) { try sut.read(deep) }
    let lists = String(repeating: "- ", count: 100_000)
    #expect(throws: FirewallReadingError.self) { try sut.read(lists) }
  }
}
