import TestSupport
import Testing

/// What customers are told of their own ports.
extension NoticeTests {
  @Test func ownPortsThatChangeAreToldToThatCustomer() throws {
    try start()
    for name in ["near", "far"] {
      _ = try run("customer", "add", name, "--deployment", "v/c", "--from", "2026-01-02")
      try subscribe(name, to: "file:out", "--customer", name)
    }
    try subscribe("all", to: "file:out")
    #expect(try notices().isEmpty)
    _ = try run("customer", "assign", "near", "v/c", "--data", "5000-5003", "--from", "2026-02-01")
    #expect(entries(try notice(1)) == ["+ 8.8.4.4 5000-5003"])
    // Planned, and cancelled again.
    _ = try run("customer", "assign", "near", "v/c", "--data", "6000", "--from", "2031-01-01")
    #expect(entries(try notice(2)) == ["+ 8.8.4.4 6000", "- 8.8.4.4 5000-5003"])
    #expect(try notice(2)["effectiveAt"] as? String == "2031-01-01T00:00:00Z")
    _ = try run("customer", "unassign", "near", "v/c", "--planned")
    #expect(entries(try notice(3)) == ["+ 8.8.4.4 5000-5003", "- 8.8.4.4 6000"])
    // A leave that is planned, a correction, and a sheet.
    _ = try run("customer", "unassign", "near", "v/c", "--leave", "--until", "2031-05-01")
    #expect(entries(try notice(4)) == ["- 8.8.4.4 5000-5003", "- 8.8.8.8 443"])
    try folder.write(
      "s.csv", "customer,deployment,data,from\nfar,v/c,7000-7001,2026-03-01\n")
    #expect(try run("customer", "import", "s.csv").status == 0)
    #expect(entries(try notice(5)) == ["+ 8.8.4.4 7000-7001"])
    #expect(try notices().map { $0["who"] as? String } == ["far", "near", "near", "near", "near"])
  }

  /// Of several ranges, only what comes and goes is told.
  @Test func aChangeOfOneRangeIsTold() throws {
    try start()
    _ = try run("customer", "add", "near", "--deployment", "v/c", "--from", "2026-01-02")
    try subscribe("near", to: "file:out", "--customer", "near")
    for (ports, from) in [("5000-5003,6000", "2026-02-01"), ("5000-5003,7000", "2026-03-01")] {
      _ = try run("customer", "assign", "near", "v/c", "--data", ports, "--from", from)
    }
    #expect(entries(try notice(1)) == ["+ 8.8.4.4 5000-5003,6000"])
    #expect(entries(try notice(2)) == ["+ 8.8.4.4 7000", "- 8.8.4.4 6000"])
    let shown = try run("notify", "show", "2").output
    #expect(shown.contains("data ports udp 5000-5003,6000\n"), "\(shown)")
    #expect(shown.contains("data ports udp 5000-5003,7000\n"), "\(shown)")
  }

  /// What was planned was told of the table before.
  @Test func whatIsPlannedIsToldAgainOfANewTable() throws {
    try start()
    _ = try run("customer", "add", "near", "--deployment", "v/c", "--from", "2026-01-02")
    _ = try run("customer", "assign", "near", "v/c", "--data", "5000", "--from", "2026-01-02")
    _ = try run("customer", "assign", "near", "v/c", "--data", "6000", "--from", "2031-01-01")
    try subscribe("near", to: "file:out", "--customer", "near")
    let more = "Radio,8.8.4.5,customer,udp,data,\n"
    #expect(try sync(Self.first + more, at: "2026-02-01") == 0)
    #expect(entries(try notice(1)) == ["+ 8.8.4.5 5000"])
    #expect(
      entries(try notice(2)) == [
        "+ 8.8.4.4/31 6000", "- 8.8.4.4/31 5000",
      ])
  }

  /// What is exported for a customer adds up to what differs for them.
  @Test func theHistoryOfACustomerHasTheirOwnPorts() throws {
    try start()
    _ = try run("customer", "add", "near", "--deployment", "v/c", "--from", "2026-01-10")
    _ = try run("customer", "assign", "near", "v/c", "--data", "5000", "--from", "2026-01-20")
    #expect(try sync(Self.first + "Radio,8.8.4.9,customer,udp,data,\n", at: "2026-02-01") == 0)
    _ = try run("customer", "assign", "near", "v/c", "--data", "6000", "--from", "2026-03-01")
    let history = try json("export", "changes", "v/c", "--customer", "near", "--format", "json")
    let notices = try #require(history["notices"] as? [[String: Any]])
    #expect(
      notices.map { "\($0["kind"]!) " + ($0["effectiveAt"] as! String).prefix(10) } == [
        "ports 2026-03-01", "change 2026-02-01", "ports 2026-01-20", "ports 2026-01-10",
      ])
    #expect(
      notices.map(entries) == [
        ["+ 8.8.4.4 6000", "+ 8.8.4.9 6000", "- 8.8.4.4 5000", "- 8.8.4.9 5000"],
        ["+ 8.8.4.9 5000"], ["+ 8.8.4.4 5000"], ["+ 8.8.8.8 443"],
      ])
    #expect(
      Set(notices.map { $0["id"] as! String }).count == 4, "each has an identifier of its own")
  }
}
