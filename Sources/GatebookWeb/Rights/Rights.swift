import Digests
import EndpointModel
import InventoryModel
import InventoryStorage

/// The tokens, users and public lists of an inventory at one state of it.
struct Rights: Sendable {
  private let tokens: [[UInt8]: ServerToken]
  private let users: [GivenText: (user: ServerUser, password: String)]
  private let publicLists: Set<DeploymentName>
  /// Whether all lists are declared public.
  private let allListsArePublic: Bool

  init(_ reader: InventoryReader, allListsArePublic: Bool) throws {
    tokens = Dictionary(
      try reader.tokens().map { ($0.sha256, $0.token) }, uniquingKeysWith: { first, _ in first })
    users = Dictionary(
      try reader.users().map { ($0.user.name, $0) }, uniquingKeysWith: { first, _ in first })
    publicLists = Set(try reader.publicLists())
    self.allListsArePublic = allListsArePublic
  }

  /// Whether anybody may have the lists of a deployment.
  func isPublic(_ deployment: DeploymentName) -> Bool {
    allListsArePublic || publicLists.contains(deployment)
  }

  /// Whether anybody may have the list of a firewall that allows this.
  func isPublic(_ allowances: [FirewallAllowance]) -> Bool {
    allListsArePublic
      || allowances.allSatisfy { $0.customer == nil && publicLists.contains($0.deployment) }
  }

  /// Who has the token of an `Authorization` header: `Bearer TOKEN`, or `Basic` with the token as
  /// the password, which is all that many firewalls can send. Nil if the token is none.
  ///
  /// The token is looked up by its SHA-256. How long that takes tells nothing of use: nobody can
  /// choose tokens by their digests, and a digest's first bits say nothing of the other tokens.
  func caller(_ authorization: String?, at time: UTCTime) -> Caller? {
    guard let authorization else { return .anybody }
    let words = authorization.split(separator: " ", maxSplits: 1)
    guard words.count == 2 else { return nil }
    let given: String
    switch words[0].lowercased() {
    case "bearer": given = String(words[1])
    case "basic":
      guard let text = Base64.decoded(words[1]).flatMap({ String(validating: $0, as: UTF8.self) }),
        let colon = text.firstIndex(of: ":")
      else { return nil }
      given = String(text[text.index(after: colon)...])
    default: return nil
    }
    guard let token = tokens[SHA256(of: Array(given.utf8)).bytes], token.isValid(at: time) else {
      return nil
    }
    return Caller(token)
  }

  /// Who has begun a session; nil if the user is none any more, or has another password.
  func caller(_ session: Session) -> Caller? {
    guard let known = users[session.user], known.password == session.password else { return nil }
    return Caller(known.user, session)
  }

  /// The hash of a user's password; nil if there is no such user.
  func password(of user: GivenText) -> String? { users[user]?.password }
}
