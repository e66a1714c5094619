import ArgumentParser
import ChangeReporting
import EndpointModel
import Foundation
import InventoryStorage

struct StatusCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract:
      """
      Tell what needs a person: sources that fail or are overdue, revisions that are held, \
      notices that could not be delivered.
      """,
    discussion: """
      Example:
        gatebook status
        gatebook status --format json
      """)

  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let (sources, held, notices) = try inventory.reading(program) { inventory in
      (
        try SourceHealth.all(in: inventory, at: program.now()),
        try inventory.deploymentNames().compactMap { try inventory.heldRevision(of: $0) },
        try inventory.notices(.givenUp).filter { $0.subscription.ended == nil }
          + inventory.notices(.due).filter { $0.delivery.failure != nil }
      )
    }
    switch format.format {
    case .text:
      return Answer(
        text: TextReports(program.style).health(
          sources, held: held, undelivered: notices, at: program.now()))
    case .json:
      return Answer(
        text: JSONText.object([
          "sources": .array(sources.map { JSONText($0) }),
          "held": .array(held.map { JSONText($0) }),
          "undelivered": .array(notices.map { JSONText($0) }),
        ]).text)
    }
  }
}

extension SourceHealth {
  /// Every source with the change that it brought last.
  static func all(in inventory: InventoryReader, at time: UTCTime) throws -> [SourceHealth] {
    try inventory.sources().map { source, addedAt in
      SourceHealth(
        source: source, changedAt: try inventory.latestRevision(of: source.deployment)?.recordedAt,
        isOverdue: source.isOverdue(at: time, addedAt: addedAt))
    }
  }
}

extension SourceLocation {
  /// With the whole path, so that it means the same from any folder.
  var absolute: SourceLocation {
    guard case .path(let path) = self else { return self }
    return .path(URL(fileURLWithPath: path).standardizedFileURL.path)
  }
}
