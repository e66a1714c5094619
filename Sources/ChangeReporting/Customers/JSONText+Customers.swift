import EndpointModel
import InventoryModel

// The JSON of customers and their ports. Field names are a public contract: they
// are only ever added to.

extension JSONText {
  public init(_ assignment: PortAssignment) {
    self = .object(Self.members(of: assignment))
  }

  private static func members(of assignment: PortAssignment) -> Members {
    [
      "customer": .string(assignment.customer.text),
      "deployment": .string(assignment.deployment.description),
      "role": .string(assignment.role.rawValue),
      "ports": .string(assignment.ports.description),
      "protocol": .string(assignment.transport.rawValue),
      "from": .string(assignment.period.from.description),
      "until": JSONText(assignment.period.until?.description),
      "assigned": JSONText(assignment.assigned),
      "ended": assignment.ended.map { JSONText($0) } ?? .null,
      "corrected": assignment.corrected.map { JSONText($0) } ?? .null,
      "correction": .bool(assignment.isCorrection),
    ]
  }

  init(_ record: HistoryRecord) {
    self = .object([
      "at": .string(record.time.description),
      "by": JSONText(record.by?.text),
      "note": JSONText(record.note?.text),
    ])
  }

  /// What `gatebook lookup` prints for one holder of a port.
  public init(_ assignment: PortAssignment, of asked: PortQuestion) {
    var members = Self.members(of: assignment)
    members.add("asked", .string(asked.description))
    self = .object(members)
  }

  /// What `gatebook lookup` prints for endpoints that state a port.
  public init(_ statement: PortStatement, of asked: PortQuestion) {
    var members = Self.members(of: statement.endpoint)
    members.add("asked", .string(asked.description))
    members.add("deployment", .string(statement.deployment.description))
    members.add("count", .number(statement.count))
    self = .object(members)
  }

  /// What `gatebook customer list` prints for each one.
  public init(_ customer: Customer) {
    self = .object(Self.members(of: customer))
  }

  private static func members(of customer: Customer) -> Members {
    [
      "customer": .string(customer.name.text),
      "displayName": .string(customer.displayName.text),
      "contacts": .array(customer.contacts.map { .string($0.text) }),
      "language": JSONText(customer.language?.rawValue),
    ]
  }

  /// What `gatebook customer show` prints, and each element of an export.
  public init(_ file: CustomerFile) {
    var members = Self.members(of: file.customer)
    members.add(
      "uses",
      .array(
        file.uses.map { use in
          .object([
            "deployment": .string(use.deployment.description),
            "from": .string(use.period.from.description),
            "until": JSONText(use.period.until?.description),
          ])
        }))
    members.add("assignments", .array(file.assignments.map { JSONText($0) }))
    self = .object(members)
  }

  public init(_ unresolved: CustomerRules.Unresolved) {
    var members = Self.members(of: unresolved.endpoint)
    members.add("missing", .string(unresolved.missing.inWords))
    self = .object(members)
  }
}
