import Digests
import EndpointModel
import InventoryModel
import InventoryStorage

/// Who asks.
struct Caller: Sendable {
  /// The token's name; nil without a token.
  let name: String?
  /// Nil without a token.
  let role: ServerRole?
  let scope: ServerScope

  /// Somebody without a token: sees what is public and nothing else.
  static let anybody = Caller(
    name: nil, role: nil, scope: .only(deployments: [], customers: []))

  func sees(_ deployment: DeploymentName) -> Bool { scope.includes(deployment) }

  func sees(_ customer: CustomerName) -> Bool { scope.includes(customer) }

  var seesEverything: Bool { scope == .everything }
}

/// The tokens and public lists of an inventory at one state of it.
struct Rights: Sendable {
  private let tokens: [[UInt8]: ServerToken]
  private let publicLists: Set<DeploymentName>
  /// Whether all lists are declared public.
  private let allListsArePublic: Bool

  init(_ reader: InventoryReader, allListsArePublic: Bool) throws {
    tokens = Dictionary(
      try reader.tokens().map { ($0.sha256, $0.token) }, uniquingKeysWith: { first, _ in first })
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
    return Caller(name: token.name.text, role: token.role, scope: token.scope)
  }
}

/// Base64 (RFC 4648 section 4).
enum Base64 {
  /// Nil if the text is none.
  static func decoded(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      let value: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: return nil
      }
      bits = (bits << 6 | UInt32(value)) & 0xFFFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}
