import EndpointModel
import InventoryModel

/// Who asks: a program with a token, a user who has signed in, or anybody.
struct Caller: Sendable {
  /// The token's or user's name; nil for anybody.
  let name: String?
  /// Nil for anybody.
  let role: ServerRole?
  let scope: ServerScope
  /// As whom the audit has what is done; nil for anybody, who does nothing.
  let author: Author?
  /// Nil but for a user.
  let session: Session?

  /// Somebody without a token: sees what is public and nothing else.
  static let anybody = Caller(
    name: nil, role: nil, scope: .only(deployments: [], customers: []), author: nil, session: nil)

  fileprivate init(
    name: String?, role: ServerRole?, scope: ServerScope, author: Author?, session: Session?
  ) {
    self.name = name
    self.role = role
    self.scope = scope
    self.author = author
    self.session = session
  }

  init(_ token: ServerToken) {
    // No user can be named so that the audit takes one for the other.
    self.init(
      name: token.name.text, role: token.role, scope: token.scope,
      author: GivenText("token:" + token.name.text.prefix(190)).map { Author(user: $0) },
      session: nil)
  }

  init(_ user: ServerUser, _ session: Session) {
    self.init(
      name: user.name.text, role: user.role, scope: user.scope, author: Author(user: user.name),
      session: session)
  }

  func sees(_ deployment: DeploymentName) -> Bool { scope.includes(deployment) }

  func sees(_ customer: CustomerName) -> Bool { scope.includes(customer) }

  var seesEverything: Bool { scope == .everything }
}
