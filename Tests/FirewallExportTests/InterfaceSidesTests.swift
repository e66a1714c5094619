import FirewallExport
import TestSupport
import Testing

/// Rules for interfaces: with the settings that name ours and the other side's, they tell which way
/// connections go.
@Suite struct InterfaceSidesTests {
  private static let sides = ["in-interface": "lan0", "out-interface": "wan0"]

  private func iptables(
    _ rules: String..., settings: [String: String] = sides
  ) throws -> FirewallReading {
    try IPTables(settings).read(
      "*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n*filter\n:FORWARD DROP [0:0]\n"
        + rules.map { "-A FORWARD \($0)\n" }.joined() + "COMMIT\n")
  }

  /// The gateway of every guide: answers one way, everything the other way.
  @Test func aGatewayIsRead() throws {
    let answers = "-i wan0 -o lan0 -m state --state RELATED,ESTABLISHED -j ACCEPT"
    let gateway = try iptables(answers, "-i lan0 -o wan0 -j ACCEPT")
    #expect(gateway.problems == [] && gateway.lines == ["0.0.0.0/0 any any outbound"])
    // Without the answers, or with those to the other side's connections only, it comes to nothing.
    for other in ["-i guest0 -o lan0", "-i lan0 -o wan0"] {
      let reading = try iptables(
        answers.replacing("-i wan0 -o lan0", with: other), "-i lan0 -o wan0 -p tcp -j ACCEPT")
      #expect(reading.problems.contains { $0.contains("lets answers through") }, "\(other)")
    }
    let unknown = try iptables(answers, "-i lan0 -o wan0 -j ACCEPT", settings: [:])
    #expect(unknown.lines == [] && unknown.problems.count > 0)
  }

  private static let answers = "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"

  @Test func whichEndIsOursIsTold() throws {
    let reading = try iptables(
      Self.answers, "-i lan0 -d 192.0.2.1/32 -p tcp -m tcp --dport 443 -j ACCEPT",
      "-i wan0 -s 198.51.100.7/32 -p tcp -m tcp --dport 8443 -j ACCEPT",
      "-o wan+ -p udp -m udp --dport 53 -j ACCEPT")
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.1 tcp 443 outbound", "198.51.100.7 tcp 8443 inbound", "0.0.0.0/0 udp 53 outbound",
      ])
    // An address of our own side is one of many.
    let own = try iptables(
      Self.answers, "-i wan0 -o lan0 -d 10.0.0.5/32 -p tcp -m tcp --dport 25 -j ACCEPT",
      "-i lan0 -o wan0 -s 10.0.0.0/24 -d 192.0.2.1/32 -j ACCEPT")
    #expect(
      own.problems.count == 2 && own.problems.allSatisfy { $0.contains("our addresses only") })
    #expect(Set(own.lines) == ["0.0.0.0/0 tcp 25 inbound", "192.0.2.1 any any outbound"])
  }

  /// What passes other interfaces is neither allowed nor denied to ours.
  @Test func otherInterfacesAreNotCompared() throws {
    let reading = try iptables(
      Self.answers, "-i guest0 -o wan0 -j ACCEPT", "-i guest0 -j DROP",
      "-i lan0 -o wan0 -d 192.0.2.1/32 -j ACCEPT", "-i wan0 -o lan0 -j DROP",
      "-i lan0 -d 192.0.2.2/32 -j ACCEPT")
    #expect(reading.problems == [], "\(reading.problems)")
    #expect(Set(reading.lines) == ["192.0.2.1 any any outbound", "192.0.2.2 any any outbound"])
    #expect(reading.notes.contains { $0.contains("the interface \"guest0\"") })
    let denied = try iptables(
      Self.answers, "-i lan0 -o wan0 -p tcp -j DROP", "-i lan0 -d 192.0.2.2/32 -j ACCEPT")
    #expect(denied.problems.map { $0.contains("takes away") } == [true])
  }

  private func nftables(
    _ rules: String..., settings: [String: String] = sides
  ) throws -> FirewallReading {
    try NFTables(settings).read(
      #"{"nftables": [{"table": {"family": "inet", "name": "gatebook"}}, {"chain": {"family": "inet", "#
        + #""table": "gatebook", "name": "f", "hook": "forward", "type": "filter", "prio": 0, "#
        + #""policy": "drop"}}"#
        + rules.map {
          #", {"rule": {"family": "inet", "table": "gatebook", "chain": "f", "expr": [\#($0)]}}"#
        }.joined() + "]}")
  }

  private func meta(_ key: String, _ value: String) -> String {
    #"{"match": {"op": "==", "left": {"meta": {"key": "\#(key)"}}, "right": \#(value)}}, "#
  }

  private static let known =
    #"{"match": {"op": "in", "left": {"ct": {"key": "state"}}, "right": ["established", "related"]}}, "#

  private static let one =
    #"{"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "daddr"}}, "right": "192.0.2.1"}}, "#

  private static let accept = #"{"accept": null}"#

  @Test func nftablesToo() throws {
    let (lan, wan) = (meta("iifname", #""lan0""#), meta("oifname", #"{"set": ["wan0", "wan1"]}"#))
    let answers = meta("iifname", #""wan0""#) + Self.known + Self.accept
    let gateway = try nftables(answers, lan + wan + Self.accept)
    #expect(gateway.problems == [] && gateway.lines == ["any any any outbound"])
    let reading = try nftables(
      Self.known + Self.accept, lan + Self.one + Self.accept,
      meta("iifname", #""guest0""#) + Self.accept,
      meta("iifname", #""guest0""#) + #"{"drop": null}"#)
    #expect(reading.problems == [] && reading.lines == ["192.0.2.1 any any outbound"])
    #expect(reading.notes.contains { $0.contains("the interface \"guest0\"") })
    let own = try nftables(
      Self.known + Self.accept, meta("iifname", #""wan0""#) + Self.one + Self.accept)
    #expect(own.problems.map { $0.contains("our addresses only") } == [true])
    #expect(own.lines == ["any any any inbound"])
    let unknown = try nftables(Self.known + Self.accept, lan + Self.accept, settings: [:])
    #expect(unknown.lines == [] && unknown.problems.count == 1)
    let half = try nftables(lan + wan + Self.accept)
    #expect(half.problems.map { $0.contains("lets answers through") } == [true])
  }

  @Test func routerOSToo() throws {
    func read(_ rules: String) throws -> FirewallReading {
      try RouterOS(["in-interface": "LAN", "out-interface": "WAN"]).read(
        "/ip firewall filter\nadd chain=forward action=accept connection-state=established,related\n"
          + rules + "\nadd chain=forward action=drop\n/ip firewall nat\n")
    }
    let reading = try read(
      "add chain=forward action=accept in-interface-list=LAN out-interface-list=WAN\n"
        + "add chain=forward action=accept in-interface-list=WAN src-address=198.51.100.7 protocol=tcp "
        + "dst-port=25")
    #expect(reading.problems == [])
    #expect(Set(reading.lines) == ["0.0.0.0/0 any any outbound", "198.51.100.7 tcp 25 inbound"])
    // An interface may be in the list.
    #expect(
      try read("add chain=forward action=accept in-interface=bridge").problems.map {
        $0.contains("some interfaces only")
      } == [true])
  }
}
