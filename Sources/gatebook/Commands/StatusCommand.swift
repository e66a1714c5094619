import ArgumentParser
import ChangeReporting
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage

struct StatusCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract:
      """
      Tell what needs a person: sources that fail or are overdue, revisions that are held, \
      notices that could not be delivered, deadlines that passed, changes that the second place \
      has not confirmed, a base copy that PostgreSQL lacks.
      """,
    discussion: """
      With --exit-code, the status is 4 where something does. With --format nagios,
      it is what Nagios and Icinga expect: 0, 1 for a warning (something is held,
      failing, not delivered or not confirmed), 2 where a source is overdue or a
      deadline has passed. With --format prometheus, the text is that of a server's
      /metrics, for node_exporter's folder.

      Example:
        gatebook status
        gatebook status --exit-code || mail -s gatebook admin@example.com
        gatebook status --format nagios
      """)

  @Flag(name: .customLong("exit-code"), help: "End with status 4 where something needs a person.")
  var wantsStatus = false

  @Option(help: "What the answer is written in. CSV has a line for each source.")
  var format = Format.text

  @OptionGroup var inventory: InventoryOption

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, nagios, prometheus
  }

  func answer(in program: Program) throws -> Answer {
    let now = program.now()
    let path = try inventory.path(in: program)
    let store = try Inventory.openForReading(at: path)
    let (status, metrics) = try store.read { reader in
      let status = try Status(
        of: reader, at: now, in: program.zone,
        replication: try program.secondPlace(for: path)?.state(
          of: path, reader, looksAtStore: true), missingBase: store.missingBase)
      let metrics =
        format == .prometheus
        ? Metrics(
          status, current: try reader.deployments(), polls: try reader.listPolls(),
          copyAge: store.copyAge, at: now
        ).text
        : ""
      return (status, metrics)
    }
    try store.close()
    let end = wantsStatus && !status.isWell ? ExitStatus.overdue : .done
    switch format {
    case .text:
      return Answer(
        text: TextReports(program.style).health(
          status.sources, held: status.held, undelivered: status.undelivered,
          unsent: status.unsentReports, passed: status.overdue.map { ("\($0.date)", $0.inWords) },
          refusal: status.replication?.refusal.map { "\($0)" },
          unconfirmed: status.replication.flatMap { state in
            state.since.map { (state.unconfirmed, $0) }
          }, missingBase: status.missingBase?.inWords, at: now),
        status: end)
    case .json: return Answer(text: status.json.text, status: end)
    case .csv: return Answer(text: JSONText.csv(status.sources.map { JSONText($0) }), status: end)
    case .prometheus: return Answer(text: metrics, status: end)
    case .nagios:
      let check = NagiosCheck(status)
      return Answer(text: check.text, status: ExitStatus(check.level))
    }
  }
}

extension ExitStatus {
  /// Nagios has statuses of its own.
  fileprivate init(_ level: NagiosCheck.Level) {
    self =
      switch level {
      case .ok: .done
      case .warning: .differencesFound
      case .critical: .writtenInPart
      }
  }
}

extension SourceLocation {
  /// With an absolute path, so that it means the same in any folder.
  var absolute: SourceLocation {
    guard case .path(let path) = self else { return self }
    return .path(URL(fileURLWithPath: path).standardizedFileURL.path)
  }
}
