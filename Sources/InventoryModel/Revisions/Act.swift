import EndpointModel

/// Who makes a change.
public struct Author: Hashable, Sendable {
  /// The system user that runs the program: `anna`, or `anna (root)` after becoming root.
  public let user: GivenText
  /// The name under which they say they act; nil for their own.
  public let name: GivenText?

  public init(user: GivenText, name: GivenText? = nil) {
    self.user = user
    self.name = name
  }

  /// What histories show: the name, else the user.
  public var shown: GivenText { name ?? user }
}

/// Who changes the inventory, when and why: kept with every change.
public struct Act: Hashable, Sendable {
  public let author: Author
  public let time: UTCTime
  public let note: GivenText?

  public init(by author: Author, at time: UTCTime, note: GivenText? = nil) {
    self.author = author
    self.time = time
    self.note = note
  }
}

extension HistoryRecord {
  public init(_ act: Act) {
    self.init(time: act.time, by: act.author.shown, note: act.note)
  }
}
