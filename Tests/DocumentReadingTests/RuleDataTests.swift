import EndpointModel
import Testing

/// Rules of firewalls as programs write them: security groups, network policies.
@Suite struct RuleDataTests {
  private func lines(_ text: String, _ name: String) throws -> [String] {
    try ReadingLines.lines(text, name).sorted()
  }

  @Test func securityGroupsOfAmazon() throws {
    #expect(
      try lines(
        #"""
        {"IpPermissions": [
          {"IpProtocol": "tcp", "FromPort": 32000, "ToPort": 32768,
            "IpRanges": [{"CidrIp": "203.0.113.0/25"}, {"CidrIp": "198.51.100.0/24"}]},
          {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "192.0.2.0/24"}]}]}
        """#, "groups.json") == [
          "IpPermissions | - | 192.0.2.0/24 | any | - | -",
          "IpPermissions | - | 198.51.100.0/24 | tcp | 32000-32768 | -",
          "IpPermissions | - | 203.0.113.0/25 | tcp | 32000-32768 | -",
        ])
  }

  /// From -1 to -1 is all of all protocols, and no range of one; 0 to 0 likewise.
  @Test func noRangeIsAllOfAllProtocols() throws {
    let rules = """
      rules:
        - {ipProtocol: all, fromPort: -1, toPort: -1, cidrIp: 192.0.2.1/32}
        - {ipProtocol: "-1", fromPort: 0, toPort: 0, cidrIp: 192.0.2.2/32}
        - {ipProtocol: icmp, fromPort: -1, toPort: -1, cidrIp: 192.0.2.3/32}
        - {ipProtocol: tcp, fromPort: 443, toPort: 443, cidrIp: 192.0.2.4/32}

      """
    #expect(
      try lines(rules, "groups.yaml") == [
        "- | - | 192.0.2.1 | any | any | -", "- | - | 192.0.2.2 | any | any | -",
        "- | - | 192.0.2.3 | icmp | - | -", "- | - | 192.0.2.4 | tcp | 443 | -",
      ])
    let broken = try ReadingLines.read(
      rules + "  - {ipProtocol: tcp, fromPort: -1, toPort: -1, cidrIp: 192.0.2.5/32}\n",
      "groups.yaml")
    #expect(broken.endpoints.count == 4)
    #expect(broken.findings.contains { $0.severity == .error })
  }

  @Test func aStatusThatDeniesTakesAnEntryBack() throws {
    #expect(
      try lines(
        #"""
        [{"range": {"start": "192.0.2.1", "end": "192.0.2.9", "status": "blacklisted"}},
         {"range": {"start": "198.51.100.1", "end": "198.51.100.9", "status": "whitelisted"}}]
        """#, "ranges.json"
      ).map { $0.split(separator: " | ")[2] } == [
        "198.51.100.1-198.51.100.9"
      ])
  }

  /// As network devices export them.
  @Test func linesOfSettingsAreRecords() throws {
    let text = """
      # 2024-07-31 12:17:04 by RouterOS 7.14.2
      /ip firewall address-list
      add address=192.0.2.1 comment="Head office" list=Admin
      add address=198.51.100.0/24 list=Vendor
      add address=203.0.113.9 list=VENDOR-BLACKLIST

      """
    #expect(
      try lines(text, "list.txt") == [
        "- | Vendor | 198.51.100.0/24 | - | - | -", "Head office | Admin | 192.0.2.1 | - | - | -",
      ])
  }

  @Test func portsWithTheirProtocolsUnderNames() throws {
    #expect(
      try lines(
        "firewall:\n  public:\n    services:\n      - ssh\n    ports:\n      consul:\n        - 8600/tcp\n"
          + "        - 8600/udp\n      www:\n        - 443/tcp\n", "firewall.yaml")
        == [
          "consul | public | - | tcp | 8600 | -", "consul | public | - | udp | 8600 | -",
          "www | public | - | tcp | 443 | -",
        ])
    // Ports of a container are mapped, not allowed.
    #expect(throws: (any Error).self) {
      try lines("services:\n  web:\n    ports:\n      - \"8080:80/tcp\"\n", "compose.yaml")
    }
  }

  @Test func networkPoliciesOfKubernetes() throws {
    let read = try ReadingLines.read(
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: speech
      spec:
        egress:
        - to:
          - ipBlock:
              cidr: 198.51.100.0/30
              except:
              - 198.51.100.3/32
          ports:
          - protocol: TCP
            port: 32000
            endPort: 32768
          - protocol: UDP
            port: 53
      """, "policy.yaml")
    #expect(
      ReadingLines.lines(read).sorted() == [
        "speech | - | 198.51.100.0/31 | tcp | 32000-32768 | outbound",
        "speech | - | 198.51.100.0/31 | udp | 53 | outbound",
        "speech | - | 198.51.100.2 | tcp | 32000-32768 | outbound",
        "speech | - | 198.51.100.2 | udp | 53 | outbound",
      ])
  }

  @Test(arguments: ["except", "exclude", "excluded"])
  func everyNetworkThatIsLeftOutStaysShut(_ key: String) throws {
    let reading = try ReadingLines.read(
      """
      kind: NetworkPolicy
      spec:
        podSelector:
          matchExpressions:
          - {key: app.kubernetes.io/name, operator: In, values: [web]}
        egress:
        - to:
          - ipBlock:
              cidr: 192.168.0.0/16
              \(key): [192.168.0.0/17, 192.168.192.0/18, 192.168.160.0/19]
          ports: [{port: 443, protocol: TCP}]

      """, "policy.yaml")
    #expect(ReadingLines.rules(reading) == ["192.168.128.0/19 tcp 443"])
  }

  @Test func aRuleOfAPolicyWithoutPortsIsForAllProtocols() throws {
    #expect(
      try ReadingLines.rules(
        """
        kind: NetworkPolicy
        spec:
          egress:
          - to:
            - ipBlock: {cidr: 203.0.113.0/24}

        """, "policy.yaml") == ["203.0.113.0/24 - -"])
  }

  @Test func portsInsideObjectsAndLists() throws {
    #expect(
      try lines(
        """
        rules:
        - name: a
          to:
          - networks: [203.0.113.0/24]
          ports:
          - portNumber: {protocol: TCP, port: 587}
        - name: b
          toCIDR:
          - 192.0.2.0/24
          toPorts:
          - ports:
            - port: "8125"
              protocol: UDP
        """, "rules.yaml"
      ).map { $0.contains("tcp | 587") || $0.contains("udp | 8125") } == [true, true])
  }

  @Test func aTagOfTheNearEndIsNoAddress() throws {
    let rule = { (source: String) in
      #"""
      {"rules": [{"name": "smb", "properties": {"access": "Allow", "direction": "Inbound",
        "protocol": "Tcp", "destinationAddressPrefix": "*", "destinationPortRange": "445",
        "sourceAddressPrefix": "\#(source)", "sourcePortRange": "*"}}]}
      """#
    }
    #expect(
      try lines(rule("VirtualNetwork"), "x.json").map { $0.contains("| - | tcp | 445") } == [true])
    #expect(try lines(rule("*"), "x.json").map { $0.contains("| any | tcp | 445") } == [true])
  }

  @Test func whatCannotBeReadUnderAKeyOfPortsIsAnError() throws {
    let read = try ReadingLines.read(
      #"{"rules": [{"cidr": "192.0.2.0/24", "portRange": "[parameters('appPort1')]"}, {"cidr": "198.51.100.0/24", "portRange": "443"}]}"#,
      "x.json")
    #expect(read.endpoints.map { $0.written?.description } == ["198.51.100.0/24"])
    #expect(read.findings.contains { $0.severity == .error })
  }

  /// "inet" says of which family an address is, "descr" what the rule is for.
  @Test func rulesOfPfSense() throws {
    #expect(
      try lines(
        """
        <nat><rule><ipprotocol>inet</ipprotocol><protocol>tcp</protocol><target>192.0.2.1</target>
        <local-port>443</local-port><interface>wan</interface><descr>Portal</descr></rule>
        <rule><ipprotocol>inet6</ipprotocol><protocol>udp</protocol><target>2001:db8::1</target>
        <local-port>123</local-port><interface>wan</interface><descr>Clock</descr></rule></nat>
        """, "rules.xml") == [
          "Clock | nat, wan | 2001:db8::1 | udp | 123 | -",
          "Portal | nat, wan | 192.0.2.1 | tcp | 443 | -",
        ])
  }

  @Test func from0To65535AreAllPorts() throws {
    #expect(
      try lines(
        """
        - {protocol: tcp, port_range_min: 0, port_range_max: 65535, remote_ip_prefix: 192.0.2.1/32}
        - {protocol: udp, port_range_min: 53, port_range_max: 53, remote_ip_prefix: 192.0.2.2/32}
        """, "rules.yaml") == [
          "- | - | 192.0.2.1 | tcp | any | -", "- | - | 192.0.2.2 | udp | 53 | -",
        ])
  }

  /// What is done with all else denies nothing of what is listed.
  @Test func aDefaultPolicyIsNoVerdict() throws {
    #expect(
      try lines(
        "default_policy: deny\ndomains:\n  - {pattern: a.vendor.example, ports: [443]}\n",
        "egress.yaml") == ["- | - | a.vendor.example | - | 443 | -"])
  }

  /// A description says in words what other fields say; and a rule between groups has no address.
  @Test func rulesOfACloudFirewall() throws {
    #expect(
      try lines(
        """
        rules:
          - name: web
            description: "Allow web traffic on port 80"
            source_ranges: ["192.0.2.0/24"]
            allowed:
              - {ip_protocol: tcp, ports: ["80"]}
              - {ip_protocol: icmp}
          - name: shell
            description: "Allow SSH"
            source_ranges: ["192.0.2.0/24"]
            allowed:
              - {ip_protocol: tcp, ports: ["22"]}
          - name: inner
            source_tags: [front]
            allowed:
              - {ip_protocol: udp, ports: ["500"]}
        """, "rules.yaml"
      ).map { $0.split(separator: " | ").prefix(1) + $0.split(separator: " | ")[2..<5] } == [
        ["inner", "-", "udp", "500"], ["shell", "192.0.2.0/24", "tcp", "22"],
        ["web", "192.0.2.0/24", "icmp", "-"], ["web", "192.0.2.0/24", "tcp", "80"],
      ])
  }

  /// Ports by the names of their services, below a key that says firewall; not any setting.
  @Test func portsByTheirNamesBelowAFirewall() throws {
    #expect(
      try lines(
        "firewall:\n  mail:\n    port: 25\n  clock:\n    port: 123\n    protocol: udp\n",
        "pillar.yaml")
        == ["clock | - | - | udp | 123 | -", "mail | - | - | - | 25 | -"])
    #expect(throws: (any Error).self) {
      try lines("server:\n  web:\n    port: 8080\n", "settings.yaml")
    }
  }
}

/// Ports in data that belong to no address.
@Suite struct PortsInDataTests {
  private func lines(_ text: String, _ name: String) throws -> [String] {
    try ReadingLines.lines(text, name).map {
      $0.split(separator: " | ").enumerated().filter { [0, 2, 3, 4].contains($0.offset) }
        .map(\.element).joined(separator: " ")
    }.sorted()
  }

  @Test func servicesOfAFirewallBesideItsZones() throws {
    let text = """
      firewalld:
        services:
          vault:
            ports:
              tcp:
                - 8200
                - 8201
              udp:
                - 8201
        zones:
          partner:
            sources:
              - source: 192.0.2.0/24
      """
    #expect(
      try lines(text, "rules.yaml").filter { $0.hasPrefix("vault") }
        == ["vault - tcp 8200-8201", "vault - udp 8201"])
  }

  @Test func objectsOfPortAndProtocol() throws {
    let text = """
      <service><short>Directory</short>
      <port protocol="tcp" port="389"/><port protocol="udp" port="88"/></service>
      """
    #expect(
      try ReadingLines.lines(text, "service.xml").map {
        $0.split(separator: " | ")[3...4].joined(separator: " ")
      } == ["tcp 389", "udp 88"])
  }

  /// Beside addresses, ports of other things are told.
  @Test func portsOfNoFirewallAreTold() throws {
    let text = """
      {"allow": {"hosts": ["192.0.2.1", "192.0.2.2"], "port": 443},
       "monitor": {"port": {"port": 9100, "protocol": "tcp"}}}
      """
    let reading = try ReadingLines.read(text, "rules.json")
    #expect(reading.endpoints.count == 2)
    #expect(reading.findings.contains { $0.code == "ports-named" })
  }

  /// Protocols without ports of firewalld, with and without an empty port.
  @Test func protocolsWithoutPorts() throws {
    #expect(
      try ReadingLines.rules(
        "<?xml version=\"1.0\"?>\n<service>\n<short>IPsec</short>\n"
          + "<port protocol=\"ah\" port=\"\"/>\n<protocol value=\"esp\"/>\n"
          + "<port protocol=\"udp\" port=\"500\"/>\n</service>\n", "ipsec.xml"
      ).sorted() == ["- ah -", "- esp -", "- udp 500"])
  }

  @Test func bothEndsOfARuleAndProtocolsWithoutPorts() throws {
    let text = """
      ---
      allowed:
      - IPProtocol: tcp
        ports:
        - '443'
      direction: INGRESS
      kind: compute#firewall
      name: web
      network: https://www.googleapis.com/compute/v1/projects/p/global/networks/default
      sourceRanges:
      - 198.51.100.0/24
      destinationRanges:
      - 192.0.2.1
      ---
      allowed:
      - IPProtocol: tcp
      - IPProtocol: esp
      direction: INGRESS
      kind: compute#firewall
      name: all
      sourceRanges:
      - 203.0.113.0/24
      """
    #expect(
      try ReadingLines.rules(text, "rules.yaml").sorted() == [
        "198.51.100.0/24 tcp 443", "203.0.113.0/24 esp -", "203.0.113.0/24 tcp any",
      ])
  }

  /// The address is the key of what is said of it.
  @Test(arguments: [
    #"{"192.0.2.1": {"ports": "443", "protocol": "tcp"}, "a.example.com": {"ports": "443", "protocol": "tcp"}}"#,
    #"{"allow": {"192.0.2.1": ["tcp/443"], "a.example.com": ["tcp/443"]}}"#,
    #"{"rules": {"192.0.2.1": "443/tcp", "a.example.com": "443/tcp"}}"#,
  ])
  func addressesAsKeys(_ text: String) throws {
    #expect(
      try Set(ReadingLines.rules(text, "rules.json"))
        == ["192.0.2.1 tcp 443", "a.example.com tcp 443"])
  }

  /// Words below addresses are their names where the key above says that they are addresses.
  @Test func namesBelowAddresses() throws {
    #expect(
      try ReadingLines.lines(
        #"{"hosts": {"a.example.com": "Portal", "192.0.2.0/24": "Media"}}"#, "hosts.json"
      )
      .sorted()
        == ["Media | - | 192.0.2.0/24 | - | - | -", "Portal | - | a.example.com | - | - | -"])
  }

  @Test func portsWithTheirProtocolAsAttribute() throws {
    let text = """
      <?xml version="1.0"?>
      <products><product name="Portal"><addresslist><address>192.0.2.1</address></addresslist>
      <ports protocol="tcp">443</ports></product></products>
      """
    #expect(try ReadingLines.rules(text, "feed.xml") == ["192.0.2.1 tcp 443"])
  }
}
