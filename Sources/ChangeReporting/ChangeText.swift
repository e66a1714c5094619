import EndpointModel

extension ChangeReport {
  /// The report for a person: the change, and which of the added addresses came back.
  ///
  /// - Parameter known: `ChangeText(changes, access).text(style)`, where it was made before.
  public func text(_ style: TextStyle, known: String? = nil) -> String {
    (known ?? ChangeText(changes, access).text(style)) + TextReports(style).returns(returns)
  }
}

/// What a person is told of a change: counts, then by service what was added, removed and
/// changed in place, then what access opens and closes. Which addresses came back is known
/// to the history alone: `TextReports.returns`.
public struct ChangeText: Sendable {
  private let changes: ChangeSet
  private let access: AccessDifference

  /// - Parameter access: what the changes open and close.
  public init(_ changes: ChangeSet, _ access: AccessDifference) {
    self.changes = changes
    self.access = access
  }

  /// Lines, each with its end.
  public func text(_ style: TextStyle) -> String {
    guard !changes.isEmpty else { return "No endpoint differs; nothing opens or closes.\n" }
    let isLong = access.opened.count + access.closed.count > 1_000
    let (access, services) = inParallel(where: isLong) {
      var lines = TextLines(style)
      writeAccess(to: &lines)
      return lines
    } _: {
      var lines = TextLines(style)
      lines.add(style.toned(headline, .bold))
      lines.add(accessHeadline)
      let services = servicesChanged
      if services.count > 5 { writeOverview(services, to: &lines) }
      for service in services { write(service, to: &lines) }
      return lines
    }
    var lines = services
    lines.add()
    lines.add(access)
    return lines.text
  }

  /// "3 endpoints added, 1 removed, 2 changed in place."
  private var headline: String {
    let counts = [
      (changes.added.count, "added"), (changes.removed.count, "removed"),
      (changes.changed.count, "changed in place"),
    ].filter { $0.0 > 0 }
    return counts.enumerated().map { i, count in
      i == 0 ? "\(count.0.of("endpoint")) \(count.1)" : "\(count.0.grouped) \(count.1)"
    }.joined(separator: ", ") + "."
  }

  private var accessHeadline: String {
    if access.isEmpty { return "Nothing opens or closes." }
    let counts = [(access.opened.count, "opened"), (access.closed.count, "closed")]
      .filter { $0.0 > 0 }
    return "Access: "
      + counts.map { "\($0.0.of("entry", plural: "entries")) \($0.1)" }.joined(separator: ", ")
      + "."
  }

  /// The changes of one service.
  private struct ServiceChanges {
    let service: Label?
    var name: String { EndpointListing.name(service?.text) }
    var added: [Endpoint] = []
    var removed: [Endpoint] = []
    var changed: [EndpointChange] = []

    func counts(_ style: TextStyle) -> String {
      [
        (added.count, "+", TextStyle.Tone.green), (removed.count, "-", .red),
        (changed.count, "~", .yellow),
      ].filter { $0.0 > 0 }.map { style.toned($0.1 + $0.0.grouped, $0.2) }.joined(separator: " ")
    }
  }

  private var servicesChanged: [ServiceChanges] {
    var all: [Label?: ServiceChanges] = [:]
    func change(_ service: Label?, _ body: (inout ServiceChanges) -> Void) {
      body(&all[service, default: ServiceChanges(service: service)])
    }
    for endpoint in changes.added { change(endpoint.serviceLabel) { $0.added.append(endpoint) } }
    for endpoint in changes.removed {
      change(endpoint.serviceLabel) { $0.removed.append(endpoint) }
    }
    for pair in changes.changed {
      change(pair.before.serviceLabel) { $0.changed.append(pair) }
    }
    return all.values.sorted { a, b in
      guard let name = b.service else { return false }
      return a.service.map { $0 < name } ?? true
    }
  }

  private func writeOverview(_ services: [ServiceChanges], to lines: inout TextLines) {
    let width = services.map(\.name.count).max() ?? 0
    lines.add()
    for service in services {
      let name = service.name.padded(to: width)
      lines.add("  " + name + "  " + service.counts(lines.style))
    }
  }

  private func write(_ service: ServiceChanges, to lines: inout TextLines) {
    lines.add()
    lines.add(
      lines.style.toned(service.name, .bold) + "  "
        + service.counts(lines.style))
    EndpointListing.write(service.added, sign: "+", tone: .green, to: &lines)
    EndpointListing.write(service.removed, sign: "-", tone: .red, to: &lines)
    writeChanged(service.changed, to: &lines)
  }

  /// What the heading of a change is made of.
  private struct ChangedValues: Hashable {
    let groupBefore: Label?
    let groupAfter: Label?
    let termsBefore: Terms
    let termsAfter: Terms

    init(_ change: EndpointChange) {
      groupBefore = change.before.groupLabel
      groupAfter = change.after.groupLabel
      termsBefore = change.before.terms
      termsAfter = change.after.terms
    }
  }

  /// What the pairs of one block of changes share: the same fields with the same
  /// values before and after.
  private func writeChanged(_ changed: [EndpointChange], to lines: inout TextLines) {
    var headings: [ChangedValues: String] = [:]
    let blocks = EndpointListing.grouped(changed) { change in
      let values = ChangedValues(change)
      if let known = headings[values] { return known }
      let fields = change.fields.map { field in
        let before = TermsText.value(of: field, in: change.before)
        let after = TermsText.value(of: field, in: change.after)
        return "\(TermsText.name(field, in: change)) \(before) → \(after)"
      }
      let group = change.fields.contains(.group) ? nil : change.before.group?.withVisibleControls
      let heading = ([group] + fields).compactMap { $0 }.joined(separator: ", ")
      headings[values] = heading
      return heading
    }
    for (heading, changes) in blocks {
      AddressList(sign: "~", tone: .yellow, changes.lazy.map(\.before.address))
        .write(heading: heading, indent: 2, to: &lines)
    }
  }

  private func writeAccess(to lines: inout TextLines) {
    if access.isEmpty {
      lines.add(lines.style.toned("Access", .bold))
      lines.add("  Nothing opens or closes: no firewall rule changes.")
      return
    }
    func write(
      _ title: String, _ entries: [AccessEntry], _ sign: String, _ tone: TextStyle.Tone
    ) {
      lines.add(lines.style.toned(title, .bold))
      if entries.isEmpty { lines.add("  nothing") }
      for (term, entries) in EndpointListing.grouped(entries, by: \.term) {
        AddressList(sign: sign, tone: tone, entries.lazy.map(\.address))
          .write(heading: TermsText.text(term), indent: 2, to: &lines)
      }
    }
    write("Opens: firewalls must newly allow", access.opened, "+", .green)
    write("Closes: no longer needed by this deployment", access.closed, "-", .red)
  }
}
