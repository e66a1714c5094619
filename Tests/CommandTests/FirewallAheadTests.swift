import Foundation
import TestSupport
import Testing

/// `gatebook firewall plan` and `write` where a document is to hold from a later day on.
@Suite struct FirewallAheadTests: FirewallSuite {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What is added is opened first; what is removed goes at once only where nobody asked otherwise. What
  /// the plan says, the file does.
  @Test func whatHoldsLaterIsOpenedFirstAndClosedOnItsDay() throws {
    try sync(["Web,8.8.8.1,443,tcp", "Web,8.8.8.2,443,tcp"], at: "2026-01-01")
    try add("v/c", options: "--keep-until-deadline")
    try apply()
    try sync(
      ["Web,8.8.8.1,443,tcp", "Web,8.8.8.3,443,tcp"], at: "2026-01-02",
      head: "Effective: December 31, 2199\n")
    let plan = try json("firewall", "plan", "edge")
    #expect(addresses(plan["opened"]) == ["8.8.8.3"])
    #expect(addresses(plan["closed"]) == [])
    let ahead = try #require((plan["ahead"] as? [[String: Any]])?.first)
    #expect(ahead["revision"] as? String == "v/c@2" && ahead["from"] as? String == "2199-12-31")
    let kept = try #require(plan["kept"] as? [[String: Any]])
    #expect(Set(kept.map { $0["until"] as? String }) == ["2199-12-31"])
    let endpoints = kept.compactMap { ($0["endpoint"] as? [String: Any])?["address"] as? String }
    #expect(endpoints.contains("8.8.8.2"), "\(endpoints)")
    let sentence =
      "v/c@2 is to hold from 2199-12-31 on: what it adds is allowed already, and what it "
    #expect(
      try run("firewall", "plan", "edge").output.contains(sentence + "removes stays until then."))
    let delta = try run("firewall", "write", "edge", "--delta")
    #expect(delta.output.contains("8.8.8.3") && !delta.output.contains("8.8.8.2"), "\(delta)")
    #expect(delta.error.contains(sentence))
    _ = try run("firewall", "set", "edge", "--no-keep-until-deadline")
    #expect(addresses(try json("firewall", "plan", "edge")["closed"]) == ["8.8.8.2"])
    #expect(
      try run("firewall", "plan", "edge").output.contains(
        sentence + "removes goes at once, unless --keep-until-deadline is set."))
    #expect(try run("firewall", "write", "edge", "--delta").output.contains("8.8.8.2"))
  }

  /// A date that has come is none to wait for, nor is a year that has begun.
  @Test(arguments: ["January 2, 2026", "2026"]) func whatHoldsAlreadyIsClosed(_ date: String) throws
  {
    try sync(["Web,8.8.8.1,443,tcp", "Web,8.8.8.2,443,tcp"], at: "2026-01-01")
    try add("v/c", options: "--keep-until-deadline")
    try apply()
    try sync(["Web,8.8.8.1,443,tcp"], at: "2026-01-02", head: "Effective: \(date)\n")
    let plan = try json("firewall", "plan", "edge")
    #expect(addresses(plan["closed"]) == ["8.8.8.2"] && plan["ahead"] as? [String] == [])
  }
}
