import FirewallExport
import Testing

/// What a rule denies is taken away from what a later one allows, in the languages of devices that ask rules
/// by position or priority.
@Suite struct DenialsByAddressTests {
  private static let permitted = ["192.0.2.0/24 tcp 443 outbound"]

  /// Each denial is one of another address, port, protocol or way.
  private static let others = [
    ("10.0.0.0/8", "any", "any"), ("192.0.2.0/24", "udp", "any"), ("192.0.2.0/24", "tcp", "25"),
    ("2001:db8::/32", "any", "any"),
  ]
  /// With what each leaves of the addresses.
  private static let same = [
    (("192.0.2.9/32", "any", "any"), ["192.0.2.0-192.0.2.8", "192.0.2.10-192.0.2.255"]),
    (("192.0.0.0/16", "tcp", "443"), []), (("192.0.2.0/25", "tcp", "any"), ["192.0.2.128/25"]),
  ]

  private func expectDenials(
    _ language: String, _ others: [(String, String, String)] = others,
    _ read: (_ denial: (String, String, String), _ isBefore: Bool) throws -> FirewallReading
  ) throws {
    for denial in others {
      let reading = try read(denial, true)
      #expect(reading.problems == [], "\(language) \(denial)")
      #expect(reading.lines == Self.permitted, "\(language) \(denial)")
    }
    for (denial, left) in Self.same {
      let reading = try read(denial, true)
      #expect(reading.problems == [], "\(language) \(denial)")
      var expected = ExpectedAccess.Figures()
      for address in left {
        expected.permitted += try ExpectedAccess.endpoints("out tcp 443 \(address)")
      }
      #expect(
        expected.difference(from: reading.endpoints) == "",
        "\(language) \(denial): \(reading.lines)")
      #expect(try read(denial, false).problems == [], "\(language) \(denial), behind")
    }
  }

  @Test func azure() throws {
    try expectDenials("Azure") { denial, isBefore in
      let transport = denial.1 == "any" ? "*" : denial.1
      return try AzureNSG().read(
        """
        {"name": "gatebook", "securityRules": [
          {"name": "d", "access": "Deny", "direction": "Outbound", "priority": \(isBefore ? 100 : 300),
           "protocol": "\(transport)", "sourceAddressPrefix": "*", "sourcePortRange": "*",
           "destinationAddressPrefix": "\(denial.0)",
           "destinationPortRange": "\(denial.2 == "any" ? "*" : denial.2)"},
          {"name": "in", "access": "Deny", "direction": "Inbound", "priority": 100, "protocol": "*",
           "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
           "destinationPortRange": "*"},
          {"name": "a", "access": "Allow", "direction": "Outbound", "priority": 200,
           "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*",
           "destinationAddressPrefix": "192.0.2.0/24", "destinationPortRange": "443"},
          {"name": "rest", "access": "Deny", "direction": "Outbound", "priority": 4096,
           "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*",
           "destinationAddressPrefix": "*", "destinationPortRange": "*"}]}
        """)
    }
  }

  @Test func googleCloud() throws {
    try expectDenials("Google Cloud") { denial, isBefore in
      let ports = denial.2 == "any" ? "" : #", "ports": ["\#(denial.2)"]"#
      let layer = #"{"IPProtocol": "\#(denial.1 == "any" ? "all" : denial.1)"\#(ports)}"#
      return try GoogleCloud(["network": "net"]).read(
        """
        [{"name": "d", "network": "net", "direction": "EGRESS", "priority": \(isBefore ? 100 : 300),
          "denied": [\(layer)], "destinationRanges": ["\(denial.0)"]},
         {"name": "a", "network": "net", "direction": "EGRESS", "priority": 200,
          "allowed": [{"IPProtocol": "tcp", "ports": ["443"]}], "destinationRanges": ["192.0.2.0/24"]},
         {"name": "rest", "network": "net", "direction": "EGRESS", "priority": 65535,
          "denied": [{"IPProtocol": "all"}], "destinationRanges": ["0.0.0.0/0", "::/0"]}]
        """)
    }
  }

  @Test func fortiOS() throws {
    try expectDenials("FortiOS") { denial, isBefore in
      let isSix = denial.0.contains(":")
      func policy(_ number: Int, _ action: String, _ address: String, _ service: String) -> String {
        let six = address == "D" && isSix ? "6" : ""
        return "edit \(number)\nset srcintf internal\nset dstintf wan1\nset action \(action)\n"
          + "set srcaddr\(six) all\nset dstaddr\(six) \(address)\nset schedule always\n"
          + "set service \(service)\nnext\n"
      }
      let ports = denial.2 == "any" ? "1-65535" : denial.2
      let denied = policy(1, "deny", "D", denial.1 == "any" ? "ALL" : "S")
      let permit = policy(2, "accept", "P", "HTTPS")
      return try FortiOS().read(
        "config firewall \(isSix ? "address6" : "address")\nedit D\n"
          + "set \(isSix ? "ip6" : "subnet") \(denial.0)\nnext\nend\n"
          + "config firewall address\nedit P\nset subnet 192.0.2.0 255.255.255.0\nnext\nend\n"
          + "config firewall service custom\nedit S\n"
          + "set \(denial.1 == "udp" ? "udp" : "tcp")-portrange \(ports)\nnext\nend\n"
          + "config firewall policy\n\(isBefore ? denied + permit : permit + denied)end\n")
    }
  }

  @Test func panOS() throws {
    try expectDenials("PAN-OS") { denial, isBefore in
      func rule(_ name: String, _ address: String, _ service: String, _ action: String) -> String {
        "set rulebase security rules \(name) from trust to untrust source any destination \(address) "
          + "application any service \(service) action \(action)\n"
      }
      let ports = denial.2 == "any" ? "1-65535" : denial.2
      let denied = rule("d", denial.0, denial.1 == "any" ? "any" : "s", "drop")
      let permit = rule("p", "192.0.2.0/24", "service-https", "allow")
      return try PANOSSet().read(
        "set service s protocol \(denial.1 == "udp" ? "udp" : "tcp") port \(ports)\n"
          + "set service service-https protocol tcp port 443\n"
          + (isBefore ? denied + permit : permit + denied))
    }
  }

  @Test func iptables() throws {
    let others = Self.others.filter { !$0.0.contains(":") } + [("192.0.2.0/24", "gre", "any")]
    try expectDenials("iptables", others) { denial, isBefore in
      let ports = denial.2 == "any" ? "" : " --dport \(denial.2)"
      let transport = denial.1 == "any" ? "" : " -p \(denial.1)"
      let denied = "-A GATEBOOK -d \(denial.0)\(transport)\(ports) -j DROP\n"
      let permit = "-A GATEBOOK -d 192.0.2.0/24 -p tcp --dport 443 -j ACCEPT\n"
      return try IPTables().read(
        "*filter\n:GATEBOOK - [0:0]\n\(isBefore ? denied + permit : permit + denied)COMMIT\n")
    }
  }

  /// A denial of what is not understood may be of anything.
  @Test func whatIsNotUnderstoodDeniesMore() throws {
    let policies = try FortiOS().read(
      """
      config firewall address
      edit P
      set subnet 192.0.2.0 255.255.255.0
      next
      end
      config firewall policy
      edit 1
      set srcintf internal
      set dstintf wan1
      set srcaddr all
      set dstaddr unheard-of
      set service ALL
      next
      edit 2
      set srcintf internal
      set dstintf wan1
      set action accept
      set srcaddr all
      set dstaddr P
      set service HTTPS
      next
      end

      """)
    #expect(policies.problems.map { $0.contains("\"1\" denies") } == [true])
    for limit in ["application bittorrent", "destination unheard-of"] {
      let words = limit.hasPrefix("application") ? "" : " application any"
      let place = limit.hasPrefix("destination") ? "" : " destination 10.0.0.0/8"
      let rules = try PANOSSet().read(
        "set rulebase security rules d from trust to untrust source any\(place)\(words) \(limit) "
          + "service any action deny\n"
          + "set rulebase security rules p from trust to untrust source any destination 192.0.2.0/24 "
          + "application any service any action allow\n")
      let isTold = rules.problems.map { $0.contains("\"d\" denies") } == [true]
      #expect(isTold == !limit.hasPrefix("application"), "\(limit) \(rules.problems)")
    }
  }
}
