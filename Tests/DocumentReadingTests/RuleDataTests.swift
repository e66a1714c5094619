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
    #expect(read.endpoints.map { $0.address?.description } == ["198.51.100.0/24"])
    #expect(read.findings.contains { $0.severity == .error })
  }
}
