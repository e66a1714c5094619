import EndpointModel
import InventoryModel

/// That a site gives a copy of an inventory which is written elsewhere.
public struct Following: Hashable, Sendable {
  /// How old the copy may be, in seconds; nil for however old.
  public let mostAge: Int?
  /// So far two machines' clocks may differ, in seconds.
  private static let mostAhead: Int64 = 60

  public init(mostAge: Int? = nil) { self.mostAge = mostAge }

  /// Since the copy was the inventory, in seconds; nil if that cannot be told: the machine that
  /// writes it never told that it is at work, or its clock is ahead of this one.
  func age(of beat: UTCTime?, at now: UTCTime) -> Int? {
    guard let beat, beat.seconds - now.seconds <= Self.mostAhead else { return nil }
    return max(0, Int(now.seconds - beat.seconds))
  }

  /// - Throws: `Problem` if a copy is too old to be given, or may be.
  func check(age: Int?) throws {
    guard let mostAge, age.map({ $0 > mostAge }) ?? true else { return }
    throw Problem(
      503, "too-old",
      "this is a copy of an inventory elsewhere, and it is "
        + (age.map { "\($0) s" } ?? "not known how") + " old; at most \(mostAge) s are allowed here"
    )
  }
}

extension Problem {
  /// Of what is to be done where only a copy is.
  static let follower = Problem(
    409, "follower",
    "this server gives a copy, in which nothing is changed; send it to the server of the inventory "
      + "that it is a copy of")
}
