import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import NoticeDelivery
import WebAccess

struct NotifySendCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Deliver the notices that are due.",
    discussion: """
      Each is told in a line on standard error. Where one cannot be delivered, the
      status is 69; it is tried again by a later `notify send`, and the others are
      delivered all the same. A receiver that answers 410 is not sent anything any
      more. One receiver (a host, or the mail relay) gets at most four messages at a
      time (`notices.per-receiver` of the settings), and receivers take turns.

      With the setting replication.socket, nothing is sent that the second place has
      not confirmed; the status is 3 then.

      Days that are near are told of first, 14, 3 and 0 days before; the reports of
      `notify report` go, too, if they are due.

      Example:
        gatebook notify send --dry-run
        gatebook notify send
      """)

  @Flag(help: "Print what would be sent to whom; send nothing.")
  var dryRun = false

  @Option(help: "How many seconds delivering one may take.")
  var timeout = 30

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if !(1...600).contains(timeout) { throw ValidationError("--timeout is from 1 to 600.") }
  }

  func answer(in program: Program) throws -> Answer {
    if dryRun { return try planned(program) }
    var options = TransferOptions()
    options.totalTimeout = timeout * 1000
    options.connectTimeout = min(options.connectTimeout, options.totalTimeout)
    options.certificates = program.environment["SSL_CERT_FILE"]
    let run = NoticeRun(
      by: author.author(in: program), now: program.now,
      relay: try MailSettings.relay(program), options: options,
      second: try program.secondPlace(for: inventory.path(in: program)),
      settings: try NoticeSettings.run(program),
      remedies: ReportRemedy.commands)
    let (outcomes, reports) = try inventory.open(program) { inventory in
      func log(_ line: String) {
        StandardOutput.writeError(
          "\(program.zone.clock(program.now())) \(line.withVisibleControls)\n")
      }
      let outcomes = try run.run(on: inventory) { log($0.line(in: program.zone)) }
      let reports = try run.sendReports(of: inventory) { log($0.line) }
      return (outcomes, reports)
    }
    let counts = Delivery.State.allCases.map { state in
      (outcomes.filter { $0.delivery.state == state }.count, state)
    }.filter { $0.0 > 0 }.map { count, state in
      state == .due ? "\(count) to be tried again" : "\(count) \(state.rawValue)"
    }
    let failed =
      outcomes.contains { $0.delivery.state != .delivered }
      || reports.contains { $0.failure != nil }
    let sent = reports.filter { $0.failure == nil }.count
    return Answer(
      text: (outcomes.isEmpty
        ? "No notice is due.\n"
        : "\(outcomes.count.of("notice")): \(counts.joined(separator: ", ")).\n")
        + (reports.isEmpty ? "" : "\(sent) of \(reports.count.of("report")) mailed.\n"),
      status: failed ? .sourceUnreachable : .done)
  }

  private func planned(_ program: Program) throws -> Answer {
    let settings = try NoticeSettings.run(program)
    let planned = try inventory.reading(program) {
      try NoticePreview(settings, at: program.now(), remedies: ReportRemedy.commands)
        .messages(of: $0)
    }
    if planned.isEmpty { return Answer(text: "No notice is due.\n") }
    let texts = planned.map { message in
      TextReports(program.style).notices(message.notices, at: program.now())
        + (message.goesAt.map { "    goes \($0.forPeople(in: program.zone))\n" } ?? "") + "\n"
        + message.text(program.style)
    }
    return Answer(
      text: texts.joined(separator: "\n" + String(repeating: "=", count: 72) + "\n\n"))
  }
}

extension NoticeRun.Outcome {
  /// One line for a log.
  fileprivate func line(in zone: TimeZoneRules) -> String {
    let terms = notice.subscription.terms
    let what =
      "notice \(notice.id), \(notice.deployment)@\(notice.subject.revision) to \(terms.who), "
      + "\(terms.target.withoutSecret): "
    switch delivery.state {
    case .delivered: return what + "delivered"
    case .givenUp:
      return what + "given up: \(delivery.failure ?? "")"
        + (hasEnded ? "; the subscription has ended" : "")
    case .withdrawn: return what + "withdrawn: \(delivery.failure ?? "")"
    case .due:
      return what + "not delivered: \(delivery.failure ?? ""); to be tried again after "
        + delivery.notBefore.forPeople(in: zone)
    }
  }
}

extension PeriodicReports.Outcome {
  /// One line for a log.
  fileprivate var line: String {
    "report \(report.id) to \(report.who), \(report.address): "
      + (failure.map { "not delivered: \($0)" } ?? "delivered")
  }
}
