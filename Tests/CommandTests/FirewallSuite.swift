import Foundation
import TestSupport
import Testing

/// What tests of `gatebook firewall` share: an inventory with a document, and a firewall `edge`.
protocol FirewallSuite {
  var folder: TemporaryFolder { get }
}

extension FirewallSuite {
  func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  func json(_ arguments: String...) throws -> [String: Any] {
    let result = try GatebookProcess.run(arguments + ["--format", "json"], in: folder.path)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  func sync(
    _ rows: [String], at day: String, into deployment: String = "v/c", head: String = ""
  ) throws {
    try folder.write(
      "table.md",
      head + "\n| Service | IP address | Ports | Protocol |\n|---|---|---|---|\n"
        + rows.map { "| " + $0.replacing(",", with: " | ") + " |\n" }.joined())
    let result = try GatebookProcess.once(
      ["sync", deployment, "table.md", "--recorded-at", "\(day)T00:00:00Z"], in: folder)
    #expect(result.status == 0, "\(result.error)\(result.output)")
  }

  func addresses(_ entries: Any?) -> [String] {
    ((entries as? [[String: Any]]) ?? []).compactMap { $0["address"] as? String }
  }

  func add(_ allowances: String..., options: String...) throws {
    let result = try GatebookProcess.once(
      ["firewall", "add", "edge", "--target", "nftables"]
        + allowances.flatMap { ["--allow", $0] } + options, in: folder)
    #expect(result.status == 0, "\(result.error)")
  }

  func apply() throws {
    for step in [["write", "edge", "--output", "f"], ["applied", "edge"]] {
      #expect(try GatebookProcess.once(["firewall"] + step, in: folder).status == 0)
    }
  }
}
