/// Why a revision is held until a person approves it.
public struct HoldReason: Hashable, Sendable {
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The document has no endpoint any more.
    case noEndpoints = "no-endpoints"
    /// Something in it was not understood, and that was not accepted beforehand.
    case partlyRead = "partly-read"
    /// The download may have been cut, and removes or changes something.
    case cutShort = "cut-short"
    /// More addresses are gone than may go, or all are replaced by others.
    case addressesGone = "addresses-gone"
    /// It allows a large part of the Internet.
    case wideBlock = "wide-block"
    /// A name became a pattern that fits many.
    case widerName = "wider-name"
    /// It allows many times as many addresses or ports as before, or nearly all ports.
    case accessGrown = "access-grown"
    /// More addresses are allowed other ports, protocols or directions than may be.
    case termsChanged = "terms-changed"
    /// Rows state no ports, beside rows that do.
    case portsUnstated = "ports-unstated"
    /// Rows stated a protocol, and none does any more.
    case protocolUnstated = "protocol-unstated"
    /// Private, loopback, documentation or multicast space in what was public.
    case specialSpace = "special-space"
    /// The document names another deployment than before.
    case otherDeployment = "other-deployment"
    /// The document's own version or date lies before that of the last one.
    case wentBackwards = "went-backwards"
  }

  public let code: Code
  /// What was seen, in one line.
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
