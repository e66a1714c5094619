import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// Configurations with a rule, an object and a denial for each of many addresses: reading them takes a time
/// that grows with their length, not with its square.
@Suite(.serialized) struct LongConfigurationTests {
  /// What a language says for the address number `i`, and what stands around it.
  struct Language: CustomTestStringConvertible, Sendable {
    let target: String
    var before = ""
    let each: @Sendable (_ i: Int) -> String
    var between: (@Sendable (_ count: Int) -> String)?
    var after = ""
    var settings: [String: String] = [:]
    /// How many lines stand for one address.
    var lines: Int

    var testDescription: String { target }

    func text(lines count: Int) -> String {
      let all = count / lines
      return before + (0..<all).map(each).joined() + (between?(all) ?? "") + after
    }
  }

  private static func address(_ i: Int) -> String { "11.\(i / 65536).\(i / 256 % 256).\(i % 256)" }

  static let languages = [
    Language(
      target: "asa", before: "interface Gi0/1\n nameif inside\n",
      each: {
        "object network h\($0)\n host \(address($0))\n"
          + "access-list gatebook extended deny tcp any object h\($0) eq 25\n"
          + "access-list gatebook extended permit tcp any object h\($0) eq 443\n"
      }, after: "access-group gatebook global\n", lines: 4),
    Language(
      target: "iosxe", before: "ip access-list extended gatebook\n",
      each: {
        " deny udp any host \(address($0))\n permit ip any host \(address($0))\n"
      }, lines: 2),
    Language(
      target: "iptables",
      before:
        "*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT\n",
      each: {
        "-A FORWARD -d \(address($0))/32 -p tcp -m tcp --dport 25 -j DROP\n"
          + "-A FORWARD -d \(address($0))/32 -p tcp -j ACCEPT\n"
      }, after: "COMMIT\n", lines: 2),
    Language(
      target: "junos",
      each: { i in
        let policy = "set security policies from-zone trust to-zone untrust policy"
        return "set security address-book global address a\(i) \(address(i))/32\n"
          + "\(policy) d\(i) match source-address any\n"
          + "\(policy) d\(i) match destination-address a\(i)\n"
          + "\(policy) d\(i) match application junos-smtp\n\(policy) d\(i) then deny\n"
          + "\(policy) p\(i) match source-address any\n"
          + "\(policy) p\(i) match destination-address a\(i)\n"
          + "\(policy) p\(i) match application any\n\(policy) p\(i) then permit\n"
      }, lines: 9),
    Language(
      target: "panos-set", before: "set deviceconfig system hostname x\n",
      each: { i in
        func rule(_ name: String, _ service: String, _ action: String) -> String {
          let path = "set rulebase security rules \(name)"
          return "\(path) from trust\n\(path) to untrust\n\(path) source any\n"
            + "\(path) destination a\(i)\n\(path) application any\n"
            + "\(path) service \(service)\n\(path) action \(action)\n"
        }
        return "set address a\(i) ip-netmask \(address(i))\n"
          + rule("d\(i)", "service-http", "deny") + rule("p\(i)", "any", "allow")
      }, lines: 15),
    Language(
      target: "fortios", before: "config firewall address\n",
      each: { "edit a\($0)\nset subnet \(address($0)) 255.255.255.255\nnext\n" },
      between: { count in
        "end\nconfig firewall policy\n"
          + (0..<count).map { i in
            ["deny", "accept"].enumerated().map { j, action in
              "edit \(2 * i + j + 1)\nset srcintf internal\nset dstintf wan1\nset srcaddr all\n"
                + "set dstaddr a\(i)\nset action \(action)\nset schedule always\n"
                + "set service \(action == "deny" ? "HTTP" : "ALL")\nnext\n"
            }.joined()
          }.joined()
      }, after: "end\n", lines: 21),
    Language(
      target: "routeros", before: "/ip firewall address-list\n",
      each: { "add list=l\($0) address=\(address($0))\n" },
      between: { count in
        "/ip firewall filter\nadd chain=forward connection-state=established\n"
          + (0..<count).map {
            "add chain=forward action=drop dst-address-list=l\($0) protocol=tcp dst-port=25\n"
              + "add chain=forward action=accept dst-address-list=l\($0)\n"
          }.joined()
      }, after: "add chain=forward action=drop\n", lines: 3),
    Language(
      target: "nftables",
      before: #"{"nftables": [{"table": {"family": "inet", "name": "gatebook"}}, {"chain": {"#
        + #""family": "inet", "table": "gatebook", "name": "f", "hook": "forward", "policy": "drop"}}"#
        + "\n",
      each: { i in
        func rule(_ more: String, _ verdict: String) -> String {
          #", {"rule": {"family": "inet", "table": "gatebook", "chain": "f", "expr": [{"match": {"#
            + #""op": "==", "left": {"payload": {"protocol": "ip", "field": "daddr"}}, "right": "#
            + "\"\(address(i))\"}}\(more), {\"\(verdict)\": null}]}}\n"
        }
        return rule(
          #", {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}}, "#
            + #""right": 25}}"#, "drop") + rule("", "accept")
      }, after: "]}\n", lines: 2),
    Language(
      target: "opnsense",
      before: "<pfsense><system></system><interfaces><wan><if>em0</if></wan><lan><if>em1</if></lan>"
        + "</interfaces><filter>\n",
      each: { i in
        ["block", "pass"].map { action in
          "<rule><type>\(action)</type><interface>lan</interface>\n<ipprotocol>inet</ipprotocol>\n"
            + "<protocol>tcp</protocol>\n<source><any/></source>\n"
            + "<destination><address>\(address(i))</address>\n"
            + "<port>\(action == "block" ? "25" : "20-443")</port></destination></rule>\n"
        }.joined()
      }, after: "</filter></pfsense>\n", lines: 12),
    Language(
      target: "ipset", before: "create gb-out-tcp-443-v4 hash:net family inet maxelem 1000000\n",
      each: { "add gb-out-tcp-443-v4 \(address(2 * $0))\n" }, lines: 1),
    Language(
      target: "checkpoint",
      before: #"{"uid": "L", "name": "Network", "objects-dictionary": ["#
        + #"{"uid": "any", "name": "Any", "type": "CpmiAnyObject"}, "#
        + #"{"uid": "z", "name": "InternalZone", "type": "security-zone"}, "#
        + #"{"uid": "m", "name": "smtp", "type": "service-tcp", "port": "25"}, "#
        + #"{"uid": "acc", "name": "Accept", "type": "RulebaseAction"}, "#
        + #"{"uid": "drop", "name": "Drop", "type": "RulebaseAction"}\#n"#,
      each: {
        ", {\"uid\": \"h\($0)\", \"name\": \"h\($0)\", \"type\": \"host\", "
          + "\"ipv4-address\": \"\(address($0))\"}\n"
      },
      between: { count in
        "], \"rulebase\": [\n"
          + (0..<count).flatMap { i in
            [("m", "drop"), ("any", "acc")].map { service, action in
              "{\"type\": \"access-rule\", \"name\": \"r\", \"enabled\": true, \"source\": [\"z\"], "
                + "\"destination\": [\"h\(i)\"], \"service\": [\"\(service)\"], "
                + "\"action\": \"\(action)\"}"
            }
          }.joined(separator: ",\n")
      }, after: "]}\n", lines: 3),
    Language(
      target: "azure-nsg", before: #"{"name": "gatebook", "securityRules": [\#n"#,
      each: { i in
        ["Deny", "Allow"].enumerated().map { j, access in
          "{\"name\": \"r\(2 * i + j)\", \"priority\": \(100 + 2 * i + j), \"access\": \"\(access)\", "
            + "\"direction\": \"Outbound\", \"protocol\": \"Tcp\", \"sourcePortRange\": \"*\", "
            + "\"destinationPortRange\": \"\(j == 0 ? "25" : "20-443")\", "
            + "\"sourceAddressPrefix\": \"*\", \"destinationAddressPrefix\": \"\(address(i))\"},\n"
        }.joined()
      },
      after: #"{"name": "rest", "priority": 64000, "access": "Deny", "direction": "Outbound", "#
        + #""protocol": "*", "sourcePortRange": "*", "destinationPortRange": "*", "#
        + #""sourceAddressPrefix": "*", "destinationAddressPrefix": "*"}]}\#n"#, lines: 2),
    Language(
      target: "gcp", before: "[\n",
      each: { i in
        ["denied", "allowed"].map { key in
          "{\"name\": \"r\(i)\", \"network\": \"default\", \"direction\": \"EGRESS\", "
            + "\"priority\": \(key == "denied" ? 1000 : 1001), "
            + "\"\(key)\": [{\"IPProtocol\": \"tcp\", \"ports\": [\"\(key == "denied" ? "25" : "20-443")\"]}], "
            + "\"destinationRanges\": [\"\(address(i))\"]},\n"
        }.joined()
      },
      after: #"{"name": "rest", "network": "default", "direction": "EGRESS", "priority": 65000, "#
        + #""denied": [{"IPProtocol": "all"}], "destinationRanges": ["0.0.0.0/0", "::/0"]}]\#n"#,
      lines: 2),
    Language(
      target: "aws-security-group",
      before: #"{"SecurityGroups": [{"GroupName": "gatebook", "IpPermissions": [], "#
        + #""IpPermissionsEgress": [{"IpProtocol": "udp", "FromPort": 1, "ToPort": 1, "#
        + #""IpRanges": [{"CidrIp": "192.0.2.1/32"}]}\#n"#,
      each: {
        ", {\"IpProtocol\": \"tcp\", \"FromPort\": 443, \"ToPort\": \(443 + $0 % 7), "
          + "\"IpRanges\": [{\"CidrIp\": \"\(address($0))/32\"}]}\n"
      }, after: "]}]}\n", lines: 1),
    Language(
      target: "aws-prefix-list", before: #"{"Entries": [{"Cidr": "192.0.2.1/32"}\#n"#,
      each: { ", {\"Cidr\": \"\(address(2 * $0))/32\"}\n" }, after: "]}\n", lines: 1),
    Language(
      target: "terraform-aws",
      before: #"{"version": 4, "resources": [{"mode": "managed", "type": "aws_security_group", "#
        + #""name": "gatebook", "instances": [{"attributes": {"id": "sg-1", "name": "gatebook", "#
        + #""ingress": [], "egress": []}}]}\#n"#,
      each: {
        ", {\"mode\": \"managed\", \"type\": \"aws_vpc_security_group_egress_rule\", "
          + "\"name\": \"r\($0)\", \"instances\": [{\"attributes\": {\"security_group_id\": \"sg-1\", "
          + "\"cidr_ipv4\": \"\(address($0))/32\", \"ip_protocol\": \"tcp\", \"from_port\": 443, "
          + "\"to_port\": 443}}]}\n"
      }, after: "]}\n", lines: 1),
    Language(
      target: "networkpolicy",
      before: "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: gatebook\n"
        + "spec:\n  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n  - to:\n",
      each: { "    - ipBlock:\n        cidr: \(address(2 * $0))/32\n" }, lines: 2),
    Language(
      target: "cilium",
      before: "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata:\n  name: gatebook\n"
        + "spec:\n  endpointSelector: {}\n  egress:\n  - toCIDR: [11.0.0.0/8]\n  egressDeny:\n"
        + "  - toCIDR:\n",
      each: { "    - \(address(2 * $0))/32\n" }, lines: 1),
    Language(
      target: "windows", before: "[\n",
      each: { i in
        ["Block", "Allow"].map { action in
          "{\"Name\": \"r\", \"Group\": \"Gatebook\", \"Description\": \"\", \"Enabled\": \"True\", "
            + "\"Profile\": \"Any\", \"Direction\": \"Outbound\", \"Action\": \"\(action)\", "
            + "\"Protocol\": \"TCP\", \"IcmpType\": [], \"LocalPort\": \"Any\", "
            + "\"RemotePort\": \"\(action == "Block" ? "25" : "20-443")\", \"LocalAddress\": \"Any\", "
            + "\"RemoteAddress\": \"\(address(2 * i))\", \"Program\": \"Any\", \"Service\": \"Any\", "
            + "\"InterfaceAlias\": \"Any\", \"InterfaceType\": \"Any\"},\n"
        }.joined()
      },
      after: #"{"Name": "Domain", "Enabled": "True", "DefaultOutboundAction": "Block", "#
        + #""DefaultInboundAction": "Block", "AllowInboundRules": "True", "#
        + #""AllowLocalFirewallRules": "True"}]\#n"#, lines: 2),
    Language(
      target: "aerleon", before: "networks:\n",
      each: { "  N\($0):\n    values:\n    - address: \(address(2 * $0))/32\n" },
      between: { count in
        "filters:\n- header:\n    targets:\n      nftables: mixed forward\n  terms:\n"
          + (0..<count).map { i in
            "  - name: d\(i)\n    destination-address: N\(i)\n    protocol: icmp\n    action: deny\n"
              + "  - name: a\(i)\n    destination-address: N\(i)\n    protocol: tcp\n    action: accept\n"
          }.joined()
      }, after: "  - name: rest\n    action: deny\n", lines: 11),
    Language(target: "edl", each: { "\(address(2 * $0))\n" }, lines: 1),
    Language(target: "squid", each: { "\(address(2 * $0))\n" }, lines: 1),
    Language(target: "haproxy", each: { "\(address(2 * $0))\n" }, lines: 1),
    Language(
      target: "panos-xml",
      before: "<config version=\"10.0.0\"><devices><entry name=\"localhost.localdomain\"><vsys>"
        + "<entry name=\"vsys1\"><address>\n",
      each: { "<entry name=\"a\($0)\"><ip-netmask>\(address($0))</ip-netmask></entry>\n" },
      between: { count in
        "</address><rulebase><security><rules>\n"
          + (0..<count).flatMap { i in
            [("service-http", "deny"), ("service-https", "allow")].map { service, action in
              "<entry name=\"r\(i)\(action)\">\n<from><member>trust</member></from>\n"
                + "<to><member>untrust</member></to>\n<source><member>any</member></source>\n"
                + "<destination><member>a\(i)</member></destination>\n"
                + "<application><member>any</member></application>\n"
                + "<service><member>\(service)</member></service>\n<action>\(action)</action>\n</entry>\n"
            }
          }.joined()
      }, after: "</rules></security></rulebase></entry></vsys></entry></devices></config>\n",
      lines: 19),
  ]

  @Test func everyLanguageIsThere() {
    #expect(Set(Self.languages.map(\.target)) == Set(FirewallTargets.all.map { $0.name }))
  }

  @Test(arguments: languages)
  func readingGrowsWithTheLines(_ language: Language) throws {
    let type = try #require(FirewallTargets.named(language.target))
    let target = type.init(try FirewallSettings(language.settings, of: type.settings))
    func time(_ count: Int) throws -> Duration {
      let text = language.text(lines: count)
      let start = ContinuousClock.now
      let reading = try target.read(text)
      let taken = ContinuousClock.now - start
      #expect(reading.endpoints.count >= count / language.lines)
      return taken
    }
    let (few, many) = (try time(500), try time(4_000))
    // Of eight times as many lines: with the square it would be 64 times as long.
    #expect(many < .seconds(1) || many < few * 24, "\(few) \(many)")
  }
}
