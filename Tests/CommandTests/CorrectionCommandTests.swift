import Foundation
import TestSupport
import Testing

/// An afternoon of mistakes, each of them taken back, by the real program.
@Suite struct CorrectionCommandTests {
  private let folder: TemporaryFolder
  private static let list = "192.0.2.1 tcp 443\n"
  private static let wide = list + "0.0.0.0/0 tcp 443\n"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("k1", Self.list)
    try folder.write("k2", Self.wide)
    try folder.write("k3", Self.list + "192.0.2.2 tcp 443\n")
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  /// A step that tests begin with; see `GatebookProcess.once`.
  private func begin(_ arguments: String...) throws {
    try GatebookProcess.once(arguments, in: folder)
  }

  private func json<T>(_ arguments: String...) throws -> T {
    let result = try GatebookProcess.run(arguments + ["--format", "json"], in: folder.path)
    return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? T)
  }

  private func addresses(_ deployment: String) throws -> [String?] {
    let shown: [String: Any] = try json("show", deployment)
    return (shown["endpoints"] as! [[String: Any]]).map { $0["address"] as? String }
  }

  @Test func whatIsOutOfUseNeedsNothingAnyMore() throws {
    try begin("sync", "v/c", "k1")
    try begin("sync", "v/d", "k3")
    try begin("deployment", "archive", "v/c")
    let refused = try run("sync", "v/c", "k3")
    #expect(refused.status == 64 && refused.error.contains("out of use"), "\(refused.error)")
    let found = try run("lookup", "192.0.2.1").output
    let past = try #require(found.range(of: "192.0.2.1, in the past"))
    #expect(found[..<past.lowerBound].contains("v/d"), "\(found)")
    #expect(!found[..<past.lowerBound].contains("v/c") && found[past.upperBound...].contains("v/c"))
    try run("deployment", "archive", "v/c", "--off")
    #expect(try !run("lookup", "192.0.2.1").output.contains("in the past"))
    #expect(try run("sync", "v/c", "k3").status == 0)
  }

  @Test func aWrongApproveIsTakenBack() throws {
    try begin("sync", "v/c", "k1")
    #expect(try run("sync", "v/c", "k2").status == 77)
    try run("approve", "v/c@2")
    #expect(try addresses("v/c") == ["0.0.0.0/0", "192.0.2.1"])
    #expect(try run("reject", "v/c@2", "--note", "a wrong click").status == 0)
    #expect(try addresses("v/c") == ["192.0.2.1"])
    // The page that still shows it is no news; the next one is taken without being held.
    #expect(try run("sync", "v/c", "k2").output.contains("unchanged since revision 3"))
    #expect(try run("sync", "v/c", "k3").status == 0)
    let log: [[String: Any]] = try json("log", "v/c")
    #expect(log.map { $0["state"] as? String } == Array(repeating: "accepted", count: 4))
    // What was seen stays readable after it was settled.
    let reasons = try #require(log[2]["reasons"] as? [[String: String]])
    #expect(reasons.map { $0["code"] } == ["wide-block"])
  }

  @Test func aWrongRejectIsTakenBack() throws {
    try begin("sync", "v/c", "k1")
    try begin("sync", "v/c", "k2")
    try begin("reject", "v/c@2")
    #expect(try run("approve", "v/c@2").status == 0)
    #expect(try addresses("v/c") == ["0.0.0.0/0", "192.0.2.1"])
    #expect(try run("sync", "v/c", "k2").output.contains("unchanged since revision 3"))
  }

  @Test func aTimeFarAheadIsRefused() throws {
    let result = try run("sync", "v/c", "k1", "--recorded-at", "2962-01-15T09:00:00Z")
    #expect(result.status == 64 && result.error.contains("more than a day ahead"))
    #expect(try run("log", "v/c").status == 66)
  }

  /// A clock that was years ahead for one sync kills nothing.
  @Test(.ofFiles) func aRevisionOfAWrongClockIsVoided() throws {
    try begin("sync", "v/c", "k1")
    try changeTimes("2931-01-01T00:00:00Z")
    let refused = try run("sync", "v/c", "k3")
    #expect(refused.status == 78 && refused.error.contains("gatebook void v/c@1"))
    #expect(try run("void", "v/c@1").status == 0)
    #expect(try run("sync", "v/c", "k3").output.contains("revision 2 stored, the first"))
    #expect(try addresses("v/c") == ["192.0.2.1", "192.0.2.2"])
    // Of what is void the table is still there.
    #expect(try addresses("v/c@1") == ["192.0.2.1"])
  }

  private func changeTimes(_ time: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sqlite3; c = sqlite3.connect('gatebook.sqlite'); "
        + "c.execute(\"UPDATE revision SET recorded_at = '\(time)', fetched_at = '\(time)'\"); "
        + "c.commit()",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func aMisspeltNameMakesNothingNew() throws {
    try begin("sync", "carebridge/ehr", "k1")
    for wrong in ["carebrige/ehr", "carebrdige/ehr", "carebridgge/ehr", "carebridge/ehe"] {
      let result = try run("sync", wrong, "k1")
      #expect(result.status == 64 && result.error.contains("Try: --new"), "\(wrong)")
      #expect(try run("source", "add", wrong, "k1").status == 64)
    }
    // A number is another one on purpose.
    #expect(try run("sync", "carebridge/ehr2", "k1").status == 0)
    #expect(try run("sync", "carebrige/ehr", "k1", "--new").status == 0)
    try run("customer", "add", "northwood-ems")
    #expect(try run("customer", "add", "northwod-ems").status == 64)
    try folder.write("sheet.csv", "customer\nnorthwod-ems\n")
    #expect(try run("customer", "import", "sheet.csv").status == 64)
  }

  @Test func aMisspeltDeploymentIsMerged() throws {
    try begin("sync", "carebrige/ehr", "k1")
    try begin("sync", "carebridge/ehr", "k1", "--new")
    try begin("customer", "add", "a", "--deployment", "carebrige/ehr")
    try begin("customer", "assign", "a", "carebrige/ehr", "--data", "5000-5063")
    #expect(try run("deployment", "merge", "carebrige/ehr", "carebridge/ehr").status == 0)
    let rules: [String: Any] = try json("rules", "a")
    let parts = try #require(rules["deployments"] as? [[String: Any]])
    #expect(parts.map { $0["deployment"] as? String } == ["carebridge/ehr"])
    #expect((parts[0]["assignments"] as? [Any])?.count == 1)
    #expect(try !run("deployments").output.contains("carebrige"))
    #expect(try run("log", "carebrige/ehr").status == 0)
  }

  /// Whoever took over would be listed nowhere, and so would the ports.
  @Test func nothingIsHandedToWhatIsOutOfUse() throws {
    try begin("sync", "v/c", "k1")
    try begin("sync", "other/d", "k1")
    for name in ["anna-ems", "bertha-fire"] {
      try run("customer", "add", name, "--deployment", "v/c")
    }
    try run("customer", "assign", "anna-ems", "v/c", "--data", "5000-5063")
    #expect(try run("customer", "merge", "anna-ems", "bertha-fire").status == 0)
    #expect(try run("customer", "merge", "bertha-fire", "anna-ems").status == 64)
    #expect(try run("customer", "merge", "anna-ems", "bertha-fire").status == 64)
    #expect(try run("customer", "list").output.contains("bertha-fire"))
    #expect(try run("rules", "bertha-fire").output.contains("5000-5063"))
    #expect(try run("deployment", "archive", "other/d").status == 0)
    let refused = try run("deployment", "merge", "v/c", "other/d")
    #expect(refused.status == 64 && refused.error.contains("is out of use"), "\(refused.error)")
  }

  /// Since when it is out of use, and who took over, stay; nothing done is no entry of the audit.
  @Test func whatIsOutOfUseIsNotTakenOutAgain() throws {
    try begin("sync", "v/c", "k1")
    try begin("sync", "other/d", "k1")
    try begin("deployment", "merge", "other/d", "v/c")
    let before = try run("deployment", "show", "other/d").output
    let entries = try run("audit").output
    #expect(try run("deployment", "archive", "other/d").status == 0)
    #expect(try run("deployment", "show", "other/d").output == before)
    #expect(try run("audit").output == entries)
  }

  @Test func aRenamedDeploymentIsFoundByBothNames() throws {
    try begin("sync", "carebrige/ehr", "k1")
    #expect(try run("deployment", "rename", "carebrige/ehr", "carebridge/ehr").status == 0)
    #expect(try addresses("carebridge/ehr") == ["192.0.2.1"])
    let old = try run("show", "carebrige/ehr")
    #expect(old.status == 66 && old.error.contains("is called carebridge/ehr now"))
  }

  @Test func anErasedCustomerLeavesNoTrace() throws {
    try begin("sync", "v/c", "k1")
    try run(
      "customer", "add", "quixotic-ems", "--name", "Quixotic Ambulance", "--contact",
      "zaphod@quixotic.example", "--deployment", "v/c")
    try run(
      "customer", "assign", "quixotic-ems", "v/c", "--data", "5000-5063", "--note",
      "Zaphod called")
    try run(
      "notify", "subscribe", "Zaphod B.", "--deployment", "v/c", "--customer", "quixotic-ems",
      "--to", "mail:zaphod@quixotic.example")
    try run("customer", "rename", "quixotic-ems", "quixotic-rescue")
    #expect(try run("customer", "erase", "quixotic-rescue").status == 64)
    #expect(try run("customer", "erase", "quixotic-rescue", "--yes").status == 0)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file.hasPrefix("gatebook.sqlite") {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + file))
      for word in ["uixotic", "aphod"] {
        #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(file)")
      }
    }
    // Whose port it was is still told, without a name.
    let holders: [[String: Any]] = try json("lookup", "udp/5001")
    #expect(holders.map { $0["customer"] as? String } == ["erased-1"])
  }

  @Test func aPlannedLeaveIsMovedAndCancelled() throws {
    try begin("sync", "v/c", "k1", "--recorded-at", "2026-01-15T09:00:00Z")
    try begin("customer", "add", "a", "--deployment", "v/c", "--from", "2026-02-01")
    try begin("customer", "assign", "a", "v/c", "--signaling", "7001", "--from", "2026-02-01")
    try begin("customer", "unassign", "a", "v/c", "--leave", "--until", "2097-05-01")
    #expect(try run("customer", "show", "a").output.contains("until 2097-05-01"))
    #expect(
      try run("customer", "unassign", "a", "v/c", "--leave", "--until", "2098-05-01").status == 0)
    let moved = try run("customer", "show", "a").output
    #expect(moved.contains("until 2098-05-01") && !moved.contains("2097"))
    #expect(try run("customer", "unassign", "a", "v/c", "--planned").status == 0)
    let open: [String: Any] = try json("customer", "show", "a")
    #expect((open["uses"] as! [[String: Any]]).map { $0["until"] is NSNull } == [true])
    #expect((open["assignments"] as! [[String: Any]]).map { $0["until"] is NSNull } == [true])
  }

  @Test func aContractIsExtendedByTheSheet() throws {
    try begin("sync", "v/c", "k1", "--recorded-at", "2026-01-15T09:00:00Z")
    for year in ["2097", "2098", "2096"] {
      try folder.write(
        "sheet.csv",
        "customer,deployment,data ports,from,until\na,v/c,5000-5063,2026-02-01,\(year)-05-01\n")
      let result = try run("customer", "import", "sheet.csv")
      #expect(result.status == 0, "\(result.error)")
      let shown: [String: Any] = try json("customer", "show", "a")
      let ends = (shown["assignments"] as! [[String: Any]]).map { $0["until"] as? String }
      #expect(ends == ["\(year)-05-02T00:00:00Z"])
    }
  }

  @Test func pastPortsAreCorrectedAndMarkedSo() throws {
    try begin("sync", "v/c", "k1", "--recorded-at", "2026-01-15T09:00:00Z")
    try begin("customer", "add", "a", "--deployment", "v/c", "--from", "2026-02-01")
    try begin("customer", "assign", "a", "v/c", "--data", "5000-5063", "--from", "2026-02-01")
    try begin("customer", "assign", "a", "v/c", "--data", "6000-6063", "--from", "2026-03-01")
    let result = try run(
      "customer", "correct", "a", "v/c", "--role", "data", "--held", "2026-02-15", "--ports",
      "5100-5163", "--note", "the wrong line of the sheet")
    #expect(result.status == 0, "\(result.error)")
    let shown = try run("customer", "show", "a").output
    #expect(shown.contains("noted wrongly") && shown.contains("udp 5100-5163"))
    let then: [[String: Any]] = try json("lookup", "udp/5001", "--as-of", "2026-02-15")
    #expect(then.isEmpty)
    let right: [[String: Any]] = try json("lookup", "udp/5101", "--as-of", "2026-02-15")
    #expect(right.map { $0["customer"] as? String } == ["a"])
    #expect(
      try run(
        "customer", "correct", "a", "v/c", "--role", "data", "--held", "2026-03-15", "--from",
        "2026-02-20"
      ).status == 64)
    let backwards = try run(
      "customer", "correct", "a", "v/c", "--role", "data", "--held", "2026-03-15", "--until",
      "2026-01-20")
    #expect(backwards.status == 64 && backwards.error.contains("lies before the start"))
  }

  @Test func whoSyncedMayNotApproveWhereThePolicySaysSo() throws {
    try begin("sync", "v/c", "k1")
    try begin("deployment", "set", "v/c", "--approver-differs")
    try begin("sync", "v/c", "k2")
    let own = try run("approve", "v/c@2", "--by", "someone else")
    #expect(own.status == 64 && own.error.contains("another user has to approve"))
    try run("deployment", "set", "v/c", "--no-approver-differs", "--two-for-wide")
    #expect(try run("approve", "v/c@2").status == 77)
    #expect(try run("approve", "v/c@2").error.contains("needs two users"))
    #expect(try addresses("v/c") == ["192.0.2.1"])
  }

  @Test func theAuditTellsWhoDidWhat() throws {
    try begin("sync", "v/c", "k1")
    try begin("guard", "v/c", "--loss-percent", "90", "--by", "anna")
    try begin("source", "add", "v/c", "https://desk:s3cret@example.com/list?token=abc")
    let entries: [[String: Any]] = try json("audit", "v/c")
    #expect(
      entries.map { $0["action"] as? String } == [
        "revision.stored", "guard.changed", "source.added",
      ])
    let user = entries[0]["user"] as? String
    #expect(user?.isEmpty == false && entries.allSatisfy { $0["user"] as? String == user })
    #expect(entries.map { $0["by"] as? String } == [nil, "anna", nil])
    let text = try run("audit").output
    #expect(text.contains("loss percent: 50 → 90"))
    #expect(!text.contains("s3cret") && !text.contains("abc"))
    #expect(try run("audit", "--since", "2096-01-01").output == "Nothing was changed.\n")
  }
}
