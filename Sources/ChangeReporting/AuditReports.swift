import EndpointModel
import InventoryModel

extension TextReports {
  /// Who did what, the oldest first.
  public func audit(_ entries: [AuditEntry]) -> String {
    if entries.isEmpty { return "Nothing was changed.\n" }
    return entries.map { entry in
      let author = entry.act.author
      var out = "\(entry.act.time.forPeople(in: style.zone))  "
      out += author.user.text + (author.name.map { " as \($0)" } ?? "") + "  "
      out += style.toned(entry.action.rawValue, .bold) + "  \(entry.subject.withVisibleControls)"
      out += entry.changes.map { "\n    " + Self.text($0) }.joined()
      out += entry.act.note.map { "\n    \"\($0)\"" } ?? ""
      out += entry.origin.map { "\n    from \($0)" } ?? ""
      return out + "\n"
    }.joined()
  }

  private static func text(_ change: AuditEntry.Change) -> String {
    let (before, after) = (
      change.before?.withVisibleControls, change.after?.withVisibleControls
    )
    switch (before, after) {
    case (let before?, let after?): return "\(change.field): \(before) → \(after)"
    case (nil, let after?): return "\(change.field): \(after)"
    case (let before?, nil): return "\(change.field): \(before) → none"
    case (nil, nil): return change.field
    }
  }
}

extension JSONText {
  /// What `gatebook audit` prints for one entry.
  public init(_ entry: AuditEntry) {
    var members = Self.members(of: entry.act)
    members.add("id", .number(entry.id))
    members.add("action", .string(entry.action.rawValue))
    members.add("subject", .string(entry.subject))
    members.add("origin", entry.origin.map { .string($0.text) } ?? .null)
    members.add(
      "changes",
      .array(
        entry.changes.map {
          .object([
            "field": .string($0.field), "before": JSONText($0.before), "after": JSONText($0.after),
          ])
        }))
    self = .object(members)
  }
}
