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
  ]

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
