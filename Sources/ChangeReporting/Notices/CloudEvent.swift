import EndpointModel
import InventoryModel

/// Notices as CloudEvents 1.0 in JSON (github.com/cloudevents/spec): one event, or a batch.
public enum CloudEvent {
  /// The most bytes that receivers of webhooks take well (Standard Webhooks, "payload size").
  public static let byteLimit = 20_000

  /// One event for one notice, else an array of them.
  public static func json(_ history: ChangeHistory) -> JSONText {
    let events = history.notices.map { event($0, JSONText($0)) }
    return events.count == 1 ? events[0] : .array(events)
  }

  /// One event of at most `byteLimit` bytes: if it would be larger, the lists are left out whole,
  /// never cut, and `complete` is false; the counts stay.
  public static func message(_ notice: ChangeNotice) -> String {
    var members = JSONText.members(of: notice)
    members.add("complete", .bool(true))
    members.add("counts", counts(of: notice))
    let whole = event(notice, .object(members)).text
    if whole.utf8.count <= byteLimit { return whole }
    members.replace("complete", .bool(false))
    for name in [
      "opened", "closed", "changes", "unresolved", "stillNeeded", "quotes", "assignments",
    ] {
      members.replace(name, .null)
    }
    return event(notice, .object(members)).text
  }

  private static func type(of notice: ChangeNotice) -> String {
    switch notice.kind {
    case .change: "gatebook.revision.changed"
    case .held: "gatebook.revision.held"
    case .void: "gatebook.revision.void"
    case .ports: "gatebook.ports.changed"
    case .reminder: "gatebook.reminder"
    }
  }

  private static func counts(of notice: ChangeNotice) -> JSONText {
    .object([
      "opened": .number(notice.opened.count), "closed": .number(notice.closed.count),
      "added": .number(notice.report.changes.added.count),
      "removed": .number(notice.report.changes.removed.count),
      "changed": .number(notice.report.changes.changed.count),
    ])
  }

  private static func event(_ notice: ChangeNotice, _ data: JSONText) -> JSONText {
    .object([
      "specversion": "1.0",
      "id": .string(notice.id.uuid),
      "source": .string("/deployments/\(notice.deployment)"),
      "type": .string(type(of: notice)),
      "subject": .string("\(notice.deployment)@\(notice.to.number)"),
      "time": .string(notice.time.description),
      "datacontenttype": "application/json",
      "data": data,
    ])
  }
}
