import EndpointModel

extension ChangeReport {
  /// The report for a person: counts, then by service what was added, removed and
  /// changed in place, then what access opens and closes.
  public func text(_ style: TextStyle) -> String {
    guard !changes.isEmpty else { return "No endpoint differs; nothing opens or closes.\n" }
    var lines = [style.toned(headline, .bold), accessHeadline]
    let services = servicesChanged
    if services.count > 5 { lines += [""] + overview(services, style) }
    for service in services { lines += [""] + section(service, style) }
    lines += [""] + accessLines(style) + returnLines(style)
    var text = ""
    text.reserveCapacity(lines.reduce(0) { $0 + $1.utf8.count + 1 })
    for line in lines {
      text += line
      text += "\n"
    }
    return text
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
    let service: String?
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
    var all: [String?: ServiceChanges] = [:]
    func change(_ service: String?, _ body: (inout ServiceChanges) -> Void) {
      body(&all[service, default: ServiceChanges(service: service)])
    }
    for endpoint in changes.added { change(endpoint.service) { $0.added.append(endpoint) } }
    for endpoint in changes.removed { change(endpoint.service) { $0.removed.append(endpoint) } }
    for pair in changes.changed { change(pair.before.service) { $0.changed.append(pair) } }
    return all.values.sorted { ($0.service ?? "") < ($1.service ?? "") }
  }

  private func overview(_ services: [ServiceChanges], _ style: TextStyle) -> [String] {
    let width = services.map { EndpointListing.name($0.service).count }.max() ?? 0
    return services.map {
      "  " + EndpointListing.name($0.service).padded(to: width) + "  " + $0.counts(style)
    }
  }

  private func section(_ service: ServiceChanges, _ style: TextStyle) -> [String] {
    let listing = EndpointListing(style: style)
    let heading =
      style.toned(EndpointListing.name(service.service), .bold) + "  " + service.counts(style)
    return [heading]
      + listing.lines(service.added, sign: "+", tone: .green)
      + listing.lines(service.removed, sign: "-", tone: .red)
      + changedLines(service.changed, style)
  }

  /// What the pairs of one block of changes share: the same fields with the same
  /// values before and after.
  private func changedLines(_ changed: [EndpointChange], _ style: TextStyle) -> [String] {
    let list = AddressList(style: style, sign: "~", tone: .yellow)
    return EndpointListing.grouped(changed) { change in
      let fields = change.fields.map { field in
        let before = TermsText.value(of: field, in: change.before)
        let after = TermsText.value(of: field, in: change.after)
        return "\(TermsText.name(field, in: change)) \(before) → \(after)"
      }
      let group = change.fields.contains(.group) ? nil : change.before.group?.withVisibleControls
      return ([group] + fields).compactMap { $0 }.joined(separator: ", ")
    }.flatMap { heading, changes in
      list.lines(
        changes.map { EndpointListing.text($0.before.address) }, heading: heading, indent: "  ")
    }
  }

  /// Addresses that come and go: "back after 2 days, 5th time".
  private func returnLines(_ style: TextStyle) -> [String] {
    if returns.isEmpty { return [] }
    let list = AddressList(style: style, sign: "", tone: nil)
    return [style.toned("Back again: added here, and gone for a short time only", .bold)]
      + EndpointListing.grouped(returns, by: \.inWords).flatMap { words, returns in
        list.lines(
          returns.map { EndpointListing.text($0.address) }, heading: words, indent: "  ")
      }
  }

  private func accessLines(_ style: TextStyle) -> [String] {
    if access.isEmpty {
      return [style.toned("Access", .bold), "  Nothing opens or closes: no firewall rule changes."]
    }
    func block(
      _ title: String, _ entries: [AccessEntry], _ sign: String, _ tone: TextStyle.Tone
    ) -> [String] {
      if entries.isEmpty { return [style.toned(title, .bold), "  nothing"] }
      let list = AddressList(style: style, sign: sign, tone: tone)
      let blocks = EndpointListing.grouped(entries, by: \.term)
      return [style.toned(title, .bold)]
        + blocks.flatMap { term, entries in
          list.lines(
            entries.map { EndpointListing.text($0.address) }, heading: TermsText.text(term),
            indent: "  ")
        }
    }
    return block("Opens: firewalls must newly allow", access.opened, "+", .green)
      + block("Closes: no longer needed by this deployment", access.closed, "-", .red)
  }
}

extension AddressReturn {
  /// "back after 2 days, 5th time"
  var inWords: String { "back after \(goneFor.asDuration), \(count.ordinal) time" }
}

extension Int {
  /// Seconds as "2 days", "5 hours", "10 min".
  var asDuration: String {
    switch self {
    case ..<3600: "\(Swift.max(1, self / 60)) min"
    case ..<(2 * 86_400): (self / 3600).of("hour")
    default: (self / 86_400).of("day")
    }
  }

  /// "1st", "2nd", "11th".
  fileprivate var ordinal: String {
    let isTeen = (11...13).contains(self % 100)
    switch self % 10 {
    case 1 where !isTeen: return "\(self)st"
    case 2 where !isTeen: return "\(self)nd"
    case 3 where !isTeen: return "\(self)rd"
    default: return "\(self)th"
    }
  }
}
