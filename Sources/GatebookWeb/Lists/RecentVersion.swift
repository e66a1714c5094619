import InventoryStorage
import Synchronization

/// An inventory's version as many threads ask for it: none waits for another, and SQLite is asked
/// once for all who ask at the same moment.
final class RecentVersion: Sendable {
  private let version: InventoryVersion
  private let duration: Duration
  /// When it was seen last; held by who asks SQLite.
  private let seenAt = Mutex<ContinuousClock.Instant?>(nil)
  /// What was seen last; less than 0 for nothing.
  private let seen = Atomic(-1)

  /// - Parameter duration: for how long what was seen counts.
  init(_ version: InventoryVersion, for duration: Duration) {
    self.version = version
    self.duration = duration
  }

  /// As it is now.
  ///
  /// - Throws: `InventoryError`
  func current() throws -> Int { try version.current() }

  /// As it was a moment ago; nil if that cannot be told.
  func recent() -> Int? {
    let asked = seenAt.withLockIfAvailable { seenAt -> Int in
      let now = ContinuousClock.now
      if let at = seenAt, now - at < duration { return seen.load(ordering: .relaxed) }
      let found = (try? version.current()) ?? -1
      seen.store(found, ordering: .relaxed)
      seenAt = now
      return found
    }
    // Somebody else is asking: what was seen before that is microseconds old.
    let found = asked ?? seen.load(ordering: .relaxed)
    return found < 0 ? nil : found
  }
}
