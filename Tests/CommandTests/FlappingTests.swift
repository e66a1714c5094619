import Foundation
import TestSupport
import Testing

/// Addresses that leave and come back, by the real program.
@Suite struct FlappingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func sync(_ hosts: [Int], at day: String) throws -> String {
    let rows = hosts.map { "Web,8.8.8.\($0),443,tcp\n" }.joined()
    try folder.write("next.csv", "service,address,ports,protocol\n" + rows)
    let result = try GatebookProcess.once(
      ["sync", "v/c", "next.csv", "--recorded-at", "2026-01-\(day)T00:00:00Z"], in: folder)
    #expect(result.status == 0, "\(result.error)")
    return result.output
  }

  @Test func beforeTheFirstRevisionNothingStoodYet() throws {
    _ = try sync([1, 2], at: "01")
    for option in [[], ["--settled"]] {
      let result = try GatebookProcess.run(
        ["diff", "v/c@2025-01-01", "v/c"] + option, in: folder.path)
      #expect(result.status == 0 && result.output.contains("2 endpoints added"), "\(result)")
    }
  }

  @Test func returnsAreToldApart() throws {
    _ = try sync([1, 2], at: "01")
    _ = try sync([1], at: "02")
    let first = try sync([1, 2], at: "04")
    #expect(first.contains("8.8.8.2             back after 2 days, 1st time"), "\(first)")
    _ = try sync([1], at: "05")
    let second = try sync([1, 2, 3], at: "06")
    #expect(second.contains("8.8.8.2             back after 24 hours, 2nd time"), "\(second)")
    #expect(!second.contains("8.8.8.3             back"))
    // What is told while it is stored is told again of what is stored.
    let again = try run("diff", "v/c@4", "v/c@5").output
    #expect(second.drop { $0 != "\n" } == again.drop { $0 != "\n" })
    // After more than a week, it is new again.
    _ = try sync([1, 3], at: "07")
    #expect(try !sync([1, 2, 3], at: "20").contains("back after"))
    let json = try run("diff", "v/c@4", "v/c@5", "--format", "json").output
    #expect(json.contains("{\"address\": \"8.8.8.2\", \"goneForSeconds\": 86400, \"times\": 2}"))
  }

  @Test func onlyWhatHasStoodIsSettled() throws {
    _ = try sync([1, 2], at: "01")
    _ = try sync([1, 3], at: "10")
    _ = try sync([1, 4], at: "15")
    // A week before the 20th, 3 was there and 2 was gone; 4 is too young, and 3 is gone.
    let late = try run("diff", "v/c@1", "v/c@2026-01-20", "--settled")
    #expect(late.output.contains("- 8.8.8.2") && !late.output.contains("8.8.8.4"), "\(late.output)")
    #expect(!late.output.contains("8.8.8.3"))
    let young = try run("diff", "v/c@1", "v/c@2026-01-16", "--settled")
    #expect(young.output.contains("nothing opens or closes"), "\(young.output)")
    let old = try run("diff", "v/c@1", "v/c@2026-01-25", "--settled")
    #expect(old.output.contains("+ 8.8.8.4"), "\(old.output)")
  }

  @Test func whatIsSettledIsMeantAsDeclared() throws {
    for (hosts, day) in [("8.8.8.1\n", "01"), ("8.8.8.1\n8.8.8.2\n", "10")] {
      try folder.write("list.txt", hosts)
      let result = try run("sync", "v/l", "list.txt", "--recorded-at", "2026-01-\(day)T00:00:00Z")
      #expect(result.status == 0, "\(result.error)")
    }
    _ = try run("deployment", "set", "v/l", "--unstated-ports", "443", "--unstated-protocol", "tcp")
    let settled = try run("diff", "v/l@1", "v/l", "--settled").output
    #expect(settled.contains("tcp 443"), "\(settled)")
  }
}
