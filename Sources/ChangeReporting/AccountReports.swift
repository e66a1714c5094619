import EndpointModel
import InventoryModel

extension TextReports {
  /// The tokens, one a line.
  public func tokens(_ tokens: [ServerToken], at now: UTCTime) -> String {
    if tokens.isEmpty { return "There is no token.\n" }
    return tokens.map { token in
      var out = style.toned("\(token.name)", .bold) + "  \(token.role.rawValue)  "
      out += token.scope.inWords
      if let expiresAt = token.expiresAt {
        out +=
          token.isValid(at: now)
          ? "  until \(expiresAt.forPeople(in: style.zone))"
          : "  " + style.toned("expired \(expiresAt.forPeople(in: style.zone))", .red)
      }
      return out + "\n"
    }.joined()
  }
}

extension JSONText {
  /// What `gatebook token list` prints for each one.
  public init(_ token: ServerToken) {
    self = .object([
      "name": .string(token.name.text),
      "role": .string(token.role.rawValue),
      "scope": token.scope.json,
      "createdAt": .string(token.createdAt.description),
      "expiresAt": JSONText(token.expiresAt?.description),
    ])
  }
}

extension TextReports {
  /// The users, one a line.
  public func users(_ users: [ServerUser]) -> String {
    if users.isEmpty { return "There is no user.\n" }
    return users.map { user in
      style.toned("\(user.name)", .bold) + "  \(user.role.rawValue)  \(user.scope.inWords)\n"
    }.joined()
  }
}

extension JSONText {
  /// What `gatebook user list` prints for each one.
  public init(_ user: ServerUser) {
    self = .object([
      "name": .string(user.name.text),
      "role": .string(user.role.rawValue),
      "scope": user.scope.json,
      "createdAt": .string(user.createdAt.description),
    ])
  }
}

extension ServerScope {
  fileprivate var json: JSONText {
    self == .everything ? "everything" : .array(names.map { .string($0) })
  }
}
