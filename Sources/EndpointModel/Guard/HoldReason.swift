/// Why a revision is held until a person approves it.
public struct HoldReason: Hashable, Sendable {
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The document has no endpoint any more.
    case noEndpoints = "no-endpoints"
    /// Something in it was not understood, and that was not accepted beforehand.
    case partlyRead = "partly-read"
    /// The download may have been cut, and removes or changes something.
    case cutShort = "cut-short"
    /// More addresses are gone than may go.
    case addressesGone = "addresses-gone"
    /// It allows a large part of the Internet.
    case wideBlock = "wide-block"
    /// It allows many times as many addresses as before.
    case accessGrown = "access-grown"
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
