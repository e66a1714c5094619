import EndpointModel
import InventoryModel

extension TextReports {
  /// The tokens, one a line.
  public func tokens(_ tokens: [ServerToken], at now: UTCTime) -> String {
    if tokens.isEmpty { return "There is no token.\n" }
    return tokens.map { token in
      var out = style.toned("\(token.name)", .bold) + "  \(token.role.rawValue)  "
      out += token.scopeTexts.isEmpty ? "everything" : token.scopeTexts.joined(separator: ", ")
      if let expiresAt = token.expiresAt {
        out +=
          token.isValid(at: now)
          ? "  until \(expiresAt.forPeople)"
          : "  " + style.toned("expired \(expiresAt.forPeople)", .red)
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
      "scope": token.scopeTexts.isEmpty
        ? "everything" : .array(token.scopeTexts.map { .string($0) }),
      "createdAt": .string(token.createdAt.description),
      "expiresAt": JSONText(token.expiresAt?.description),
    ])
  }
}

extension ServerToken {
  /// The deployments and customers that it is for; none for everything.
  fileprivate var scopeTexts: [String] {
    switch scope {
    case .everything: []
    case .only(let deployments, let customers):
      deployments.sorted().map(\.description) + customers.sorted().map(\.text)
    }
  }
}
