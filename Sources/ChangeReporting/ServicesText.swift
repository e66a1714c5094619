import EndpointModel

/// A change in words for a person, service by service: what was added, removed
/// and changed in place.
public struct ServicesText: Sendable {
  private let changes: ChangeSet
  /// Empty if nothing differs.
  private(set) var lines: TextLines
  private var listing = EndpointListing()
  private var headings = ChangeGrouping(by: Self.heading)

  public init(_ changes: ChangeSet, _ style: TextStyle) {
    self.changes = changes
    lines = TextLines(
      style, places: changes.added.count + changes.removed.count + changes.changed.count)
    let services = Self.services(of: changes)
    if services.count > 5 {
      lines.add()
      writeOverview(services)
    }
    for service in services { write(service) }
  }

  /// "3 endpoints added, 1 removed, 2 changed in place."
  var headline: String { Self.headline(changes) }

  static func headline(_ changes: ChangeSet) -> String {
    let counts = [
      (changes.added.count, "added"), (changes.removed.count, "removed"),
      (changes.changed.count, "changed in place"),
    ].filter { $0.0 > 0 }
    return counts.enumerated().map { i, count in
      i == 0 ? "\(count.0.of("endpoint")) \(count.1)" : "\(count.0.grouped) \(count.1)"
    }.joined(separator: ", ") + "."
  }

  var isEmpty: Bool { changes.isEmpty }

  /// One line for each service, with its counts.
  static func overview(_ changes: ChangeSet, _ style: TextStyle) -> String {
    var text = ServicesText(ChangeSet(removed: [], added: []), style)
    text.writeOverview(services(of: changes))
    return text.lines.text
  }

  /// The changes of one service.
  private struct ServiceChanges {
    let service: Label?
    var name: String { EndpointListing.name(service?.text) }
    let added: Endpoints
    let removed: Endpoints
    let changed: EndpointChanges

    func counts(_ style: TextStyle) -> String {
      [
        (added.count, "+", TextStyle.Tone.green), (removed.count, "-", .red),
        (changed.count, "~", .yellow),
      ].filter { $0.0 > 0 }.map { style.toned($0.1 + $0.0.grouped, $0.2) }.joined(separator: " ")
    }
  }

  /// By name; endpoints without a service come last.
  private static func services(of changes: ChangeSet) -> [ServiceChanges] {
    var added = changes.added
    var removed = changes.removed
    var changed = 0
    var named: [ServiceChanges] = []
    var unnamed: [ServiceChanges] = []
    let before = changes.changed.before
    while let next = [added.first, removed.first, before.dropFirst(changed).first]
      .compactMap({ $0 }).min()
    {
      let label = next.serviceLabel
      let end = changed + before.dropFirst(changed).ofService(label).count
      let service = ServiceChanges(
        service: label, added: added.ofService(label), removed: removed.ofService(label),
        changed: changes.changed.part(changed..<end))
      if label == nil { unnamed.append(service) } else { named.append(service) }
      added = added.dropFirst(service.added.count)
      removed = removed.dropFirst(service.removed.count)
      changed = end
    }
    return named + unnamed
  }

  private mutating func writeOverview(_ services: [ServiceChanges]) {
    let width = services.map(\.name.count).max() ?? 0
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
    for (heading, changes) in headings.groups(of: service.changed) {
      AddressList(sign: "~", tone: .yellow, changes.before.writtenAddresses)
        .write(heading: heading, indent: 2, to: &lines)
    }
  }

  /// "Primary, udp ports 53 → 5353": what the pairs of one block share.
  @Sendable private static func heading(of change: EndpointChange) -> String {
    let fields = change.fields.map { field in
      let before = TermsText.value(of: field, in: change.before)
      let after = TermsText.value(of: field, in: change.after)
      return "\(TermsText.name(field, in: change)) \(before) → \(after)"
    }
    let group = change.fields.contains(.group) ? nil : change.before.group?.withVisibleControls
    return ([group] + fields).compactMap { $0 }.joined(separator: ", ")
  }
}

extension Endpoints {
  /// The endpoints of a service that comes first.
  fileprivate func ofService(_ label: Label?) -> Endpoints {
    guard let first = rows.first, vocabulary.services[first.service] == label else {
      return prefix(0)
    }
    let end = rows.firstIndex { $0.service != first.service } ?? endIndex
    return self[startIndex..<end]
  }
}
