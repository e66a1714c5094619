import FirewallExport
import Testing

/// Rules of nftables for connections that NAT gave another destination.
@Suite struct NFTablesRewrittenTests {
  private func read(_ verdict: String, nat: String = "") throws -> FirewallReading {
    try NFTables(["table": "filter"]).read(
      #"""
      {"nftables": [{"table": {"family": "inet", "name": "filter"}},
        {"chain": {"family": "inet", "table": "filter", "name": "forward", "hook": "forward",
          "type": "filter", "prio": 0, "policy": "drop"}},
        {"rule": {"family": "inet", "table": "filter", "chain": "forward", "expr": [
          {"vmap": {"key": {"ct": {"key": "state"}}, "data": {"set": [
            ["established", {"accept": null}], ["related", {"accept": null}]]}}}]}},
        {"rule": {"family": "inet", "table": "filter", "chain": "forward", "expr": [
          {"match": {"op": "in", "left": {"ct": {"key": "status"}}, "right": "dnat"}},
          {"\#(verdict)": null}]}},
        {"rule": {"family": "inet", "table": "filter", "chain": "forward", "expr": [
          {"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "daddr"}},
            "right": "192.0.2.1"}}, {"accept": null}]}}\#(nat)]}
      """#)
  }

  @Test func withoutNATThereAreNone() throws {
    let reading = try read("accept")
    #expect(reading.problems == [] && reading.lines == ["192.0.2.1 any any outbound"])
    #expect(reading.notes.count == 1 && reading.notes[0].contains("the text has no such NAT"))
  }

  @Test func withNATItIsTold() throws {
    let nat = #"""
      , {"table": {"family": "ip", "name": "nat"}},
      {"chain": {"family": "ip", "table": "nat", "name": "pre", "hook": "prerouting", "type": "nat",
        "prio": -100, "policy": "accept"}},
      {"rule": {"family": "ip", "table": "nat", "chain": "pre", "expr": [
        {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}}, "right": 8080}},
        {"dnat": {"addr": "10.0.0.5", "port": 80}}]}}
      """#
    #expect(try read("accept", nat: nat).problems.contains { $0.contains("rule 2 of the table") })
    #expect(try read("drop").problems.count == 1)
  }
}
