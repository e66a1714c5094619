/// Why a revision is held until a person approves it.
public struct HoldReason: Hashable, Sendable {
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The document has no endpoints any more.
    case noEndpoints = "no-endpoints"
    /// Something in it was not understood, and that was not accepted beforehand.
    case partlyRead = "partly-read"
    /// The download may have been cut, and removes or changes something.
    case cutShort = "cut-short"
    /// More addresses are gone than allowed, or all are replaced by others.
    case addressesGone = "addresses-gone"
    /// It allows a large part of the Internet.
    case wideBlock = "wide-block"
    /// A name became a pattern that matches many.
    case widerName = "wider-name"
    /// It allows many times as many addresses or ports as before, or nearly all ports.
    case accessGrown = "access-grown"
    /// More addresses than allowed have other ports, protocols or directions.
    case termsChanged = "terms-changed"
    /// Some rows state no ports, while others do.
    case portsUnstated = "ports-unstated"
    /// Rows stated a protocol, and none does now.
    case protocolUnstated = "protocol-unstated"
    /// Private, loopback, documentation or multicast space in a list that was public.
    case specialSpace = "special-space"
    /// The document names a different deployment than before.
    case otherDeployment = "other-deployment"
    /// The document's own version or date is earlier than that of the last one.
    case wentBackwards = "went-backwards"
    /// The feed has other content under the version of the last one.
    case sameVersion = "same-version"
    /// The document no longer fits the layout by which it is read.
    case layoutChanged = "layout-changed"
  }

  public let code: Code
  /// What was seen, in one line.
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
