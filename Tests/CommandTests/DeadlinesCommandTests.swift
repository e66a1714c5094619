import Foundation
import TestSupport
import Testing

/// `gatebook deadlines` and what `gatebook status` makes of them, by the real program. Days are long
/// past or far ahead, so that no clock matters.
@Suite struct DeadlinesCommandTests: FirewallSuite {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func overdue() throws -> [[String: Any]] {
    try #require(try json("deadlines")["overdue"] as? [[String: Any]])
  }

  private static let past = "The changes must be made by 1 February 2026."

  @Test func whatAFirewallIsNotNotedToHaveIsOverdue() throws {
    try sync(["Web,8.8.8.8,443,tcp"], at: "2026-01-01", head: Self.past)
    // Nothing tells whether somebody did it.
    #expect(try overdue().isEmpty)
    try add("v/c")
    let found = try overdue()
    #expect(found.map { $0["kind"] as? String } == ["document"])
    #expect(found.map { $0["firewall"] as? String } == ["edge"])
    #expect(found.map { $0["date"] as? String } == ["2026-02-01"])
    #expect(found.map { $0["revision"] as? Int } == [1])
    #expect(try run("deadlines").status == 0)
    #expect(try run("deadlines", "--exit-code").status == 4)
    #expect(try run("status", "--exit-code").status == 4)
    let text = try run("status").output
    #expect(text.hasPrefix("overdue  2026-02-01  v/c: "), "\(text)")

    try apply()
    #expect(try overdue().isEmpty)
    #expect(try run("deadlines", "--exit-code").status == 0)
    // Of a later revision, the day counts again.
    try sync(
      ["Web,8.8.8.8,443,tcp", "Web,8.8.8.9,443,tcp"], at: "2026-01-20", head: Self.past)
    #expect(try overdue().map { $0["revision"] as? Int } == [2])
    try apply()
    #expect(try overdue().isEmpty)
  }

  /// What a person took back is wanted no more; what was wanted before it still is.
  @Test func whatWasTakenBackIsNotOverdue() throws {
    try sync(["Web,8.8.8.8,443,tcp"], at: "2026-01-01", head: Self.past)
    try add("v/c")
    try apply()
    try sync(["Web,8.8.8.8,443,tcp", "Web,8.8.8.9,443,tcp"], at: "2026-01-20", head: Self.past)
    #expect(try overdue().map { $0["revision"] as? Int } == [2])
    #expect(try run("revert", "v/c@1").status == 0)
    #expect(try overdue().isEmpty)
  }

  /// Of several days, the first one counts.
  @Test func fromTheDayOfForceOnItIsOverdue() throws {
    try sync(
      ["Web,8.8.8.8,443,tcp"], at: "2026-01-01",
      head: "It is effective 1 February 2026; the old hosts are switched off on 1 March 2026.")
    try add("v/c")
    #expect(try overdue().map { $0["date"] as? String } == ["2026-02-01"])
    #expect(
      try run("deadlines").output.contains(
        "its document stated that day for the changes of revision 1, and edge is not noted"))
    try apply()
    #expect(try overdue().isEmpty)
  }

  /// A list that a firewall fetches by itself needs nobody.
  @Test func aListThatIsFetchedIsNeverOverdue() throws {
    try sync(["Web,8.8.8.8,443,tcp"], at: "2026-01-01", head: Self.past)
    #expect(
      try run("firewall", "add", "edge", "--target", "edl", "--allow", "v/c").status == 0)
    #expect(try overdue().isEmpty)
  }

  @Test func portsThatBeganAndWereNotWrittenAreOverdue() throws {
    try sync(["Voice,8.8.8.8,\"see your profile\",tcp"], at: "2026-01-01")
    #expect(
      try run("customer", "add", "north", "--deployment", "v/c", "--from", "2026-01-01").status
        == 0)
    let assigned = try run(
      "customer", "assign", "north", "v/c", "--signaling", "7401", "--from", "2026-01-02")
    #expect(assigned.status == 0, "\(assigned.error)")
    try add("v/c@north")
    let found = try overdue()
    #expect(found.map { $0["kind"] as? String } == ["ports-begin"])
    #expect(found.map { $0["date"] as? String } == ["2026-01-02"])
  }

  @Test func whatIsToComeIsListedAndGivenToCalendars() throws {
    try sync(
      ["Web,8.8.8.8,443,tcp"], at: "2026-01-01",
      head: "The changes must be made by 31 January 2099.")
    let coming = try #require(try json("deadlines")["coming"] as? [[String: Any]])
    #expect(coming.map { $0["date"] as? String } == ["2099-01-31"])
    #expect(
      try run("deadlines", "--within", "30d").output == "Nothing is due, and nothing overdue.\n")
    #expect(try run("deadlines", "--within", "5000w").output.contains("2099-01-31"))
    #expect(try run("deadlines", "--within", "soon").status == 64)
    let calendar = try run("deadlines", "--format", "ics").output
    #expect(calendar.contains("DTSTART;VALUE=DATE:20990131\r\n"))
    let csv = try run("deadlines", "--format", "csv").output
    #expect(
      csv == """
        date,state,what
        2099-01-31,coming,v/c: its document wants the changes of revision 1 made by this day

        """)
  }

  /// Nagios has statuses and a form of its own.
  @Test func theStatusForMonitoring() throws {
    try sync(["Web,8.8.8.8,443,tcp"], at: "2026-01-01", head: Self.past)
    let well = try run("status", "--format", "nagios")
    #expect(well.status == 0)
    #expect(
      well.output
        == "GATEBOOK OK - 0 sources read | sources=0 failing=0 overdue=0 held=0 undelivered=0 deadlines=0\n"
    )
    try folder.write("list.csv", "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\n")
    _ = try run("source", "add", "v/list", "gone.csv")
    _ = try run("sync")
    let warning = try run("status", "--format", "nagios")
    #expect(warning.status == 1)
    #expect(
      warning.output.hasPrefix("GATEBOOK WARNING - 1 source failing | sources=1 failing=1 "),
      "\(warning.output)")
    #expect(warning.output.contains("\nfailing: v/list: "), "\(warning.output)")
    try add("v/c")
    let critical = try run("status", "--format", "nagios")
    #expect(critical.status == 2)
    #expect(critical.output.contains("1 source failing, 1 deadline passed"), "\(critical.output)")
    let metrics = try run("status", "--format", "prometheus").output
    #expect(metrics.contains("\ngatebook_deadlines_overdue 1\n"), "\(metrics)")
    #expect(metrics.contains("gatebook_source_failing{deployment=\"v/list\"} 1\n"))
  }
}
