import Foundation
import TestSupport
import Testing

/// AWS's list of 2021 in 150 revisions, where the folder of histories is present:
/// what opens and closes at each of the 149 steps is what someone else recorded
/// at the time, in IPv4.
@Suite(.enabled(if: Places.shared != nil)) struct SharedHistoryTests {
  private struct Step: Decodable {
    let file: String
    let added: [String]?
    let removed: [String]?
  }

  private struct Synced: Decodable {
    struct Changes: Decodable {
      struct Access: Decodable {
        struct Entry: Decodable { let address: String }
        let opened: [Entry]
        let closed: [Entry]
      }
      let access: Access
    }
    let status: String
    let changes: Changes
  }

  @Test func everyStepOfTheYearOpensAndClosesWhatWasRecorded() throws {
    let folder = try TemporaryFolder()
    let archive = try #require(Places.shared)
      .appending(path: "histories/aws-ip-ranges-2021.tar.xz").path
    #expect(
      try GatebookProcess.run("/usr/bin/env", ["tar", "-xJf", archive], in: folder.path).status == 0
    )
    let history = folder.file("aws-ip-ranges-2021")
    let steps = try String(contentsOfFile: history + "/truth.jsonl", encoding: .utf8)
      .split(separator: "\n").map { try JSONDecoder().decode(Step.self, from: Data($0.utf8)) }
    #expect(steps.count == 150)

    var firstSize = 0
    let inventory = folder.file("aws.sqlite")
    for step in steps {
      // 0002-2021-01-05-20-14-18.json
      let parts = step.file.dropLast(5).split(separator: "-").dropFirst().map(String.init)
      let time =
        parts[0..<3].joined(separator: "-") + "T" + parts[3...].joined(separator: ":") + "Z"
      let result = try GatebookProcess.run([
        "sync", "aws/all", history + "/" + step.file, "--recorded-at", time, "--format", "json",
        "--inventory", inventory,
      ])
      #expect(result.status == 0, "\(result.error)")
      let synced = try JSONDecoder().decode(Synced.self, from: Data(result.output.utf8))
      guard let added = step.added, let removed = step.removed else {
        #expect(synced.status == "first")
        firstSize = try size(inventory)
        continue
      }
      func ipv4(_ entries: [Synced.Changes.Access.Entry]) -> Set<String> {
        Set(entries.map(\.address).filter { !$0.contains(":") }.map(withLength))
      }
      #expect(ipv4(synced.changes.access.opened) == Set(added.map(withLength)), "\(step.file)")
      #expect(ipv4(synced.changes.access.closed) == Set(removed.map(withLength)), "\(step.file)")
    }
    #expect(try size(inventory) - firstSize <= 250_000)
  }

  private func withLength(_ block: String) -> String {
    block.contains("/") ? block : block + "/32"
  }

  private func size(_ path: String) throws -> Int {
    try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
  }
}
