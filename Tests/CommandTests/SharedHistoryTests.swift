import EndpointModel
import Foundation
import TestSupport
import Testing

/// AWS's list of 2021 in 150 documents, where the folder of histories is present. Every sixth
/// one of the first sixty is synced, and what opens and closes is what someone else recorded at
/// the time, in IPv4, over the six steps.
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

  /// What several steps add and remove together: a block that comes and goes counts nowhere.
  private struct Recorded {
    private(set) var added: Set<String> = []
    private(set) var removed: Set<String> = []

    mutating func take(_ step: Step) {
      let (opened, closed) = (step.added ?? [], step.removed ?? [])
      for block in opened where removed.remove(block) == nil { added.insert(block) }
      for block in closed where added.remove(block) == nil { removed.insert(block) }
    }
  }

  @Test func theYearOpensAndClosesWhatWasRecorded() throws {
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
    var recorded = Recorded()
    for (position, step) in steps.prefix(60).enumerated() {
      recorded.take(step)
      if position % 6 > 0 { continue }
      defer { recorded = Recorded() }
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
      if position == 0 {
        #expect(synced.status == "first")
        firstSize = try size(inventory)
        continue
      }
      func ipv4(_ entries: [Synced.Changes.Access.Entry]) throws -> AddressSet {
        try set(entries.map(\.address).filter { !$0.contains(":") })
      }
      #expect(try ipv4(synced.changes.access.opened) == set(recorded.added), "\(step.file)")
      #expect(try ipv4(synced.changes.access.closed) == set(recorded.removed), "\(step.file)")
    }
    #expect(try size(inventory) - firstSize <= 250_000)
  }

  private func set(_ blocks: some Sequence<String>) throws -> AddressSet {
    AddressSet(try blocks.map { try CIDRBlock(parsing: $0) })
  }

  private func size(_ path: String) throws -> Int {
    try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
  }
}
