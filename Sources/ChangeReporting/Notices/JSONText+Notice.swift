import EndpointModel
import InventoryModel

extension JSONText {
  public init(_ history: ChangeHistory) {
    self = .object([
      "deployment": .string(history.deployment.description),
      "notices": .array(history.notices.map { JSONText($0) }),
    ])
  }

  /// What a notice says. Dates from the document keep its precision.
  public init(_ notice: ChangeNotice) {
    self = .object(Self.members(of: notice))
  }

  static func members(of notice: ChangeNotice) -> Members {
    let document = notice.to.document
    return [
      "id": .string(notice.id.description),
      "kind": .string(notice.kind.rawValue),
      "title": .string(NoticeOutline(notice).title),
      "deployment": .string(notice.deployment.description),
      "from": notice.from.map { JSONText($0) } ?? .null,
      "to": JSONText(notice.to),
      "customer": JSONText(notice.customer?.name.text),
      "declared": JSONText(notice.report.declaration),
      "assignments": .array((notice.scope.customer?.assignments ?? []).map { JSONText($0) }),
      "service": JSONText(notice.scope.service),
      "only": JSONText(notice.scope.only?.rawValue),
      "publishedOn": JSONText(document.revisedOn?.description),
      "recordedAt": .string(notice.to.recordedAt.description),
      "effectiveAt": .string(notice.time.description),
      "ports": notice.ports.map { step in
        .object(["before": JSONText(step.before), "after": JSONText(step.after)])
      } ?? .null,
      "daysLeft": JSONText(notice.daysLeft),
      "actBy": JSONText(document.actBy?.description),
      "effectiveOn": JSONText(document.effectiveOn?.description),
      "switchOffOn": JSONText(document.switchOffOn?.description),
      "sha256": .string(document.sha256),
      "source": .string(document.source),
      "opened": .array(notice.opened.map { JSONText($0) }),
      "closed": .array(notice.closed.map { JSONText($0) }),
      "changes": JSONText(notice.report),
      "unresolved": .array(notice.unresolved.map { JSONText($0) }),
      "stillNeeded": .array(notice.stillNeeded.map { JSONText($0) }),
      "quotes": .array(
        notice.quotes.sorted { $0.key < $1.key }.map { endpoint, quote in
          .object([
            "line": JSONText(endpoint.line), "address": JSONText(endpoint.written?.description),
            "quote": .string(quote),
          ])
        }),
    ]
  }

  /// Null if the customer does not use the deployment.
  private init(_ own: OwnPorts) {
    self =
      own.isUsed
      ? .array(
        own.parts.map { part in
          .object([
            "role": .string(part.role.rawValue), "ports": .string(part.ports.description),
            "protocol": .string(part.transport.rawValue),
          ])
        }) : .null
  }

  private init(_ needed: StillNeeded) {
    self = .object([
      "address": .string(needed.address.description),
      "users": .array(
        needed.users.map { user in
          var members = Self.members(of: user.endpoint)
          members.add("deployment", .string(user.deployment.description))
          return .object(members)
        }),
    ])
  }
}
