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
    #expect(denied.problems == [] && denied.lines.contains("192.0.2.2 udp any outbound"))
    #expect(!denied.lines.contains { $0.contains("tcp") })
  }

  /// Chains for what passes an interface, as scripts make them.
  @Test func chainsOfInterfacesOfIPTablesAreFollowed() throws {
    func read(_ rules: String..., policy: String = "DROP") throws -> FirewallReading {
      try IPTables(Self.sides).read(
        "*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n*filter\n:FORWARD \(policy) [0:0]\n:lan - [0:0]\n"
          + ":guest - [0:0]\n" + rules.map { "-A \($0)\n" }.joined() + "COMMIT\n")
    }
    let answers = "FORWARD \(Self.answers)"
    let reading = try read(
      answers, "FORWARD -i lan0 -j lan", "FORWARD -i guest0 -j guest",
      "lan -o wan0 -p tcp -j ACCEPT", "lan -j DROP",
      "guest -o wan0 -j ACCEPT")
    #expect(reading.problems == [], "\(reading.problems)")
    #expect(reading.lines == ["0.0.0.0/0 tcp any outbound"])
    #expect(reading.notes.contains { $0.contains("the interface \"guest0\"") })
    // A rule for all interfaces behind it is for what comes from the other side, to one of ours.
    let behind = try read(
      answers, "FORWARD -i lan0 -j lan",
      "FORWARD -d 10.0.0.5/32 -p tcp -m tcp --dport 25 -j ACCEPT",
      "lan -j DROP")
    #expect(behind.problems.map { $0.contains("our addresses only") } == [true])
    #expect(behind.lines == ["0.0.0.0/0 tcp 25 inbound"])
    // What comes back from a chain goes on; what goes to it does not.
    for (option, more) in [("-j", ["192.0.2.1 any any outbound"]), ("-g", [])] {
      let left = try read(
        answers, "FORWARD -i lan0 \(option) lan", "FORWARD -i lan0 -d 192.0.2.1/32 -j ACCEPT",
        "lan -o wan0 -p tcp -j ACCEPT")
      #expect(left.problems == [], "\(option) \(left.problems)")
      #expect(Set(left.lines) == Set(["0.0.0.0/0 tcp any outbound"] + more))
    }
    let open = try read(
      answers, "FORWARD -i lan0 -g lan", "lan -o wan0 -p tcp -j ACCEPT", policy: "ACCEPT")
    #expect(open.problems.count == 2, "\(open.problems)")
    // Answers within a chain for some are not all.
    let some = try read(
      "FORWARD -i lan0 -j lan", "lan \(Self.answers)", "lan -o wan0 -d 192.0.2.1/32 -j ACCEPT")
    #expect(some.problems.contains { $0.contains("lets answers through") })
    let back = try read(
      "FORWARD -i wan0 -j guest", "guest \(Self.answers)", "FORWARD -i lan0 -j lan",
      "lan -o wan0 -d 192.0.2.1/32 -j ACCEPT")
    #expect(back.problems == [] && back.lines == ["192.0.2.1 any any outbound"], "\(back.problems)")
    let other = try read(answers, "FORWARD -i lan0 -p tcp -j lan", "lan -j ACCEPT")
    #expect(other.problems == [] && other.lines == ["0.0.0.0/0 tcp any outbound"])
    // Chains that lead to each other end.
    let many = try read(
      answers, "FORWARD -i lan0 -j lan", "lan -o wan0 -j guest", "lan -o wan+ -j guest",
      "guest -i lan0 -j lan", "guest -i lan+ -j lan")
    #expect(!many.problems.isEmpty && many.lines == [])
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
    #expect(own.lines == ["0.0.0.0/0 any any inbound"])
    let unknown = try nftables(Self.known + Self.accept, lan + Self.accept, settings: [:])
    #expect(unknown.lines == [] && unknown.problems.count == 1)
    let half = try nftables(lan + wan + Self.accept)
    #expect(half.problems.map { $0.contains("lets answers through") } == [true])
  }

  /// A chain for what comes in at an interface, as firewalls with zones make them: what it decides is none
  /// of the rules behind it, and what it is left to by goto does not come back.
  @Test func chainsOfInterfacesAreFollowed() throws {
    func read(
      _ forward: [String], _ chains: [String: [String]], policy: String = "drop"
    ) throws -> FirewallReading {
      let all = chains.merging(["f": forward]) { $1 }
      let rules = all.sorted { $0.key < $1.key }.flatMap { name, rules in
        [
          #"{"chain": {"family": "inet", "table": "gatebook", "name": "\#(name)""#
            + (name == "f"
              ? #", "hook": "forward", "type": "filter", "prio": 0, "policy": "\#(policy)"}}"#
              : "}}")
        ]
          + rules.map {
            #"{"rule": {"family": "inet", "table": "gatebook", "chain": "\#(name)", "expr": [\#($0)]}}"#
          }
      }
      return try NFTables(Self.sides).read(
        #"{"nftables": [{"table": {"family": "inet", "name": "gatebook"}}, "#
          + rules.joined(separator: ", ") + "]}")
    }
    func lead(_ name: String, _ kind: String = "jump") -> String {
      #"{"\#(kind)": {"target": "\#(name)"}}"#
    }
    let (lan, wan) = (meta("iifname", #""lan0""#), meta("oifname", #""wan0""#))
    let (known, drop) = (Self.known + Self.accept, #"{"drop": null}"#)
    let tcp = meta("l4proto", #""tcp""#)
    let zones = ["lan": [lead("towan")], "towan": [wan + Self.accept]]
    let reading = try read(
      [
        known, lan + lead("lan"), meta("iifname", #""guest0""#) + lead("guest"),
        tcp + drop,
      ],
      zones.merging(["guest": [wan + Self.accept]]) { $1 })
    #expect(reading.problems == [] && reading.lines == ["any any any outbound"])
    #expect(reading.notes == ["what passes the interface \"guest0\", which no setting names"])
    // A chain that drops what it does not allow decides all of it.
    let closed = try read(
      [known, lan + lead("lan"), Self.one + Self.accept], ["lan": [wan + tcp + Self.accept, drop]])
    // The rule behind it is for what comes from the other side, to one of ours.
    #expect(closed.problems.map { $0.contains("our addresses only") } == [true])
    #expect(Set(closed.lines) == ["any tcp any outbound", "0.0.0.0/0 any any inbound"])
    let left = try read(
      [known, lan + lead("lan"), lan + Self.one + Self.accept], ["lan": [wan + tcp + Self.accept]])
    #expect(
      left.problems == []
        && Set(left.lines) == ["any tcp any outbound", "192.0.2.1 any any outbound"])
    let gone = try read(
      [known, lan + lead("lan", "goto"), lan + Self.one + Self.accept],
      ["lan": [wan + tcp + Self.accept]])
    #expect(gone.problems == [] && gone.lines == ["any tcp any outbound"])
    let open = try read(
      [known, lan + lead("lan", "goto")], ["lan": [wan + tcp + Self.accept]], policy: "accept")
    #expect(open.problems.count == 1)
    // What is dropped concerns what is accepted behind it only.
    let before = try read([known, lan + tcp + drop, lan + wan + Self.accept], [:])
    #expect(before.problems == [] && !before.lines.contains { $0.contains("tcp") })
    #expect(before.lines.contains("any udp any outbound"), "\(before.lines)")
    let behind = try read([known, lan + wan + Self.one + Self.accept, lan + tcp + drop], [:])
    #expect(behind.problems == [] && behind.lines == ["192.0.2.1 any any outbound"])
    let four = try read([known, lan + wan + meta("nfproto", #""ipv4""#) + Self.accept], [:])
    #expect(four.problems == [] && four.lines == ["0.0.0.0/0 any any outbound"])
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
