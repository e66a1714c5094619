import EndpointModel

/// A change in words for a person, service by service: what was added, removed
/// and changed in place.
public struct ServicesText: Sendable {
  private let changes: ChangeSet
  /// Empty if nothing differs.
  private(set) var lines: TextLines
  private var listing = EndpointListing()
  private var headings: [ChangedValues: String] = [:]

  public init(_ changes: ChangeSet, _ style: TextStyle) {
    self.changes = changes
    lines = TextLines(
      style, places: changes.added.count + changes.removed.count + changes.changed.count)
    let services = Self.services(of: changes)
    if services.count > 5 { writeOverview(services) }
    for service in services { write(service) }
  }

  /// "3 endpoints added, 1 removed, 2 changed in place."
  var headline: String {
    let counts = [
      (changes.added.count, "added"), (changes.removed.count, "removed"),
      (changes.changed.count, "changed in place"),
    ].filter { $0.0 > 0 }
    return counts.enumerated().map { i, count in
      i == 0 ? "\(count.0.of("endpoint")) \(count.1)" : "\(count.0.grouped) \(count.1)"
    }.joined(separator: ", ") + "."
  }

  var isEmpty: Bool { changes.isEmpty }

  /// The changes of one service.
  private struct ServiceChanges {
    let service: Label?
    var name: String { EndpointListing.name(service?.text) }
    let added: ArraySlice<Endpoint>
    let removed: ArraySlice<Endpoint>
    let changed: ArraySlice<EndpointChange>

    func counts(_ style: TextStyle) -> String {
      [
        (added.count, "+", TextStyle.Tone.green), (removed.count, "-", .red),
        (changed.count, "~", .yellow),
      ].filter { $0.0 > 0 }.map { style.toned($0.1 + $0.0.grouped, $0.2) }.joined(separator: " ")
    }
  }

  /// By name; endpoints without a service come last.
  private static func services(of changes: ChangeSet) -> [ServiceChanges] {
    var (added, removed, changed) = (changes.added[...], changes.removed[...], changes.changed[...])
    var named: [ServiceChanges] = []
    var unnamed: [ServiceChanges] = []
    while let next = [added.first, removed.first, changed.first?.before].compactMap({ $0 }).min() {
      let label = next.serviceLabel
      let service = ServiceChanges(
        service: label, added: added.prefix { $0.serviceLabel == label },
        removed: removed.prefix { $0.serviceLabel == label },
        changed: changed.prefix { $0.before.serviceLabel == label })
      if label == nil { unnamed.append(service) } else { named.append(service) }
      added = added[service.added.endIndex...]
      removed = removed[service.removed.endIndex...]
      changed = changed[service.changed.endIndex...]
    }
    return named + unnamed
  }

  private mutating func writeOverview(_ services: [ServiceChanges]) {
    let width = services.map(\.name.count).max() ?? 0
    lines.add()
    for service in services {
      let name = service.name.padded(to: width)
      lines.add("  " + name + "  " + service.counts(lines.style))
    }
  }

  private mutating func write(_ service: ServiceChanges) {
    lines.add()
    lines.add(lines.style.toned(service.name, .bold) + "  " + service.counts(lines.style))
    listing.write(service.added, sign: "+", tone: .green, to: &lines)
    listing.write(service.removed, sign: "-", tone: .red, to: &lines)
    let blocks = EndpointListing.grouped(service.changed) { heading(of: $0) }
    for (heading, changes) in blocks {
      AddressList(sign: "~", tone: .yellow, changes.lazy.map { $0.before.address })
        .write(heading: heading, indent: 2, to: &lines)
    }
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

  /// "Primary, udp ports 53 → 5353": what the pairs of one block share.
  private mutating func heading(of change: EndpointChange) -> String {
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
}
