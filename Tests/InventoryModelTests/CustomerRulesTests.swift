import EndpointModel
import InventoryModel
import TestSupport
import Testing

@Suite struct CustomerRulesTests {
  private let customer = CustomerName("northwood")!
  private let deployment = DeploymentName("v/c")!

  private func assignment(
    _ role: PortRole, _ ports: String, _ transport: AssignedTransport? = nil,
    of name: CustomerName? = nil
  ) -> PortAssignment {
    PortAssignment(
      customer: name ?? customer, deployment: deployment, role: role, ports: PortRange(ports)!,
      transport: transport ?? AssignedTransport(of: role),
      period: Period(from: UTCTime(seconds: 0)!),
      assigned: HistoryRecord(time: UTCTime(seconds: 0)!, by: nil, note: nil), ended: nil)
  }

  private let signaling = Endpoint(
    service: "Signaling", address: EndpointAddress("192.0.2.1")!, ports: .customer,
    transport: .tcp, portRole: .signaling, examplePorts: PortSet("7400")!)
  private let data = Endpoint(
    service: "Data", address: EndpointAddress("192.0.2.2")!, ports: Ports("4201-4264")!,
    transport: .udp, portRole: .data)
  private let web = Endpoint(
    service: "Web", address: EndpointAddress("192.0.2.3")!, ports: Ports("443")!, transport: .tcp)

  @Test func ownPortsStandInPlaceOfCustomerAndOfTheDocumentedRange() {
    let rules = CustomerRules(
      Snapshot([signaling, data, web]),
      assignments: [assignment(.signaling, "7412"), assignment(.data, "5001-5064")])
    #expect(rules.unresolved.isEmpty)
    #expect(
      rules.rules.map { "\($0.service!) \($0.ports!) \($0.examplePorts as Any)" } == [
        "Data 5001-5064 nil", "Signaling 7412 nil", "Web 443 nil",
      ])
  }

  /// Several ranges of a role make one rule for each protocol.
  @Test func severalRangesAreOneRule() {
    let own = [assignment(.data, "5001-5004"), assignment(.data, "5010")]
    func rules(_ endpoint: Endpoint, _ own: [PortAssignment]) -> [String] {
      let rules = CustomerRules(Snapshot([endpoint]), assignments: own)
      return rules.rules.map { "\($0.transport!) \($0.ports!)" }
        + rules.unresolved.map { "\($0.endpoint.transport!) is missing" }
    }
    #expect(rules(data, own) == ["udp 5001-5004,5010"])
    let mixed = own + [assignment(.data, "6000", .tcp), assignment(.data, "6002", .tcpAndUDP)]
    #expect(rules(data, mixed) == ["udp 5001-5004,5010,6002"])
    var any = data
    any.transport = nil
    #expect(Set(rules(any, mixed)) == ["tcp 6000", "tcp+udp 6002", "udp 5001-5004,5010"])
    var both = data
    both.transport = .tcpAndUDP
    #expect(rules(both, own) == ["udp 5001-5004,5010", "tcp is missing"])
    #expect(Set(rules(both, mixed)) == ["tcp 6000", "tcp+udp 6002", "udp 5001-5004,5010"])
    #expect(rules(signaling, [assignment(.signaling, "7412", .udp)]) == ["tcp is missing"])
  }

  @Test func whatCannotBeToldOpensNothing() {
    let unknown = Endpoint(service: "Odd", address: EndpointAddress("192.0.2.4")!, ports: .customer)
    let rules = CustomerRules(
      Snapshot([signaling, data, web, unknown]),
      assignments: [assignment(.signaling, "7412", .udp)])
    #expect(rules.rules == [web])
    #expect(
      rules.unresolved.map { "\($0.endpoint.service!) \($0.missing)" } == [
        "Data assignment(EndpointModel.PortRole.data)", "Odd role",
        "Signaling transport(stated: tcp, "
          + "assigned: InventoryModel.AssignedTransport.udp)",
      ])
  }

  @Test func theDocumentsProtocolLimitsTheAssigned() {
    var any = data
    any.transport = nil
    let own = [assignment(.data, "5001", .tcpAndUDP)]
    #expect(CustomerRules(Snapshot([data]), assignments: own).rules[0].transport == .udp)
    var both = data
    both.transport = .tcpAndUDP
    let half = CustomerRules(Snapshot([both]), assignments: [assignment(.data, "5001")])
    #expect(half.rules.map(\.transport) == [.udp])
    #expect(half.unresolved.map(\.endpoint.transport) == [.tcp])
    #expect(CustomerRules(Snapshot([any]), assignments: own).rules[0].transport == .tcpAndUDP)
  }

  /// Against the difference of each customer's whole rules.
  @Test func theCustomersAffectedAreThoseWhoseAccessDiffers() {
    let names = ["a", "b", "c"].map { CustomerName($0)! }
    func snapshot(_ random: inout SeededGenerator) -> Snapshot {
      Snapshot(
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          let role = random.pick([PortRole.signaling, .data, nil, nil])
          return Endpoint(
            service: random.pick(["A", "B"]),
            address: random.oneIn(8)
              ? nil
              : EndpointAddress(
                random.pick(["10.0.0.1", "10.0.0.0/30", "10.0.0.8", "any", "x.example.com"]))!,
            ports: role != nil && random.oneIn(2)
              ? .customer : Ports(random.pick(["80", "5000-5009"]))!,
            transport: random.pick([.tcp, .udp]), portRole: role)
        })
    }
    let failure = firstFailure(seeds: 0..<40) { random in
      let old = snapshot(&random)
      let new = snapshot(&random)
      var own: [PortAssignment] = []
      for name in names {
        // Some have two ranges of a role.
        for role in PortRole.allCases + [.data] where !random.oneIn(3) {
          own.append(
            assignment(
              role, random.pick(["80", "81", "5000", "5003"]), random.pick([.tcp, .udp]), of: name))
        }
      }
      let wanted = names.filter { name in
        let mine = own.filter { $0.customer == name }
        return !AccessDifference(
          from: Snapshot(CustomerRules(old, assignments: mine).rules),
          to: Snapshot(CustomerRules(new, assignments: mine).rules)
        ).isEmpty
      }
      let got = CustomersAffected.names(
        among: names, assignments: own, by: Comparison(from: old, to: new))
      return got == wanted ? nil : "\(got) in place of \(wanted)\nfrom \(old)\nto \(new)\n\(own)"
    }
    #expect(failure == nil)
  }
}
