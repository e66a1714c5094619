import Foundation
import TestSupport
import Testing

/// `gatebook firewall check` and `adopt`: what a device has.
@Suite struct FirewallCheckTests: FirewallSuite {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func aDeviceKeptByHandIsAdoptedAndChecked() throws {
    try sync(["Web,8.8.8.0/24,443,tcp", "Web,8.8.4.4,443,tcp"], at: "2026-01-01")
    try sync(["Web,8.8.8.0/24,443,tcp", "Web,1.1.1.1,443,tcp"], at: "2026-01-02")
    try add("v/c", options: "--setting", "table=filter")
    // As nft lists it: two halves of the /24, an address that is outdated, one that nobody asked
    // for.
    func rule(_ address: String) -> String {
      """
      {"rule": {"family": "inet", "table": "filter", "chain": "forward", "expr": [
        {"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "daddr"}},
          "right": \(address)}},
        {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}},
          "right": 443}}, {"accept": null}]}}
      """
    }
    func half(_ first: String) -> String { "{\"prefix\": {\"addr\": \"\(first)\", \"len\": 25}}" }
    let answers = """
      {"rule": {"family": "inet", "table": "filter", "chain": "forward", "expr": [
        {"match": {"op": "in", "left": {"ct": {"key": "state"}}, "right": "established"}},
        {"accept": null}]}}
      """
    let rules = [
      answers, rule(half("8.8.8.0")), rule(half("8.8.8.128")), rule("\"8.8.4.4\""),
      rule("\"9.9.9.9\""),
    ]
    try folder.write(
      "listing.json",
      "{\"nftables\": [{\"table\": {\"family\": \"inet\", \"name\": \"filter\"}}, {\"chain\": {\"table\": \"filter\", "
        + "\"name\": \"forward\", \"hook\": \"forward\", \"policy\": \"drop\"}}, "
        + rules.joined(separator: ", ") + "]}")
    let checked = try run("firewall", "check", "edge", "listing.json")
    #expect(checked.status == 1, "\(checked.error)")
    let check = try json("firewall", "check", "edge", "listing.json")
    #expect(addresses(check["opened"]) == ["1.1.1.1"])
    #expect(addresses(check["closed"]) == ["8.8.4.4"])
    #expect(addresses(check["unasked"]) == ["9.9.9.9"])
    #expect(try run("firewall", "adopt", "edge", "listing.json").status == 0)
    let plan = try json("firewall", "plan", "edge")
    #expect(addresses(plan["opened"]) == ["1.1.1.1"])
    #expect(addresses(plan["closed"]) == ["8.8.4.4", "9.9.9.9"])
    // What was found on the device nobody asked for by name: there is no other one that needs it.
    #expect(plan["stillNeeded"] as? [String] == [])
    #expect(try run("firewall", "write", "edge", "--delta").error.contains("not written by"))
    try folder.write("broken.json", "{\"nftables\": 3}")
    #expect(try run("firewall", "check", "edge", "broken.json").status == 65)
    #expect(try run("firewall", "adopt", "edge", "broken.json").status == 65)
  }

  /// Page breaks of a terminal hide the lines behind them; a mark of UTF-8 hides nothing.
  @Test func aCaptureWithPageBreaksIsRefused() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    #expect(try run("firewall", "add", "asa", "--target", "asa", "--allow", "v/c").status == 0)
    #expect(try run("firewall", "write", "asa", "--output", "whole").status == 0)
    let whole = try String(contentsOfFile: folder.file("whole"), encoding: .utf8)
    try folder.write("marked", "\u{FEFF}" + whole.replacing("\n", with: "\r\n"))
    #expect(try run("firewall", "check", "asa", "marked").status == 0)
    for mark in ["<--- More --->\r              \r", " --More-- ", "\u{8}\u{8}"] {
      try folder.write("capture", whole + mark + "access-list x extended permit ip any any\n")
      let refused = try run("firewall", "check", "asa", "capture")
      #expect(refused.status == 65 && refused.error.contains("page breaks"), "\(refused)")
    }
  }

  /// Who reads that nothing else is allowed has to see what that is not about.
  @Test func whatIsNotComparedIsTold() throws {
    try sync(["Web,8.8.8.1,443,tcp", "Portal,portal.example.com,443,tcp"], at: "2026-01-01")
    func check(_ target: String, _ settings: String..., file: String = "f") throws -> String {
      let added = try GatebookProcess.run(
        ["firewall", "add", target, "--target", target, "--allow", "v/c"]
          + settings.flatMap { ["--setting", $0] }, in: folder.path)
      #expect(added.status == 0, "\(added.error)")
      _ = try run("firewall", "write", target, "--output", "f")
      let result = try run("firewall", "check", target, file)
      #expect(result.status == 0, "\(result)")
      return result.output
    }
    #expect(
      try check("panos-set").hasSuffix("\nIt allows what it has to allow, and nothing else.\n"))
    let asFar = "\nAs far as it is compared, it allows what it has to allow, and nothing else.\n"
    #expect(
      try check("iptables").hasSuffix(
        asFar + "\nNot compared, as it cannot be expressed\n"
          + "  Portal: portal.example.com tcp 443: this target knows no host names\n"))
    let open = try check("gcp", "deny=none")
    #expect(open.contains(asFar + "\nNot compared, as what it lists does not tell it\n  no rule"))
    let notes = try json("firewall", "check", "gcp", "f")["notes"] as? [String]
    #expect(notes?.count == 1)
  }

  @Test func anIPTablesListingThatIsCutOffIsRefused() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    #expect(try run("firewall", "add", "ip", "--target", "iptables", "--allow", "v/c").status == 0)
    #expect(try run("firewall", "write", "ip", "--output", "whole").status == 0)
    let whole = try String(contentsOfFile: folder.file("whole"), encoding: .utf8)
    try folder.write("cut", whole.replacing("COMMIT\n", with: ""))
    let refused = try run("firewall", "check", "ip", "cut")
    #expect(refused.status == 65 && refused.error.contains("cut off"), "\(refused)")
  }

  @Test func aDeltaIsNotWhatADeviceHas() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    let add = try run("firewall", "add", "asa", "--target", "asa", "--allow", "v/c")
    #expect(add.status == 0)
    #expect(try run("firewall", "write", "asa", "--output", "whole").status == 0)
    #expect(try run("firewall", "applied", "asa").status == 0)
    #expect(try run("firewall", "check", "asa", "whole").status == 0)
    try sync(["Web,8.8.8.1,443,tcp", "Web,8.8.8.2,443,tcp"], at: "2026-01-02")
    #expect(try run("firewall", "write", "asa", "--delta", "--output", "delta").status == 0)
    for command in ["check", "adopt"] {
      let result = try run("firewall", command, "asa", "delta")
      #expect(result.status == 65 && result.error.contains("a delta"), "\(result)")
    }
  }

  /// As a device's listing comes: by a pipe of the shell's.
  @Test func aListingIsReadFromAPipe() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    let added = try run("firewall", "add", "edge", "--target", "asa", "--allow", "v/c")
    #expect(added.status == 0)
    #expect(try run("firewall", "write", "edge", "--output", "listing").status == 0)
    #expect(try run("firewall", "applied", "edge").status == 0)
    let check = "\(Places.program) firewall check edge"
    for line in [
      "\(check) <(cat listing)", "cat listing | \(check) /dev/stdin",
      "\(check) /dev/stdin < listing",
      "cat listing | \(check) -", "cat listing | \(check) /dev/fd/0",
      "\(check) /dev/fd/7 7< listing",
    ] {
      let result = try GatebookProcess.run("/bin/bash", ["-c", line], in: folder.path)
      #expect(result.status == 0, "\(line): \(result)")
    }
    let closed = try run("firewall", "check", "edge", "/dev/fd/77")
    #expect(closed.status != 0 && closed.error.contains("/dev/fd/77 cannot be read"), "\(closed)")
  }
}
