import EndpointModel
import InventoryModel

/// The answers to questions, as text for a person.
public struct TextReports: Sendable {
  let style: TextStyle

  public init(_ style: TextStyle) { self.style = style }

  /// A snapshot, by service.
  public func snapshot(_ snapshot: Snapshot, of revision: Revision) -> String {
    let heading =
      "\(revision.deployment), revision \(revision.number) of \(time(revision.recordedAt)), "
      + revision.endpointCount.of("endpoint")
    return (style.toned(heading, .bold) + "\n\n") + listing(snapshot.endpoints)
  }

  /// How many endpoints each service of a snapshot has.
  public func services(_ snapshot: Snapshot) -> String {
    let services = EndpointListing.byService(snapshot.endpoints)
    let width = services.map { EndpointListing.name($0.service).count }.max() ?? 0
    return services.map { service, endpoints in
      "  " + EndpointListing.name(service).padded(to: width)
        + endpoints.count.grouped.paddedLeft(to: 7)
        + (endpoints.count == 1 ? " endpoint\n" : " endpoints\n")
    }.joined()
  }

  /// What was understood of a document.
  public func reading(_ reading: Reading) -> String {
    let document = reading.description
    var lines: [String] = []
    if let title = document.title { lines.append(style.toned(title.withVisibleControls, .bold)) }
    if let name = document.deploymentName {
      lines.append("deployment as the document names it: \(name.withVisibleControls)")
    }
    if let version = document.feedVersion {
      lines.append("version of the feed: \(version.withVisibleControls)")
    }
    lines.append(
      "\(document.source.withVisibleControls): \(document.format), \(document.encoding), "
        + "\(document.byteCount.of("byte")), sha256 \(document.sha256.prefix(12))…")
    if let revised = document.revisedOn { lines.append("revised on \(revised)") }
    if let deadline = document.actBy { lines.append("asks to act by \(deadline)") }
    if let date = document.effectiveOn { lines.append("in force from \(date)") }
    if let date = document.switchOffOn { lines.append("something is switched off on \(date)") }
    for timer in document.timers {
      let transport = timer.transport.map { $0.rawValue + " " } ?? ""
      lines.append(
        "asks for a \(transport)timer of \(timer.seconds) s "
          + "(\(reading.documentPlaces.words(ofLine: timer.line).withVisibleControls))")
    }
    lines.append(reading.endpoints.count.of("endpoint"))
    return lines.joined(separator: "\n") + "\n\n" + listing(reading.snapshot.endpoints)
      + findings(reading.findings)
  }

  /// Findings, by line; empty if there are none.
  public func findings(_ findings: [Finding]) -> String {
    if findings.isEmpty { return "" }
    let lines = findings.flatMap { finding -> [String] in
      let tone: TextStyle.Tone =
        switch finding.severity {
        case .note: .dim
        case .warning: .yellow
        case .error: .red
        }
      let place = finding.placeWords.map { " " + $0.withVisibleControls } ?? ""
      let head =
        "  " + style.toned(finding.severity.rawValue + place, tone)
        + ": \(finding.message.withVisibleControls) [\(finding.code)]"
      return [head] + (finding.quote.map { ["      \"\($0.withVisibleControls)\""] } ?? [])
    }
    return "\n" + style.toned("Findings", .bold) + "\n" + lines.joined(separator: "\n") + "\n"
  }

  /// The revisions of one deployment, the latest first.
  public func log(_ revisions: [Revision]) -> String {
    guard let latest = revisions.first else { return "" }
    let heading = style.toned(
      "\(latest.deployment), \(revisions.count.of("revision"))", .bold)
    let lines = revisions.map { revision in
      let counts = revision.counts
      let changed =
        revision.isFirst
        ? "first" : "+\(counts.added.grouped) -\(counts.removed.grouped) ~\(counts.changed.grouped)"
      return "  "
        + [
          String(revision.number).paddedLeft(to: String(latest.number).count),
          time(revision.recordedAt),
          revision.endpointCount.inColumn("endpoint", digits: 5),
          (revision.isAccepted ? changed : revision.state.word).padded(to: 14),
          revision.document.sha256.prefix(12) + "  " + revision.document.source.withVisibleControls,
        ].joined(separator: "  ") + settlement(revision)
    }
    return heading + "\n" + lines.joined(separator: "\n") + "\n"
  }

  /// Why a revision was held and what was decided about it, in lines below its own.
  private func settlement(_ revision: Revision) -> String {
    var lines = revision.copyOf.map { ["has the table of revision \($0)"] } ?? []
    lines += revision.layout.map { ["read by layout \($0)"] } ?? []
    lines += revision.holdReasons.map { "held: " + $0.message.withVisibleControls }
    lines += revision.decisions.map { $0.verdict.past + " " + record(HistoryRecord($0.act)) }
    if revision.isRefused, revision.isAccepted {
      lines.append("a document that shows it does not become current")
    }
    return lines.map { "\n     " + $0 }.joined()
  }

  /// Every deployment with its current revision.
  public func deployments(_ revisions: [Revision]) -> String {
    if revisions.isEmpty { return "No deployment has a current revision.\n" }
    let width = revisions.map { $0.deployment.description.count }.max() ?? 0
    return revisions.map { revision in
      style.toned(revision.deployment.description.padded(to: width), .bold)
        + "  revision \(revision.number) of \(time(revision.recordedAt))  "
        + revision.endpointCount.inColumn("endpoint", digits: 5)
        + (revision.document.title.map { "  " + $0.withVisibleControls } ?? "")
        + "\n"
    }.joined()
  }

  /// Which endpoints are related to an address.
  ///
  /// - Parameters:
  ///   - ports: those that were asked for with the address; nil if none were.
  ///   - time: the time at which all of them held; nil for the occurrences of all
  ///     times, those of now first.
  public func occurrences(
    _ occurrences: [ConcernedOccurrence], of address: EndpointAddress,
    ports: PortQuestion? = nil, at time: UTCTime?
  ) -> String {
    let name = address.description.withVisibleControls
    let when = time.map { " at \($0.forPeople(in: style.zone))" } ?? ""
    if occurrences.isEmpty {
      return "No deployment names, covers or lies inside \(name)\(when).\n"
    }
    var parts = [("now", occurrences.filter { $0.occurrence.until == nil })]
    parts.append(("in the past", occurrences.filter { $0.occurrence.until != nil }))
    if let time { parts = [("at \(time.forPeople(in: style.zone))", occurrences)] }
    var out = ""
    for (title, part) in parts where !part.isEmpty {
      out += style.toned("\(name), \(title)", .bold) + "\n"
      out += part.map { line($0, asked: address) }.joined()
    }
    return out + (ports.map { statement(of: $0, parts[0].1) } ?? "")
  }

  /// How many of the endpoints state the ports that were asked for.
  private func statement(
    of ports: PortQuestion, _ occurrences: [ConcernedOccurrence]
  ) -> String {
    let answers = occurrences.map { ports.isStated(by: $0.occurrence.endpoint) }
    let stated = answers.count { $0 == true }
    let open = answers.count { $0 == nil }
    var out = "  port \(ports): "
    out +=
      stated == 0
      ? "no endpoint states it" : stated.of("endpoint") + (stated == 1 ? " states it" : " state it")
    if open > 0 {
      out +=
        "; \(open.of("endpoint")) \(open == 1 ? "leaves" : "leave") the ports to the customer, or unstated"
    }
    return out + "\n"
  }

  private func line(_ concerned: ConcernedOccurrence, asked: EndpointAddress) -> String {
    let occurrence = concerned.occurrence
    let endpoint = occurrence.endpoint
    let names = [endpoint.service, endpoint.group].compactMap { $0?.withVisibleControls }
    var line = "  \(occurrence.deployment)  " + names.joined(separator: ", ")
    line += names.isEmpty ? "" : "  "
    if endpoint.address != asked {
      line += "\(occurrence.relation.rawValue): \(EndpointListing.text(endpoint.written))  "
    }
    line += TermsText.text(endpoint) + "\n"
    line += "    since revision \(occurrence.since.revision) of \(time(occurrence.since.time))"
    if let until = occurrence.until {
      line += ", until revision \(until.revision) of \(time(until.time))"
    }
    line += "\n"
    let customers = concerned.customers
    if !customers.isEmpty {
      line += "    concerns \(customers.count.of("customer")): "
      line += customers.prefix(10).map(\.text).joined(separator: ", ")
      line += customers.count > 10 ? ", …\n" : "\n"
    }
    return line
  }

  func listing(_ endpoints: Endpoints) -> String {
    var lines = TextLines(style)
    var listing = EndpointListing()
    for (service, endpoints) in EndpointListing.byService(endpoints) {
      lines.add(style.toned(EndpointListing.name(service), .bold))
      listing.write(endpoints, to: &lines)
    }
    return lines.text
  }

  /// `2026-01-31 12:00 UTC`
  private func time(_ time: UTCTime) -> String { time.forPeople(in: style.zone) }
}

extension Decision.Verdict {
  fileprivate var past: String {
    switch self {
    case .approve: "approved"
    case .reject: "rejected"
    case .revert: "brought back"
    case .void: "void"
    case .pass: "passed by"
    }
  }
}

extension UTCTime {
  /// `2026-01-31 12:00 UTC`, in another zone `2026-01-31 13:00 +01:00`: to the minute, and with the
  /// offset, as the name of one is that of others elsewhere, and an hour may come twice.
  public func forPeople(in zone: TimeZoneRules) -> String {
    let text = zone.clock(self)
    return text.prefix(16).replacing("T", with: " ") + " "
      + (zone.isUTC ? "UTC" : text.suffix(6))
  }
}
