import Foundation
import TestSupport
import Testing

/// `gatebook firewall` where a target's file is one list, and the device's rule tells the ports.
@Suite struct FirewallListTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try sync(["8.8.8.1,443", "8.8.8.2,80"], at: "2026-01-01")
    let added = try GatebookProcess.once(
      ["firewall", "add", "proxy", "--target", "edl", "--allow", "v/c"], in: folder)
    #expect(added.status == 0)
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func sync(_ rows: [String], at day: String) throws {
    try folder.write(
      "table.csv",
      "service,address,ports,protocol\n" + rows.map { "Web,\($0),tcp\n" }.joined())
    let result = try GatebookProcess.once(
      ["sync", "v/c", "table.csv", "--recorded-at", "\(day)T00:00:00Z"], in: folder)
    #expect(result.status == 0, "\(result.error)\(result.output)")
  }

  /// The lists of a plan: entries, and the revision that is applied.
  private func lists() throws -> [String: [Int?]] {
    let result = try run("firewall", "plan", "proxy", "--format", "json")
    let plan = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let lists = try #require(plan["lists"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: lists.map { list in
        (list["list"] as? String ?? "", [list["entries"] as? Int, list["applied"] as? Int])
      })
  }

  @Test func eachListIsAppliedByItself() throws {
    #expect(try lists() == ["out-tcp-443": [1, nil], "out-tcp-80": [1, nil]])
    #expect(try run("firewall", "write", "proxy", "--list", "out-tcp-443").status == 0)
    let unnamed = try run("firewall", "applied", "proxy")
    #expect(unnamed.status == 64 && unnamed.error.contains("out-tcp-80, out-tcp-443"))
    let unwritten = try run("firewall", "applied", "proxy", "--list", "out-tcp-80")
    #expect(unwritten.status == 66 && unwritten.error.contains("out-tcp-80"), "\(unwritten)")
    #expect(try run("firewall", "applied", "proxy", "--list", "out-tcp-443").status == 0)
    #expect(try lists() == ["out-tcp-443": [1, 1], "out-tcp-80": [1, nil]])
    #expect(try run("firewall", "list").output == "proxy  edl  each list has its own revision\n")
    let plan = try run("firewall", "plan", "proxy").output
    #expect(plan.contains("8.8.8.2") && !plan.contains("8.8.8.1"), "\(plan)")
    // The other one follows; the first stays where it was.
    try sync(["8.8.8.1,443", "8.8.8.3,443", "8.8.8.2,80"], at: "2026-01-02")
    #expect(try run("firewall", "write", "proxy", "--list", "out-tcp-80").status == 0)
    #expect(try run("firewall", "applied", "proxy", "--list", "out-tcp-80").status == 0)
    #expect(try lists() == ["out-tcp-443": [2, 1], "out-tcp-80": [1, 2]])
    #expect(try run("firewall", "plan", "proxy").output.contains("8.8.8.3"))
  }

  @Test func aListThatGoesIsEmptiedOnlyOnPurpose() throws {
    for list in ["out-tcp-443", "out-tcp-80"] {
      #expect(try run("firewall", "write", "proxy", "--list", list, "--output", list).status == 0)
      #expect(try run("firewall", "applied", "proxy", "--list", list).status == 0)
    }
    try sync(["8.8.8.1,443"], at: "2026-01-02")
    #expect(try lists()["out-tcp-80"] == [0, 1])
    // What the device still has of it is outdated.
    let check = try run("firewall", "check", "proxy", "out-tcp-80", "--list", "out-tcp-80")
    #expect(check.status == 1 && check.output.contains("8.8.8.2"), "\(check)")
    let refused = try run(
      "firewall", "write", "proxy", "--list", "out-tcp-80", "--output", "out-tcp-80")
    #expect(refused.status == 77 && refused.error.contains("out-tcp-80"), "\(refused)")
    #expect(
      try String(contentsOfFile: folder.file("out-tcp-80"), encoding: .utf8).contains("8.8.8.2"))
    let emptied = try run(
      "firewall", "write", "proxy", "--list", "out-tcp-80", "--any-change")
    #expect(emptied.status == 0 && !emptied.output.contains("8.8.8.2"), "\(emptied)")
    #expect(try run("firewall", "applied", "proxy", "--list", "out-tcp-80").status == 0)
    #expect(try lists() == ["out-tcp-443": [1, 1]])
    // And back.
    let back = try run("firewall", "write", "proxy", "--list", "out-tcp-80", "--rollback")
    #expect(back.status == 0 && back.output.contains("8.8.8.2"), "\(back)")
  }

  @Test func aListThatADeviceHasIsAdopted() throws {
    try folder.write("kept.txt", "8.8.8.1\n9.9.9.9\n")
    #expect(try run("firewall", "adopt", "proxy", "kept.txt").status == 64)
    let adopted = try run("firewall", "adopt", "proxy", "kept.txt", "--list", "out-tcp-443")
    #expect(adopted.status == 0, "\(adopted)")
    let plan = try run("firewall", "plan", "proxy").output
    #expect(plan.contains("9.9.9.9") && plan.contains("8.8.8.2") && !plan.contains("8.8.8.1"))
    try folder.write("empty.txt", "# nothing\n")
    let empty = try run("firewall", "adopt", "proxy", "empty.txt", "--list", "out-tcp-80")
    #expect(empty.status == 65 && empty.error.contains("nothing is allowed"), "\(empty)")
  }

  @Test func onlyListsHaveLists() throws {
    #expect(
      try run("firewall", "add", "edge", "--target", "nftables", "--allow", "v/c").status == 0)
    let refused = try run("firewall", "write", "edge", "--list", "out-tcp-80")
    #expect(refused.status == 64 && refused.error.contains("not one list"), "\(refused)")
  }

  /// AWS gives a list its id when it is made, and another version at each change: neither makes what
  /// the list has another base. Another list's id does.
  @Test func whatAWSAnsweredIsNoOtherForm() throws {
    func run(_ arguments: [String]) throws -> GatebookProcess.Result {
      try GatebookProcess.run(arguments, in: folder.path)
    }
    let added = try self.run(
      "firewall", "add", "list", "--target", "aws-prefix-list", "--allow", "v/c")
    #expect(added.status == 0)
    let list = ["--list", "out-tcp-443"]
    func set(_ settings: String...) throws {
      let options = settings.flatMap { ["--setting", $0] }
      #expect(try run(["firewall", "set", "list"] + options).status == 0)
    }
    #expect(try run(["firewall", "write", "list"] + list).status == 0)
    #expect(try run(["firewall", "applied", "list"] + list).status == 0)
    try set("list-id=pl-1")
    for version in 1...3 {
      try set("current-version=\(version)", "limit-entries=\(100 + version)")
      try sync(["8.8.8.\(version + 1),443"], at: "2026-02-0\(version)")
      let delta = try run(["firewall", "write", "list", "--delta"] + list)
      #expect(
        delta.status == 0 && delta.output.contains("\"CurrentVersion\": \(version)"), "\(delta)")
      #expect(try run(["firewall", "applied", "list"] + list).status == 0)
    }
    for other in ["list-id=pl-2", "list=another"] {
      try set(other)
      let refused = try run(["firewall", "write", "list", "--delta"] + list)
      #expect(refused.status != 0 && refused.error.contains("other settings"), "\(refused)")
      try set("list-id=pl-1", "list=gatebook")
    }
  }
}
