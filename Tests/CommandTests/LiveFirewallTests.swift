import Foundation
import TestSupport
import Testing

/// Files for firewalls, loaded into real ones in namespaces, with real packets through them.
@Suite(
  .mostlyWaits,
  .enabled(if: LiveFirewall.canRun, "namespaces are not allowed, or nft is not installed"))
struct LiveFirewallTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func sync(_ rows: [String], at day: String) throws {
    try folder.write(
      "table.csv", "service,address,ports,protocol\n" + rows.map { $0 + "\n" }.joined())
    let result = try run("sync", "v/c", "table.csv", "--recorded-at", "\(day)T00:00:00Z")
    #expect(result.status == 0, "\(result.error)")
  }

  /// Writes a file, and expects a status.
  private func write(_ file: String, _ options: String..., status: Int32 = 0) throws {
    let result = try GatebookProcess.run(
      ["firewall", "write", "edge", "--output", file] + options, in: folder.path)
    #expect(result.status == status, "\(result.error)")
  }

  @Test func aWholeSetADeltaAndTheWayBack() throws {
    let kept = [
      "Web,9.9.9.5,443,tcp", "Web,2606:4700:1::/64,443,tcp", "Voice,9.9.9.40,4201,udp",
      "Other,8.8.8.99,\"8000-8999\",tcp",
    ]
    try sync(kept + ["Web,8.8.8.7,443,tcp"], at: "2026-01-01")
    #expect(
      try run("firewall", "add", "edge", "--target", "nftables", "--allow", "v/c").status == 0)
    try write("one.nft")
    #expect(try run("firewall", "applied", "edge").status == 0)
    try sync(kept + ["Web,8.8.8.8,443,tcp", "Time,9.9.9.40,123,udp"], at: "2026-02-01")
    try write("delta.nft", "--delta")
    try write("back.nft", "--rollback")
    try write("two.nft")

    let before = [
      "tcp 9.9.9.5 443", "tcp 2606:4700:1::5 443", "tcp 8.8.8.7 443",
      "udp 9.9.9.40 4201", "tcp 8.8.8.99 8080",
    ]
    let never = [
      "tcp 9.9.9.5 8080", "tcp 9.9.9.6 443", "tcp 2606:4700:2::5 443",
      "udp 9.9.9.40 4300", "udp 9.9.9.41 4201", "tcp 9.9.9.40 443",
    ]
    let later = ["tcp 8.8.8.8 443", "udp 9.9.9.40 123"]
    let list = "nft -s list ruleset"
    let swaps = Array(repeating: ["nft -f back.nft", "nft -f delta.nft"], count: 25).flatMap { $0 }
    let seen = try LiveFirewall.run(
      [
        ["run": "nft -f one.nft"], ["probe": before], ["probe": never + later],
        ["hold": "8.8.8.7 443"], ["list": list],
        // On another base nothing changes.
        ["run": "sed 's/revision { 1 }/revision { 7 }/' delta.nft | nft -f -"], ["list": list],
        ["run": "nft -f delta.nft"], ["probe": later + [before[0], before[1], before[3]]],
        ["probe": never + [before[2]]], ["held": true],
        // A second time neither.
        ["run": "nft -f delta.nft"], ["list": list], ["run": "nft -f back.nft"], ["list": list],
        ["probe": before], ["run": "nft -f delta.nft"],
        [
          "load": [
            "allowed": "9.9.9.5 443", "refused": "9.9.9.6 443",
            "runs": swaps + ["nft -f two.nft"],
          ]
        ],
        ["list": list], ["held": true], ["list": "nft -j list ruleset"],
      ],
      tcp: [443, 8080], udp: [123, 4201, 4300], in: folder.path)
    try #require(seen.count == 21)
    #expect(seen[0] as? Int == 0)
    #expect(seen[1] as? [Bool] == before.map { _ in true })
    #expect(seen[2] as? [Bool] == (never + later).map { _ in false })
    #expect(seen[5] as? Int != 0 && seen[6] as? String == seen[4] as? String)
    #expect(seen[7] as? Int == 0)
    #expect(seen[8] as? [Bool] == [true, true, true, true, true])
    #expect(seen[9] as? [Bool] == (never + [""]).map { _ in false })
    #expect(seen[10] as? Bool == true, "a connection that was there goes on")
    #expect(seen[11] as? Int != 0)
    #expect(seen[13] as? Int == 0)
    #expect(seen[14] as? String == seen[4] as? String, "back, it is listed as before")
    #expect(seen[15] as? [Bool] == before.map { _ in true })
    let load = try #require(seen[17] as? [String: Any])
    #expect((load["statuses"] as? [Int])?.allSatisfy { $0 == 0 } == true)
    #expect(load["failed"] as? Int == 0 && load["leaked"] as? Int == 0, "\(load)")
    #expect(load["answered"] as? Int ?? 0 > 20, "\(load)")
    #expect(seen[19] as? Bool == true)

    // What is there now, the program finds right; what was there before, it does not.
    try folder.write("listing.json", try #require(seen[20] as? String))
    #expect(try run("firewall", "check", "edge", "listing.json").status == 0)
    try sync(kept, at: "2026-03-01")
    let check = try run("firewall", "check", "edge", "listing.json")
    #expect(check.status == 1 && check.output.contains("- 8.8.8.8"), "\(check.output)")
  }

  /// The radio of a customer reaches its own ports, and not those of the document's example.
  @Test func aCustomersRadioPassesAndTheExampleDoesNot() throws {
    #expect(try run("demo", "--folder", "d").status == 0)
    let inventory = ["--inventory", "d/gatebook.sqlite"]
    func firewall(_ words: String...) throws -> GatebookProcess.Result {
      try GatebookProcess.run(["firewall"] + words + inventory, in: folder.path)
    }
    #expect(
      try firewall(
        "add", "edge", "--target", "nftables", "--allow", "eschat/canada-aws-02@northwood-ems"
      ).status == 0)
    // Names of hosts are not said, and that is told.
    #expect(try firewall("write", "edge", "--output", "edge.nft").status == 2)
    let seen = try LiveFirewall.run(
      [
        ["run": "nft -f edge.nft"],
        ["probe": ["udp 3.140.60.106 4329", "udp 3.140.60.106 4392", "tcp 3.97.31.75 7412"]],
        ["probe": ["udp 3.140.60.106 4201", "udp 3.140.60.106 4264", "tcp 3.97.31.75 7411"]],
      ],
      tcp: [7411, 7412], udp: [4201, 4264, 4329, 4392], in: folder.path)
    #expect(seen[0] as? Int == 0)
    #expect(seen[1] as? [Bool] == [true, true, true])
    #expect(seen[2] as? [Bool] == [false, false, false])
  }

  /// The sets of ipset, and the rules of iptables and ip6tables that name them.
  @Test func setsOfIPSetAndRulesOfIPTables() throws {
    let kept = [
      "Web,9.9.9.5,443,tcp", "Web,2606:4700:1::/64,443,tcp", "Voice,9.9.9.40,4201,udp",
    ]
    try sync(kept + ["Web,8.8.8.7,443,tcp"], at: "2026-01-01")
    let firewalls = [
      ["sets", "--target", "ipset"],
      ["four", "--target", "iptables", "--setting", "sets=yes", "--setting", "family=4"],
      ["six", "--target", "iptables", "--setting", "sets=yes", "--setting", "family=6"],
    ]
    func write(_ suffix: String, _ options: String...) throws {
      for firewall in firewalls {
        let file = "\(firewall[0])-\(suffix)"
        let result = try GatebookProcess.run(
          ["firewall", "write", firewall[0], "--output", file] + options, in: folder.path)
        // Of each family, the other one is told.
        #expect(result.status == (firewall[0] == "sets" ? 0 : 2), "\(result.error)")
      }
    }
    for firewall in firewalls {
      let result = try GatebookProcess.run(
        ["firewall", "add"] + firewall + ["--allow", "v/c"], in: folder.path)
      #expect(result.status == 0, "\(result.error)")
    }
    try write("one")
    for firewall in firewalls { #expect(try run("firewall", "applied", firewall[0]).status == 0) }
    try sync(kept + ["Web,8.8.8.8,443,tcp", "Time,9.9.9.40,123,udp"], at: "2026-02-01")
    try write("delta", "--delta")
    try write("back", "--rollback")

    func load(_ suffix: String) -> String {
      "ipset restore < sets-\(suffix) && iptables-restore --noflush < four-\(suffix) "
        + "&& ip6tables-restore --noflush < six-\(suffix)"
    }
    let drop = ["iptables", "ip6tables"].map {
      "\($0) -A FORWARD -j GATEBOOK && \($0) -P FORWARD DROP"
    }
    let before = [
      "tcp 9.9.9.5 443", "tcp 2606:4700:1::5 443", "udp 9.9.9.40 4201", "tcp 8.8.8.7 443",
    ]
    let later = ["tcp 8.8.8.8 443", "udp 9.9.9.40 123"]
    let never = [
      "tcp 9.9.9.6 443", "tcp 2606:4700:2::5 443", "udp 9.9.9.41 4201", "tcp 9.9.9.5 8080",
    ]
    let swaps = (0..<25).flatMap { _ in [load("back"), load("delta")] }
    let seen = try LiveFirewall.run(
      [
        ["run": load("one") + " && " + drop.joined(separator: " && ")], ["probe": before],
        ["probe": never + later], ["hold": "8.8.8.7 443"], ["run": load("delta")],
        ["probe": later + before.prefix(3)], ["probe": never + before.suffix(1)], ["held": true],
        // A second time, nothing changes.
        ["run": load("delta")], ["probe": later],
        ["load": ["allowed": "9.9.9.5 443", "refused": "9.9.9.6 443", "runs": swaps]],
        ["list": "ipset save"], ["list": "ipset save; iptables-save"],
        ["list": "ipset save; ip6tables-save"],
      ],
      tcp: [443, 8080], udp: [123, 4201], in: folder.path)
    try #require(seen.count == 14)
    #expect(seen[0] as? Int == 0)
    #expect(seen[1] as? [Bool] == before.map { _ in true })
    #expect(seen[2] as? [Bool] == (never + later).map { _ in false })
    #expect(seen[4] as? Int == 0)
    #expect(seen[5] as? [Bool] == [true, true, true, true, true])
    #expect(seen[6] as? [Bool] == [false, false, false, false, false])
    #expect(seen[7] as? Bool == true && seen[8] as? Int != 0)
    #expect(seen[9] as? [Bool] == [true, true])
    let load = try #require(seen[10] as? [String: Any])
    #expect((load["statuses"] as? [Int])?.allSatisfy { $0 == 0 } == true)
    #expect(load["failed"] as? Int == 0 && load["leaked"] as? Int == 0, "\(load)")
    #expect(load["answered"] as? Int ?? 0 > 20, "\(load)")
    for (i, firewall) in firewalls.enumerated() {
      try folder.write("listing", try #require(seen[11 + i] as? String))
      let check = try run("firewall", "check", firewall[0], "listing")
      #expect(check.status == 0, "\(check.output)\(check.error)")
    }
  }
}
