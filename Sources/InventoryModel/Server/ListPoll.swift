import EndpointModel

/// That somebody got a list, and when last.
public struct ListPoll: Hashable, Sendable {
  /// Path and query: `/lists/aws/all.txt?family=4`.
  public let list: String
  /// The token's name; if there was none, the address that was asked from.
  public let who: String
  public let firstAt: UTCTime
  public let lastAt: UTCTime

  public init(list: String, who: String, firstAt: UTCTime, lastAt: UTCTime) {
    self.list = list
    self.who = who
    self.firstAt = firstAt
    self.lastAt = lastAt
  }
}
