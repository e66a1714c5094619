import EndpointModel
import InventoryModel
import InventoryStorage

/// When a revision that is stored now becomes current.
public enum RevisionTime {
  /// How far ahead of the clock a revision may be dated, in seconds: a day.
  public static let tolerance: Int64 = 86_400

  /// - Throws: `InventoryError.liesAhead` if a given time is further ahead than `tolerance`.
  public static func check(_ given: UTCTime?, now: UTCTime) throws {
    if let given, given.seconds - now.seconds > tolerance {
      throw InventoryError.liesAhead(recordedAt: given, now: now)
    }
  }

  /// Now, or the time of the latest revision if a clock that was set back is behind it.
  ///
  /// - Throws: `InventoryError.latestLiesAhead` if that revision is further ahead than `tolerance`:
  ///   all that followed would be dated like it.
  public static func now(_ now: UTCTime, after latest: Revision?) throws -> UTCTime {
    guard let latest, latest.recordedAt > now else { return now }
    guard latest.recordedAt.seconds - now.seconds <= tolerance else {
      throw InventoryError.latestLiesAhead(latest, now: now)
    }
    return latest.recordedAt
  }
}
