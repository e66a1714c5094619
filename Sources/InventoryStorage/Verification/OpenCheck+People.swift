import GRDB
import InventoryModel

/// Whether what is stored of customers, notices and authors fits together.
extension OpenCheck {
  mutating func ports() throws {
    try look(at: "port_assignment")
    let period = "(held_until IS NULL OR held_until > held_from) AND corrected_at IS NULL"
    try addRows(
      """
      SELECT (SELECT name FROM customer WHERE id = one.customer_id),
        'it has ' || one.low || '-' || one.high || ' and ' || other.low || '-' || other.high
          || ' as ' || one.role || ' ports of ' || \(Self.name("one.deployment_id"))
          || ' at the same time'
      FROM (SELECT * FROM port_assignment WHERE \(period)) AS one
      JOIN (SELECT * FROM port_assignment WHERE \(period)) AS other
        ON other.customer_id = one.customer_id AND other.deployment_id = one.deployment_id
          AND other.role = one.role AND other.id > one.id
          AND one.low <= other.high AND other.low <= one.high
          AND (one.protocol = other.protocol OR 'tcp+udp' IN (one.protocol, other.protocol))
          AND one.held_from < ifnull(other.held_until, '~')
          AND other.held_from < ifnull(one.held_until, '~')
      """)
  }

  mutating func outbox(_ reader: InventoryReader) throws {
    try look(at: "notice")
    try addRows(
      """
      SELECT 'notices', 'there are ' || count(*) || ', numbered from ' || min(id) || ' to ' || max(id)
      FROM notice HAVING count(*) > 0 AND (min(id) <> 1 OR max(id) <> count(*))
      """)
    try addRows(
      """
      SELECT 'notice ' || id, 'it was delivered, and never tried' FROM notice
      WHERE state = 'delivered' AND (tried_at IS NULL OR attempts = 0)
      """)
    try addRows(
      """
      SELECT 'notice ' || notice.id,
        'it is due, and tells of ' || \(Self.revision("notice.deployment_id", "notice.number"))
          || ', which is void'
      FROM notice JOIN revision USING (deployment_id, number)
      WHERE notice.state = 'due' AND kind IN ('change', 'held') AND revision.state = 'void'
      """)
    _ = try reader.notices()
  }

  mutating func audit(_ reader: InventoryReader) throws {
    try look(at: "audit")
    try addRows(
      """
      SELECT 'the audit', 'there are ' || count(*) || ' entries, numbered from ' || min(id) || ' to '
        || max(id)
      FROM audit HAVING count(*) > 0 AND (min(id) <> 1 OR max(id) <> count(*))
      """)
    try addRows(
      """
      SELECT name, stored || ' revisions were read from documents, and the audit names ' || named
      FROM (SELECT vendor || '/' || name AS name,
          (SELECT count(*) FROM revision WHERE deployment_id = deployment.id AND copy_of IS NULL)
            AS stored,
          (SELECT count(*) FROM audit WHERE deployment_id = deployment.id
            AND action IN ('\(AuditEntry.Action.revisionStored.rawValue)',
              '\(AuditEntry.Action.revisionHeld.rawValue)')) AS named
        FROM deployment)
      WHERE stored <> named
      """)
    _ = try reader.auditEntries()
  }
}
