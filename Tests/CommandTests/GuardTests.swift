import Foundation
import TestSupport
import Testing

/// Revisions that a guard holds, by the real program.
@Suite struct GuardTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path, environment: ["USER": "anna"])
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let result = try GatebookProcess.run(arguments + ["--format", "json"], in: folder.path)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
      "\(result.error)")
  }

  private func table(_ hosts: ClosedRange<Int>, _ ports: Int = 443) -> String {
    "service,address,ports,protocol\n" + hosts.map { "Web,8.8.8.\($0),\(ports),tcp\n" }.joined()
  }

  /// The number of endpoints of the current revision.
  private func current() throws -> (revision: Int, count: Int) {
    let shown = try json("show", "v/c")
    return (shown["revision"] as! Int, (shown["endpoints"] as! [Any]).count)
  }

  private func states() throws -> [String] {
    let result = try GatebookProcess.run(["log", "v/c", "--format", "json"], in: folder.path)
    let all = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as! [[String: Any]]
    return all.map { "\($0["revision"]!) \($0["state"]!)" }
  }

  private func sync(_ text: String, at time: String) throws -> (status: Int32, json: [String: Any])
  {
    try folder.write("next.csv", text)
    let result = try GatebookProcess.once(
      ["sync", "v/c", "next.csv", "--recorded-at", time + "T00:00:00Z", "--format", "json"],
      in: folder)
    let json = try? JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    return (result.status, json ?? [:])
  }

  @Test func aHeldRevisionWaitsForAPerson() throws {
    _ = try sync(table(1...20), at: "2026-01-01")
    let held = try sync(table(1...5), at: "2026-02-01")
    #expect(held.status == 77 && held.json["status"] as? String == "held")
    #expect(
      (held.json["reasons"] as? [[String: Any]])?.map { $0["code"] as? String } == [
        "addresses-gone"
      ])
    #expect((held.json["to"] as? [String: Any])?["revision"] as? Int == 2)
    // Every answer is of the revision before it.
    #expect(try current() == (1, 20))
    let found = try run("lookup", "8.8.8.9", "--format", "json").output
    #expect(found.contains("\"until\": null"))
    // The same document again is no second revision.
    #expect(try sync(table(1...5), at: "2026-02-02").status == 77)
    #expect(try states() == ["2 held", "1 accepted"])

    let approved = try run("approve", "v/c@2", "--note", "confirmed")
    #expect(approved.status == 0, "\(approved.error)")
    #expect(try current() == (2, 5))
    #expect(try json("show", "v/c@2026-02-01")["revision"] as? Int == 2)
    #expect(try json("show", "v/c@2026-01-31")["revision"] as? Int == 1)
    #expect(try run("approve", "v/c@2").status == 64)
    #expect(try sync(table(1...5), at: "2026-02-03").status == 0)
    #expect(try states() == ["2 accepted", "1 accepted"])
  }

  @Test func whatWasRejectedIsNoNewsAgain() throws {
    _ = try sync(table(1...20), at: "2026-01-01")
    #expect(try sync(table(1...5), at: "2026-02-01").status == 77)
    #expect(try run("reject", "v/c@2").status == 0)
    let again = try sync(table(1...5), at: "2026-02-02")
    #expect(again.status == 0 && again.json["status"] as? String == "unchanged")
    #expect(try sync(table(1...4), at: "2026-02-03").status == 77)
    #expect(try states() == ["3 held", "2 rejected", "1 accepted"])
    #expect(try current() == (1, 20))
  }

  @Test func whatTheVendorNoLongerShowsIsPassedBy() throws {
    _ = try sync(table(1...20), at: "2026-01-01")
    _ = try sync(table(1...5), at: "2026-02-01")
    #expect(try sync(table(1...20), at: "2026-02-02").json["status"] as? String == "unchanged")
    #expect(try states() == ["2 passed by", "1 accepted"])
    _ = try sync(table(1...5), at: "2026-02-03")
    #expect(try sync(table(1...18), at: "2026-02-04").json["status"] as? String == "changed")
    #expect(try states() == ["4 accepted", "3 passed by", "2 passed by", "1 accepted"])
    #expect(try current() == (4, 18))
    // What a held revision would have changed can still be seen.
    let difference = try json("diff", "v/c@1", "v/c@3")
    #expect((difference["removed"] as? [Any])?.count == 15)
    // And it can be made current after all, as a new revision.
    #expect(try run("approve", "v/c@3").status == 0)
    #expect(try current() == (5, 5))
  }

  @Test func limitsAreKeptPerDeployment() throws {
    _ = try sync(table(1...20), at: "2026-01-01")
    #expect(try run("guard", "v/c", "--loss-percent", "90").status == 0)
    #expect(try json("guard", "v/c")["lossPercent"] as? Int == 90)
    #expect(try sync(table(1...5), at: "2026-02-01").status == 0)
    #expect(try run("guard", "v/c", "--reset").status == 0)
    #expect(try json("guard", "v/c")["lossPercent"] as? Int == 50)
    #expect(try run("guard", "no/where").status == 66)
  }

  /// After a good revision, a document that is no such list leaves it as it is.
  @Test(arguments: [
    "", "service,address,ports,protocol\n", "{\"endpoints\": []}",
    "<html><head><title>503 Service Unavailable</title></head><body>Try later</body></html>",
    "service,address,ports,protocol\nWeb,8.8.8.300,443,tcp\n",
  ])
  func brokenDownloads(_ text: String) throws {
    _ = try sync(table(1...20), at: "2026-01-01")
    let status = try sync(text, at: "2026-02-01").status
    #expect([65, 77].contains(status), "\(status)")
    #expect(try current() == (1, 20))
  }
}
