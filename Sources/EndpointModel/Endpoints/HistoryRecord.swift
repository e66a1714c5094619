/// Who did something, when it was recorded, and why.
public struct HistoryRecord: Hashable, Sendable {
  public let time: UTCTime
  public let by: GivenText?
  public let note: GivenText?

  public init(time: UTCTime, by: GivenText?, note: GivenText?) {
    self.time = time
    self.by = by
    self.note = note
  }
}
