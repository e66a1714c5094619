import Foundation
import TestSupport
import Testing

/// `gatebook firewall add` and `set`, and names and settings that change.
@Suite struct FirewallRegistrationTests: FirewallSuite {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func whatIsRegisteredIsCheckedFirst() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    for (words, reason) in [
      (["--target", "nonsense", "--allow", "v/c"], "There is no target nonsense"),
      (["--target", "nftables"], "Say what it has to allow"),
      (["--target", "nftables", "--allow", "x/y"], "no deployment x/y"),
      (["--target", "nftables", "--allow", "v/c", "--setting", "tabel=x"], "this target has none"),
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

  /// Whoever misses a setting sees those that there are, with what they mean, and no usage.
  @Test func aSettingThatIsNotOneIsAnsweredWithThoseThatAre() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    try add("v/c")
    for (setting, reason) in [
      ("foo=1", "nftables: \"foo\" is not a valid setting: this target has none of that name"),
      // ASA has it.
      ("access-list=x", "\"access-list\" is not a valid setting"),
      ("hook=sideways", "is not a valid value of hook: it is none of forward, output, input"),
      ("limit-rules=many", "is not a valid value of limit-rules: it is not a whole number"),
    ] {
      for command in [
        ["set", "edge"], ["add", "other", "--target", "nftables", "--allow", "v/c"],
      ] {
        let refused = try GatebookProcess.run(
          ["firewall"] + command + ["--setting", setting], in: folder.path)
        #expect(refused.status == 64 && refused.error.contains(reason), "\(refused.error)")
        #expect(refused.error.contains("\n  table=gatebook  the name of the table\n"))
        #expect(refused.error.contains("(forward, output, input)\n"))
        #expect(!refused.error.contains("Usage"))
      }
    }
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
}
