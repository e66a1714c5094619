import ChangeReporting
import EndpointModel
import InventoryModel

extension HTML {
  /// An entry of the audit.
  static func row(of entry: AuditEntry, _ zone: TimeZoneRules) -> HTML {
    let author = entry.act.author
    return row(
      HTML.time(entry.act.time, zone),
      HTML(author.user.text + (author.name.map { " as \($0)" } ?? "")),
      HTML(entry.action.rawValue), HTML(entry.subject),
      HTML {
        Tag.ul(.class("plain")) {
          for change in entry.changes {
            Tag.li {
              "\(change.field): "
              switch (change.before, change.after) {
              case (let before?, let after?): "\(before) → \(after)"
              case (nil, let after?): after
              case (let before?, nil): "\(before) → none"
              case (nil, nil): "changed"
              }
            }
          }
        }
      }, HTML(entry.act.note?.text ?? ""))
  }
}
