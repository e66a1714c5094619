import ArgumentParser
import ChangeReporting
import EndpointModel
import Foundation
import InventoryModel

struct SourceSeedsCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "seeds",
    abstract: "List deployments whose documents this program knows the address of.",
    discussion: """
      The addresses are the vendors' own and may change: `status` tells of one that
      leads nowhere.

      Example:
        gatebook source seeds
        gatebook source add aws/all --from-seed
      """)

  @OptionGroup var format: ListFormatOption

  func answer(in program: Program) throws -> Answer {
    let seeds = SourceSeed.all
    return format.answer(
      seeds.map {
        .object([
          "deployment": .string($0.deployment.description), "address": .string($0.address),
          "what": .string($0.what), "hasLayout": .bool($0.layout != nil),
        ])
      }
    ) {
      var table = TextTable([.left("deployment"), .left("what")])
      for seed in seeds { table.add([seed.deployment.description, seed.what]) }
      return table.text(program.style)
    }
  }
}

/// A deployment whose vendor publishes its document at a known address: a line of
/// `Seeds/sources.csv`.
struct SourceSeed {
  let deployment: DeploymentName
  /// `{id}` stands for an identifier of whoever asks.
  let address: String
  /// The text of the layout by which its document is read; nil if it needs none.
  let layout: String?
  let what: String

  /// By deployment.
  static let all: [SourceSeed] = {
    let text = EmbeddedSeeds.files.first { $0.name == "sources.csv" }?.text ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { line in
      // No cell has a quotation mark, and only the last one may have a comma.
      let cells = line.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
        .map(String.init)
      guard cells.count == 4, let deployment = DeploymentName(cells[0]) else { return nil }
      return SourceSeed(
        deployment: deployment, address: cells[1],
        layout: EmbeddedSeeds.files.first { $0.name == cells[2] + ".layout" }?.text,
        what: cells[3])
    }
  }()

  private init(deployment: DeploymentName, address: String, layout: String?, what: String) {
    self.layout = layout
    self.deployment = deployment
    self.address = address
    self.what = what
  }

  /// - Throws: `NoSeedError`
  init(of deployment: DeploymentName) throws {
    guard let seed = Self.all.first(where: { $0.deployment == deployment }) else {
      throw NoSeedError(deployment: deployment)
    }
    self = seed
  }

  /// - Throws: `ValueError`
  func location() throws -> SourceLocation {
    try SourceLocation(
      parsing: address.replacing("{id}", with: UUID().uuidString.lowercased()))
  }
}

/// The program knows no address of the deployment.
struct NoSeedError: ReportedError {
  let deployment: DeploymentName

  var description: String {
    let same = SourceSeed.all.filter { $0.deployment.vendor == deployment.vendor }
      .map(\.deployment.description)
    return "no address of \(deployment) is known"
      + (same.isEmpty ? "" : "; of that vendor there are " + same.joined(separator: ", "))
  }
  var remedy: String { "`gatebook source seeds` lists them; or say where its document is" }
  var status: ExitStatus { .notFound }
}
