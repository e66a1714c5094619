import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import MemorySettings
import WebAccess

/// `gatebook sync` without a document: the registered sources.
struct SourceSync {
  /// Nil for all.
  let deployment: DeploymentName?
  let author: Author
  let isForced: Bool
  /// In seconds, for one document.
  let timeout: Int
  let format: AnswerFormat
  let inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    memory_settings_keep_freed()
    let outcomes = try inventory.open(program) { inventory in
      var sources = try inventory.read { try $0.sources() }.map(\.source)
      if let deployment {
        sources = sources.filter { $0.deployment == deployment }
        if sources.isEmpty { throw InventoryError.noSource(deployment) }
      }
      var web = WebFetch()
      web.options.temporaryFolder = program.temporaryFolder
      web.options.proxy = try ProxySettings.proxy(program)
      web.options.certificates = program.environment["SSL_CERT_FILE"]
      var settings = SourceRun.Settings()
      settings.isForced = isForced
      settings.timeout = timeout
      settings.searchPath = program.environment["PATH"] ?? settings.searchPath
      return try SourceRun(by: author, now: program.now, web: web, settings)
        .run(sources, on: inventory) { outcome in
          StandardOutput.writeError(
            "\(program.zone.clock(program.now())) "
              + "\(outcome.line(in: program.zone).withVisibleControls)\n")
        }
    }
    let text =
      switch format {
      case .text: Self.summary(outcomes)
      case .json: Self.json(outcomes).text
      }
    return Answer(text: text, status: Self.status(outcomes))
  }

  /// "3 sources: 1 changed, 2 unchanged."
  private static func summary(_ outcomes: [SourceOutcome]) -> String {
    if outcomes.isEmpty { return "There is no source. \(ReportRemedy.addSource.command).\n" }
    let statuses: [SourceOutcome.Status] = [
      .changed, .held, .failed, .waiting, .paused, .unchanged,
    ]
    let counts = statuses.compactMap { status -> String? in
      let count = outcomes.count { $0.status == status }
      return count == 0 ? nil : "\(count) \(status.rawValue)"
    }
    return outcomes.count.of("source") + ": "
      + counts.joined(separator: ", ") + ".\n"
  }

  private static func json(_ outcomes: [SourceOutcome]) -> JSONText {
    .object([
      "sources": .array(
        outcomes.map { outcome in
          .object([
            "deployment": .string(outcome.source.deployment.description),
            "location": .string(outcome.source.location.shown),
            "status": .string(outcome.status.rawValue),
            "stored": .number(outcome.stored),
            "unchanged": .number(outcome.unchanged),
            "held": .array(
              outcome.held.map { held in
                .object([
                  "revision": .number(held.revision),
                  "reasons": .array(held.reasons.map { JSONText($0) }),
                ])
              }),
            "failures": .array(
              outcome.failures.map { failure in
                .object([
                  "item": failure.item.map { .string($0) } ?? .null,
                  "message": .string("\(failure.error)"),
                ])
              }),
          ])
        })
    ])
  }

  /// A failure is worse than something held.
  private static func status(_ outcomes: [SourceOutcome]) -> ExitStatus {
    let failures = outcomes.lazy.flatMap(\.failures).compactMap {
      ErrorReport($0.error, in: .utc)?.status
    }
    if let failure = failures.first { return failure }
    // A source that waits because it failed is still failing.
    if outcomes.contains(where: { $0.status == .waiting && $0.source.isFailing }) {
      return .sourceUnreachable
    }
    return outcomes.contains { $0.status == .held } ? .held : .done
  }
}
