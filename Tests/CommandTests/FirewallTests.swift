import Foundation
import TestSupport
import Testing

/// `gatebook firewall plan`, `write` and `applied`: from what is asked for to what is loaded.
@Suite struct FirewallTests: FirewallSuite {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

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

  /// It has to be allowed until it is switched off, however early others have to be opened.
  @Test func whatIsRemovedWaitsUntilItIsSwitchedOff() throws {
    try sync(["Web,8.8.8.1,443,tcp", "Web,8.8.8.2,443,tcp"], at: "2026-01-01")
    try add("v/c", options: "--keep-until-deadline")
    try apply()
    try sync(
      ["Web,8.8.8.1,443,tcp"], at: "2026-01-02",
      head: """
        Make these changes before January 5, 2026. Old hosts are switched off on 31 May 2199.

        """)
    let plan = try json("firewall", "plan", "edge")
    #expect(addresses(plan["closed"]).isEmpty)
    #expect((plan["kept"] as? [[String: Any]])?.first?["until"] as? String == "2199-05-31")
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

  /// The way back leads further back each time it was noted, not forth again.
  @Test func whatWasTakenBackIsNoWayBack() throws {
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-01")
    try add("v/c")
    try apply()
    for (last, day) in [(2, "02"), (3, "03")] {
      try sync((1...last).map { "Web,8.8.8.\($0),443,tcp" }, at: "2026-01-\(day)")
      try apply()
    }
    func back(to number: Int? = nil) throws -> [Int] {
      let file =
        try number.map {
          try json("firewall", "write", "edge", "--rollback", "--revision", "\($0)")
        } ?? json("firewall", "write", "edge", "--rollback")
      return [file["from"] as? Int ?? 0, file["to"] as? Int ?? 0]
    }
    func note(_ number: Int) throws {
      #expect(try run("firewall", "applied", "edge", "--revision", "\(number)").status == 0)
    }
    #expect(try back() == [3, 2])
    try note(2)
    #expect(try back() == [2, 1])
    try note(1)
    let none = try run("firewall", "write", "edge", "--rollback")
    #expect(none.status == 66 && none.error.contains("had nothing before revision 1"))
    // Forth again, and straight back to the first.
    try apply()
    #expect(try back() == [3, 1])
    try note(1)
    try apply()
    #expect(try back(to: 2) == [3, 2])
    // Not noted yet: another way begins at the same place.
    #expect(try back(to: 1) == [3, 1])
    let never = try run("firewall", "write", "edge", "--rollback", "--revision", "7")
    #expect(never.status == 66 && never.error.contains("it had 1, 2"), "\(never)")
    #expect(try run("firewall", "write", "edge", "--revision", "1").status == 64)
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
}
