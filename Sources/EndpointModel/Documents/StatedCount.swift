/// How many addresses or ports a document says that it lists.
public struct StatedCount: Hashable, Sendable {
  public enum Subject: String, Sendable, CaseIterable {
    case addresses, ports
  }

  public let count: Int
  public let subject: Subject
  public let line: Int
  /// The words it was read from.
  public let quote: String

  public init(count: Int, subject: Subject, line: Int, quote: String) {
    self.count = count
    self.subject = subject
    self.line = line
    self.quote = quote.abridged(to: 120)
  }
}
