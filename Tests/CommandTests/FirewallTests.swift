import Foundation
import TestSupport
import Testing

/// `gatebook firewall`, from what is registered to what is checked.
@Suite struct FirewallTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let result = try GatebookProcess.run(arguments + ["--format", "json"], in: folder.path)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  private func sync(
    _ rows: [String], at day: String, into deployment: String = "v/c", head: String = ""
  ) throws {
    try folder.write(
      "table.md",
      head + "\n| Service | IP address | Ports | Protocol |\n|---|---|---|---|\n"
        + rows.map { "| " + $0.replacing(",", with: " | ") + " |\n" }.joined())
    let result = try run("sync", deployment, "table.md", "--recorded-at", "\(day)T00:00:00Z")
    #expect(result.status == 0, "\(result.error)\(result.output)")
  }

  private func addresses(_ entries: Any?) -> [String] {
    ((entries as? [[String: Any]]) ?? []).compactMap { $0["address"] as? String }
  }

  private func add(_ allowances: String..., options: String...) throws {
    let result = try GatebookProcess.run(
      ["firewall", "add", "edge", "--target", "nftables"]
        + allowances.flatMap { ["--allow", $0] } + options, in: folder.path)
    #expect(result.status == 0, "\(result.error)")
  }

  private func apply() throws {
    #expect(try run("firewall", "write", "edge", "--output", "f").status == 0)
    #expect(try run("firewall", "applied", "edge").status == 0)
  }

  @Test func whatAnotherDeploymentNeedsStays() throws {
    try sync(["Web,8.8.8.1,443,tcp", "Web,8.8.8.2,443,tcp"], at: "2026-01-01")
    try sync(["Portal,8.8.8.1,443,tcp"], at: "2026-01-01", into: "w/d")
    try add("v/c", "w/d")
    try apply()
    try sync(["Web,8.8.8.9,443,tcp"], at: "2026-02-01")
    let plan = try json("firewall", "plan", "edge")
    #expect(addresses(plan["opened"]) == ["8.8.8.9"])
    #expect(addresses(plan["closed"]) == ["8.8.8.2"])
    let stays = try #require((plan["stillNeeded"] as? [[String: Any]])?.first)
    #expect((stays["endpoint"] as? [String: Any])?["address"] as? String == "8.8.8.1")
    #expect(stays["by"] as? [String] == ["w/d"])
    let delta = try run("firewall", "write", "edge", "--delta").output
    #expect(delta.contains("8.8.8.2") && !delta.contains("8.8.8.1,"), "\(delta)")
  }

  @Test func oneServiceAndACustomersOwnPorts() throws {
    let seed = Places.package.path + "/Seeds/"
    #expect(try run("sync", "e/c", seed + "eschat-canada-aws-02.txt").status == 0)
    _ = try run("customer", "add", "guest", "--deployment", "e/c")
    // Of a customer without ports nothing is opened, least of all the example.
    try add("e/c:ESChat Signaling Port@guest")
    let write = try run("firewall", "write", "edge")
    #expect(write.status == 2 && write.error.contains("the customer's own ports are not known"))
    #expect(!write.output.contains("7400") && !write.output.contains("elements = {\n"))
    #expect(try run("firewall", "write", "edge", "--strict").status == 2)
    #expect(try run("firewall", "write", "edge", "--strict").output.isEmpty)
    // One that does not use it has no rules.
    _ = try run("customer", "add", "other")
    #expect(try run("customer", "archive", "guest").status == 0)
    let archived = try run("firewall", "write", "edge")
    #expect(archived.status == 66 && archived.error.contains("guest is archived"), "\(archived)")
    #expect(
      try run("firewall", "set", "edge", "--allow", "e/c@other").status == 0)
    let unused = try run("firewall", "plan", "edge")
    #expect(unused.status == 66 && unused.error.contains("does not use"), "\(unused)")
  }

  @Test func nothingIsEverEmptied() throws {
    try sync(["Web,8.8.8.1,443,tcp", "Mail,8.8.8.2,25,tcp"], at: "2026-01-01")
    let misspelled = try run(
      "firewall", "add", "edge", "--target", "nftables", "--allow", "v/c:Mial")
    #expect(misspelled.status == 66 && misspelled.error.contains("no endpoint of the service Mial"))
    try add("v/c:Mail")
    try sync(["Web,8.8.8.1,443,tcp", "Post,8.8.8.2,25,tcp"], at: "2026-01-02")
    let result = try run("firewall", "write", "edge", "--output", "f")
    #expect(result.status == 66 && result.error.contains("no endpoint of the service Mail"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("f")))
    #expect(try run("firewall", "show", "edge").output.contains("nothing written yet"))
    _ = try run("firewall", "set", "edge", "--allow", "v/c", "--allow", "x/y")
    #expect(try run("firewall", "plan", "edge").status == 66)
  }

  @Test func ofAHeldRevisionNothingIsWritten() throws {
    try sync(["Web,8.8.8.1,443,tcp", "Web,8.8.8.2,443,tcp"], at: "2026-01-01")
    try add("v/c")
    try folder.write("next.csv", "service,address,ports,protocol\nWeb,10.0.0.0/8,443,tcp\n")
    #expect(try run("sync", "v/c", "next.csv").status == 77)
    let write = try run("firewall", "write", "edge")
    #expect(write.status == 0 && write.error.contains("v/c@2 waits for approval"))
    #expect(write.output.contains("8.8.8.1") && !write.output.contains("10.0.0.0"))
  }

  @Test func aChangeBeyondTheLimitIsRefused() throws {
    try sync((1...10).map { "Web,8.8.8.\($0),443,tcp" }, at: "2026-01-01")
    try add("v/c", options: "--most-change", "30")
    try apply()
    // Another name is no change for a firewall.
    try sync((1...10).map { "Site,8.8.8.\($0),443,tcp" }, at: "2026-01-02")
    #expect(try run("firewall", "write", "edge", "--delta").status == 0)
    try sync((4...13).map { "Site,8.8.8.\($0),443,tcp" }, at: "2026-01-03")
    #expect(try run("firewall", "write", "edge", "--delta").status == 0)
    try sync((5...14).map { "Site,8.8.8.\($0),443,tcp" }, at: "2026-01-04")
    let refused = try run("firewall", "write", "edge", "--delta")
    #expect(refused.status == 77 && refused.error.contains("4 of 10 rules"), "\(refused)")
    #expect(try run("firewall", "write", "edge", "--delta", "--any-change").status == 0)
  }

  @Test func whatIsRemovedWaitsForItsDeadline() throws {
    try sync(["Web,8.8.8.1,443,tcp", "Web,8.8.8.2,443,tcp"], at: "2026-01-01")
    try add("v/c", options: "--keep-until-deadline")
    try apply()
    try sync(
      ["Web,8.8.8.1,443,tcp"], at: "2026-01-02",
      head: "Please make these changes before December 31, 2199.\n")
    let plan = try json("firewall", "plan", "edge")
    #expect(addresses(plan["closed"]).isEmpty)
    let kept = try #require((plan["kept"] as? [[String: Any]])?.first)
    #expect(kept["until"] as? String == "2199-12-31")
    #expect(try run("firewall", "write", "edge").output.contains("8.8.8.2"))
    // What is kept stays so after it was applied.
    try apply()
    #expect(addresses(try json("firewall", "plan", "edge")["closed"]).isEmpty)
    _ = try run("firewall", "set", "edge", "--no-keep-until-deadline")
    #expect(addresses(try json("firewall", "plan", "edge")["closed"]) == ["8.8.8.2"])
  }

  /// What a person took back, and a customer's former ports, no document asked to keep.
  @Test func onlyWhatADocumentRemovedWaits() throws {
    let deadline = "Please make these changes before December 31, 2199.\n"
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01", head: deadline)
    try add("v/c", options: "--keep-until-deadline")
    try apply()
    try sync(["Web,8.8.8.1,443,tcp", "Web,8.8.8.2,443,tcp"], at: "2026-01-02", head: deadline)
    try apply()
    #expect(try run("void", "v/c@2").status == 0)
    #expect(addresses(try json("firewall", "plan", "edge")["closed"]) == ["8.8.8.2"])
    // A declaration that is corrected closes what it had opened.
    try folder.write(
      "bare.md",
      "\(deadline)\n| Service | Address | Protocol |\n|---|---|---|\n| A | 8.8.4.4 | TCP |\n")
    _ = try run("sync", "v/bare", "bare.md")
    _ = try run("deployment", "set", "v/bare", "--unstated-ports", "any")
    _ = try run("firewall", "set", "edge", "--allow", "v/bare")
    try apply()
    _ = try run("deployment", "set", "v/bare", "--unstated-ports", "443")
    #expect(addresses(try json("firewall", "plan", "edge")["closed"]) == ["8.8.4.4"])
  }

  @Test func notedTwiceItIsTheSame() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    try add("v/c")
    try apply()
    try sync(["Web,8.8.8.1,443,tcp", "Web,8.8.8.2,443,tcp"], at: "2026-01-02")
    for kind in ["--delta", "--rollback"] {
      #expect(try run("firewall", "write", "edge", kind).status == 0)
    }
    #expect(try run("firewall", "applied", "edge", "--revision", "2").status == 0)
    #expect(try run("firewall", "applied", "edge").output.contains("has revision 2"))
  }

  @Test func theNextDeltaBeginsWithWhatWasApplied() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    try add("v/c")
    let early = try run("firewall", "write", "edge", "--delta")
    #expect(early.status == 66 && early.error.contains("nothing is noted as applied"))
    #expect(try run("firewall", "applied", "edge").status == 66)
    try apply()
    #expect(try run("firewall", "write", "edge", "--rollback").status == 66)
    for (last, day) in [(2, "02"), (3, "03")] {
      try sync((1...last).map { "Web,8.8.8.\($0),443,tcp" }, at: "2026-01-\(day)")
      #expect(try run("firewall", "write", "edge", "--delta").status == 0)
    }
    // The second was written and never applied.
    let delta = try json("firewall", "write", "edge", "--delta")
    #expect(delta["from"] as? Int == 1 && delta["to"] as? Int == 3)
    #expect((delta["text"] as? String)?.contains("8.8.8.2,\n  8.8.8.3,") == true)
    #expect(try run("firewall", "applied", "edge", "--by", "anna").output.contains("revision 3"))
    // Asked for twice it is the same way. Which of the two files was loaded has to be said.
    for _ in 1...2 {
      let back = try json("firewall", "write", "edge", "--rollback")
      #expect(back["from"] as? Int == 3 && back["to"] as? Int == 1)
    }
    let unsaid = try run("firewall", "applied", "edge")
    #expect(unsaid.status == 64 && unsaid.error.contains("way back to 1"), "\(unsaid)")
    #expect(
      try run("firewall", "applied", "edge", "--revision", "1").output.contains("revision 1"))
    let again = try json("firewall", "write", "edge", "--delta")
    #expect(again["from"] as? Int == 1 && again["to"] as? Int == 3)
    // Written, and perhaps loaded, but not noted: back to what was noted.
    let back = try json("firewall", "write", "edge", "--rollback")
    #expect(back["from"] as? Int == 3 && back["to"] as? Int == 1)
    #expect(try run("firewall", "applied", "edge", "--revision", "9").status == 66)
    #expect(try run("firewall", "show", "edge").output.contains("has revision 1; revision 3"))
    let audit = try run("audit").output
    #expect(audit.contains("firewall.applied") && audit.contains("anna"), "\(audit)")
  }

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
    let rules = [
      rule(half("8.8.8.0")), rule(half("8.8.8.128")), rule("\"8.8.4.4\""), rule("\"9.9.9.9\""),
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

  @Test func aLimitIsToldWithItsNumberBeforeAnythingIsWritten() throws {
    try sync((0..<4).map { "Web,8.8.8.\($0),443,tcp" }, at: "2026-01-01")
    try add("v/c", options: "--setting", "limit-entries=3")
    let refused = try run("firewall", "write", "edge", "--output", "f")
    #expect(refused.status == 64)
    #expect(
      refused.error.contains("would have 4 entries, and may have 3")
        && refused.error.contains("joined with their neighbours they are 1"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("f")))
    #expect(try run("firewall", "set", "edge", "--aggregate").status == 0)
    #expect(try run("firewall", "write", "edge").output.contains("8.8.8.0/30"))
  }

  @Test func whatIsRegisteredIsCheckedFirst() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    for (words, reason) in [
      (["--target", "nonsense", "--allow", "v/c"], "There is no target nonsense"),
      (["--target", "nftables"], "Say what it has to allow"),
      (["--target", "nftables", "--allow", "x/y"], "no deployment x/y"),
      (["--target", "nftables", "--allow", "v/c", "--setting", "tabel=x"], "this target has"),
      (["--target", "nftables", "--allow", "v/c", "--setting", "table=a b"], "letters, digits"),
      (["--target", "nftables", "--allow", "v/c", "--deployment", "v/c"], "not both"),
    ] {
      let result = try GatebookProcess.run(["firewall", "add", "edge"] + words, in: folder.path)
      #expect(result.status != 0 && result.error.contains(reason), "\(result.error)")
    }
    #expect(try run("firewall", "plan", "edge").status == 66)
    try add("v/c")
    #expect(
      try run("firewall", "add", "edge", "--target", "nftables", "--allow", "v/c").status == 64)
    #expect(try run("firewall", "list").output == "edge  nftables  nothing written yet\n")
    #expect(try run("firewall", "remove", "edge").status == 0)
    #expect(try run("firewall", "list").output.hasPrefix("There is no firewall"))
  }

  /// Elements that were joined are not there apart, and a table of another name has none.
  @Test func noDeltaLeadsFromWhatWasWrittenOtherwise() throws {
    try sync((0..<4).map { "Web,8.8.8.\($0),443,tcp" }, at: "2026-01-01")
    try add("v/c")
    try apply()
    try sync((0..<2).map { "Web,8.8.8.\($0),443,tcp" }, at: "2026-01-02")
    for change in [["--aggregate"], ["--no-aggregate", "--setting", "table=other"]] {
      let set = try GatebookProcess.run(["firewall", "set", "edge"] + change, in: folder.path)
      #expect(set.status == 0)
      let refused = try run("firewall", "write", "edge", "--delta")
      #expect(refused.status == 66 && refused.error.contains("with other settings"))
    }
    try apply()
    #expect(try run("firewall", "write", "edge", "--delta").status == 0)
    let back = try run("firewall", "write", "edge", "--rollback")
    #expect(back.status == 66 && back.error.contains("with other settings"))
  }

  /// The device's rule tells the ports of a list: it never becomes that of others unasked.
  @Test func whichListIsAlwaysNamed() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    _ = try run("firewall", "add", "list", "--target", "edl", "--allow", "v/c")
    let unnamed = try run("firewall", "write", "list")
    #expect(unnamed.status == 64 && unnamed.error.contains("one list, of out-tcp-443"))
    let named = try run("firewall", "write", "list", "--list", "out-tcp-443")
    #expect(named.status == 0 && named.output.contains("8.8.8.1"), "\(named)")
  }

  @Test func nothingButAFileIsReplaced() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    try add("v/c")
    try folder.write("target", "before")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: folder.file("target"))
    let refused = try run("firewall", "write", "edge", "--output", "link")
    #expect(refused.status == 74 && refused.error.contains("is not a regular file"))
    #expect(try String(contentsOfFile: folder.file("link"), encoding: .utf8) == "before")
    #expect(try run("firewall", "write", "edge", "--output", "target").status == 0)
  }

  /// Renamed, merged and erased, what a firewall has stays told.
  @Test func namesThatChangeAreFollowed() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    _ = try run("customer", "add", "north", "--deployment", "v/c")
    try add("v/c@north")
    try apply()
    #expect(try run("deployment", "rename", "v/c", "v/cloud").status == 0)
    #expect(try run("firewall", "show", "edge").output.contains("v/cloud@north"))
    #expect(try json("firewall", "plan", "edge")["opened"] as? [String] == [])
    #expect(try run("customer", "erase", "north", "--yes").status == 0)
    let shown = try run("firewall", "show", "edge").output
    #expect(!shown.contains("north") && shown.contains("v/cloud@erased"), "\(shown)")
    #expect(!(try run("audit").output.contains("north")))
  }

  /// Two deployments that turned out to be one are asked for once.
  @Test func mergedDeploymentsAreAllowedOnce() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01", into: "w/d")
    try add("w/d", "v/c")
    let merged = try run("deployment", "merge", "w/d", "v/c")
    #expect(merged.status == 0, "\(merged)")
    #expect(
      merged.output.hasSuffix(
        "The firewall edge named it: `gatebook firewall plan edge` tells what it has to change.\n"))
    #expect(try run("firewall", "show", "edge").output.hasSuffix("Allows\n  v/c\n"))
    #expect(try json("firewall", "plan", "edge")["stillNeeded"] as? [String] == [])
  }

  /// Who merges has to know which devices allow something else now; others are not named.
  @Test func aMergerTellsWhichFirewallsItChanges() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    try sync(["Web,8.8.8.2,443,tcp"], at: "2026-01-01", into: "w/d")
    for customer in ["north", "nord"] {
      _ = try run("customer", "add", customer, "--deployment", "v/c")
    }
    try add("v/c@nord")
    _ = try run("firewall", "add", "other", "--target", "asa", "--allow", "w/d")
    let deployments = try run("deployment", "merge", "w/d", "v/c").output
    #expect(deployments.contains("firewall plan other") && !deployments.contains("edge"))
    let customers = try run("customer", "merge", "nord", "north").output
    #expect(customers.contains("firewall plan edge") && !customers.contains("other"))
  }

  /// Two deltas of one base: who loaded the first must not load the second on top of it.
  @Test func aSecondDeltaOfOneBaseTellsOfTheFirst() throws {
    func sync(_ last: Int) throws {
      try self.sync(["Web,8.8.8.1,443,tcp", "Web,8.8.8.\(last),443,tcp"], at: "2026-01-0\(last)")
    }
    try sync(2)
    try add("v/c")
    try apply()
    try sync(3)
    let first = try run("firewall", "write", "edge", "--delta")
    #expect(first.status == 0 && !first.error.contains("not noted"))
    #expect(try !run("firewall", "write", "edge", "--delta").error.contains("not noted"))
    try sync(4)
    let second = try run("firewall", "write", "edge", "--delta")
    #expect(second.error.contains("Revision 2 was written and not noted as applied"), "\(second)")
    #expect(try run("firewall", "applied", "edge", "--revision", "2").status == 0)
    let third = try run("firewall", "write", "edge", "--delta")
    #expect(!third.error.contains("not noted") && third.output.contains("revision 2 to 3"))
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

  /// What was made under earlier names is not what the next file changes.
  @Test func aPlanTellsThatSettingsChanged() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    try add("v/c", options: "--setting", "table=old")
    try apply()
    #expect(try json("firewall", "plan", "edge")["settingsChanged"] as? Bool == false)
    #expect(try run("firewall", "set", "edge", "--setting", "table=new").status == 0)
    let plan = try run("firewall", "plan", "edge", "--exit-code")
    #expect(plan.status == 1 && plan.output.contains("table=old"), "\(plan)")
    #expect(try json("firewall", "plan", "edge")["settingsChanged"] as? Bool == true)
    try apply()
    #expect(try run("firewall", "plan", "edge", "--exit-code").status == 0)
  }
}
