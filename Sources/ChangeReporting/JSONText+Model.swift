import EndpointModel
import InventoryModel

// The JSON of each model value. Field names are a public contract: they are only ever added to.

extension JSONText {
  public init(_ endpoint: Endpoint) {
    self = .object(Self.members(of: endpoint))
  }

  /// An endpoint with its place in a document that is not made of lines.
  private init(_ endpoint: Endpoint, placedBy places: DocumentPlaces) {
    var members = Self.members(of: endpoint)
    if !places.isEmpty {
      members.add("place", JSONText(endpoint.line.map(places.words(ofLine:))))
    }
    self = .object(members)
  }

  static func members(of endpoint: Endpoint) -> Members {
    [
      "service": JSONText(endpoint.service),
      "group": JSONText(endpoint.group),
      "address": JSONText(endpoint.written?.description),
      "ports": JSONText(endpoint.ports?.description),
      "protocol": JSONText(endpoint.transport?.rawValue),
      "direction": JSONText(endpoint.direction?.rawValue),
      "portRole": JSONText(endpoint.portRole?.rawValue),
      "examplePorts": JSONText(endpoint.examplePorts?.description),
      "note": JSONText(endpoint.note),
      "line": JSONText(endpoint.line),
    ]
  }

  public init(_ finding: Finding) {
    self = .object([
      "severity": .string(finding.severity.rawValue),
      "code": .string(finding.code),
      "line": JSONText(finding.line),
      "place": JSONText(finding.place),
      "quote": JSONText(finding.quote),
      "message": .string(finding.message),
    ])
  }

  public init(_ document: DocumentDescription) {
    self = .object([
      "source": .string(document.source),
      "format": .string(document.format),
      "encoding": .string(document.encoding),
      "bytes": .number(document.byteCount),
      "sha256": .string(document.sha256),
      "title": JSONText(document.title),
      "deploymentName": JSONText(document.deploymentName),
      "revisedOn": JSONText(document.revisedOn?.description),
      "actBy": JSONText(document.actBy?.description),
      "effectiveOn": JSONText(document.effectiveOn?.description),
      "switchOffOn": JSONText(document.switchOffOn?.description),
      "feedVersion": JSONText(document.feedVersion),
      "timers": .array(
        document.timers.map { timer in
          .object([
            "seconds": .number(timer.seconds), "protocol": JSONText(timer.transport?.rawValue),
            "line": .number(timer.line), "quote": .string(timer.quote),
          ])
        }),
      "statedCounts": .array(
        document.statedCounts.map { stated in
          .object([
            "count": .number(stated.count), "subject": .string(stated.subject.rawValue),
            "line": .number(stated.line), "quote": .string(stated.quote),
          ])
        }),
    ])
  }

  /// What `gatebook read` prints.
  public init(_ reading: Reading) {
    self = .object([
      "document": JSONText(reading.description),
      "endpoints": .array(
        reading.snapshot.endpoints.map { JSONText($0, placedBy: reading.documentPlaces) }),
      "findings": .array(reading.findings.map { JSONText($0) }),
    ])
  }

  init(_ decision: Decision) {
    var members = Self.members(of: decision.act)
    members.add("verdict", .string(decision.verdict.rawValue))
    self = .object(members)
  }

  /// Who, when and why.
  static func members(of act: Act) -> Members {
    [
      "at": .string(act.time.description), "user": .string(act.author.user.text),
      "by": JSONText(act.author.name?.text), "note": JSONText(act.note?.text),
    ]
  }

  public init(_ reason: HoldReason) {
    self = .object([
      "code": .string(reason.code.rawValue), "message": .string(reason.message),
    ])
  }

  /// A revision's number and time.
  public init(moment revision: Revision?) {
    guard let revision else {
      self = .null
      return
    }
    self = .object([
      "revision": .number(revision.number),
      "recordedAt": .string(revision.recordedAt.description),
    ])
  }

  /// What `gatebook log` prints for a revision.
  public init(_ revision: Revision) {
    self = .object([
      "deployment": .string(revision.deployment.description),
      "revision": .number(revision.number),
      "recordedAt": .string(revision.recordedAt.description),
      "fetchedAt": .string(revision.fetchedAt.description),
      "endpoints": .number(revision.endpointCount),
      "added": .number(revision.counts.added),
      "removed": .number(revision.counts.removed),
      "changed": .number(revision.counts.changed),
      "document": JSONText(revision.document),
      "state": .string(revision.state.word),
      "reasons": .array(revision.holdReasons.map { JSONText($0) }),
      "settled": revision.settled.map { JSONText($0) } ?? .null,
      "refused": .bool(revision.isRefused),
      "copyOf": JSONText(revision.copyOf),
      "layout": JSONText(revision.layout),
      "storedBy": .string(revision.storedBy.text),
      "decisions": .array(revision.decisions.map { JSONText($0) }),
    ])
  }

  public init(_ report: ChangeReport) {
    self = .object(Self.members(of: report))
  }

  static func members(of report: ChangeReport) -> Members {
    let access = report.access
    return [
      "added": .array(report.changes.added.map { JSONText($0) }),
      "removed": .array(report.changes.removed.map { JSONText($0) }),
      "changed": .array(report.changes.changed.map { JSONText($0) }),
      "addedAddresses": .array(report.addedAddresses.map { .string($0.description) }),
      "removedAddresses": .array(report.removedAddresses.map { .string($0.description) }),
      "returnedAddresses": .array(
        report.returns.map { back in
          .object([
            "address": .string(back.address.description), "goneForSeconds": .number(back.goneFor),
            "times": .number(back.count),
          ])
        }),
      "access": .object([
        "opened": .array(access.opened.map { JSONText($0) }),
        "closed": .array(access.closed.map { JSONText($0) }),
      ]),
      "declared": JSONText(report.declaration),
    ]
  }

  private init(_ change: EndpointChange) {
    self = .object([
      "before": JSONText(change.before),
      "after": JSONText(change.after),
      "fields": .array(change.fields.map { .string($0.rawValue) }),
    ])
  }

  public init(_ entry: AccessEntry) {
    self = .object([
      "address": JSONText(entry.address?.description),
      "ports": .string(entry.portsText),
      "protocol": .string(entry.transport.description),
      "direction": .string(entry.direction.rawValue),
    ])
  }

  /// What `gatebook show` prints.
  public init(_ snapshot: Snapshot, of revision: Revision) {
    self = .object([
      "deployment": .string(revision.deployment.description),
      "revision": .number(revision.number),
      "recordedAt": .string(revision.recordedAt.description),
      "document": JSONText(revision.document),
      "endpoints": .array(snapshot.endpoints.map { JSONText($0) }),
    ])
  }

  /// What `gatebook lookup` prints for one endpoint: its fields and where they hold.
  ///
  /// - Parameter ports: those that were asked for with the address; nil if none were.
  public init(
    _ occurrence: Occurrence, of asked: EndpointAddress, ports: PortQuestion? = nil,
    customers: [CustomerName]
  ) {
    func moment(_ moment: Occurrence.Moment?) -> JSONText {
      guard let moment else { return .null }
      return .object([
        "revision": .number(moment.revision), "recordedAt": .string(moment.time.description),
      ])
    }
    var members = Self.members(of: occurrence.endpoint)
    members.add("asked", .string(asked.description))
    if let ports {
      members.add("askedPorts", .string(ports.description))
      members.add(
        "statesPorts", ports.isStated(by: occurrence.endpoint).map { .bool($0) } ?? .null)
    }
    members.add("relation", .string(occurrence.relation.rawValue))
    members.add("deployment", .string(occurrence.deployment.description))
    members.add("since", moment(occurrence.since))
    members.add("until", moment(occurrence.until))
    members.add("customers", .array(customers.map { .string($0.text) }))
    self = .object(members)
  }
}
