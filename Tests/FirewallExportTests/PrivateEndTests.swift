import FirewallExport
import Testing

/// Lines of Cisco's lists that name private addresses: those are ours, and the other end is not.
@Suite struct PrivateEndTests {
  private func asa(_ line: String) throws -> FirewallReading {
    try ASA().read("access-list gatebook extended \(line)\n")
  }

  @Test(arguments: [
    ("permit tcp host 10.0.0.5 any eq 443", "0.0.0.0/0 tcp 443 outbound"),
    (
      "permit tcp 192.168.0.0 255.255.0.0 203.0.113.0 255.255.255.0 eq 443",
      "203.0.113.0/24 tcp 443 outbound"
    ),
    ("permit tcp any host 172.16.0.5 eq 443", "0.0.0.0/0 tcp 443 inbound"),
    ("permit tcp host 203.0.113.7 host 10.0.0.5 eq 443", "203.0.113.7 tcp 443 inbound"),
  ])
  func theyAreTakenForOurs(_ line: String, _ read: String) throws {
    let reading = try asa(line)
    #expect(reading.lines == [read])
    #expect(reading.problems.map { $0.contains("some of our addresses only") } == [true])
    // The other dialect has its masks turned round.
    let words = line.split(separator: " ").map {
      $0 == "255.255.0.0" ? "0.0.255.255" : $0 == "255.255.255.0" ? "0.0.0.255" : String($0)
    }
    let other = try IOSXE().read(
      "ip access-list extended gatebook\n \(words.joined(separator: " "))\n")
    #expect(other.lines == [read] && other.problems.count == 1)
  }

  /// Rules of others without interfaces, in the chain of what passes.
  @Test(arguments: [true, false])
  func netfilterAndRouterOSToo(_ isSender: Bool) throws {
    let way = isSender ? "outbound" : "inbound"
    let iptables = try IPTables().read(
      "*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n"
        + "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n"
        + "-A FORWARD \(isSender ? "-s" : "-d") 10.0.0.0/8 -p tcp -m tcp --dport 443 -j ACCEPT\nCOMMIT\n"
    )
    #expect(iptables.lines == ["0.0.0.0/0 tcp 443 \(way)"] && iptables.problems.count == 1)
    let routerOS = try RouterOS().read(
      "/ip firewall filter\nadd chain=forward action=accept connection-state=established,related\n"
        + "add chain=forward \(isSender ? "src" : "dst")-address=10.0.0.0/8 protocol=tcp dst-port=443\n"
        + "add chain=forward action=drop\n")
    #expect(routerOS.lines == ["0.0.0.0/0 tcp 443 \(way)"] && routerOS.problems.count == 1)
    let nftables = try NFTables(["table": "filter"]).read(
      #"""
      {"nftables": [{"table": {"family": "inet", "name": "filter"}},
        {"chain": {"family": "inet", "table": "filter", "name": "f", "hook": "forward", "type": "filter",
          "prio": 0, "policy": "drop"}},
        {"rule": {"family": "inet", "table": "filter", "chain": "f", "expr": [{"match": {"op": "in",
          "left": {"ct": {"key": "state"}}, "right": ["established", "related"]}}, {"accept": null}]}},
        {"rule": {"family": "inet", "table": "filter", "chain": "f", "expr": [
          {"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "\#(isSender ? "saddr" : "daddr")"}},
            "right": {"prefix": {"addr": "10.0.0.0", "len": 8}}}},
          {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}}, "right": 443}},
          {"accept": null}]}}]}
      """#)
    #expect(nftables.lines == ["0.0.0.0/0 tcp 443 \(way)"] && nftables.problems.count == 1)
  }

  /// Neither end tells more than the other.
  @Test(arguments: [
    ("permit tcp any host 203.0.113.7 eq 443", "203.0.113.7 tcp 443 outbound"),
    ("permit tcp host 203.0.113.7 any eq 443", "203.0.113.7 tcp 443 inbound"),
  ])
  func othersAreReadByTheEndThatIsNamed(_ line: String, _ read: String) throws {
    let reading = try asa(line)
    #expect(reading.lines == [read] && reading.problems == [])
  }

  /// A document may have private addresses of the vendor's.
  @Test func whatGatebookWroteIsReadBack() throws {
    for target in [try ASA() as any FirewallTarget, try IOSXE()] {
      let plan = target.plan(to: ["10.7.0.0/16"])
      let reading = try target.read(target.whole(plan))
      #expect(reading.problems == [] && reading.lines == ["10.7.0.0/16 tcp 443 outbound"])
    }
  }
}
