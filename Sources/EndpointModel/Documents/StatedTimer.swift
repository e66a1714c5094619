/// A timer that a document asks for: "a 12 min TCP port registration timer".
public struct StatedTimer: Hashable, Sendable {
  public let seconds: Int
  public let transport: IPProtocol?
  public let line: Int
  /// The words it was read from.
  public let quote: String

  public init(seconds: Int, transport: IPProtocol?, line: Int, quote: String) {
    self.seconds = seconds
    self.transport = transport
    self.line = line
    self.quote = quote.abridged(to: 120)
  }
}
