import Dispatch
import Synchronization

/// Which lists are being made: when a long table has become current, all who poll it ask for the same
/// at once, and one of them makes it for all.
final class Makings: Sendable {
  private let groups = Mutex<[String: DispatchGroup]>([:])

  /// So long somebody waits for another, in seconds; then it is made once more.
  private static let mostSeconds = 10.0

  /// Calls a closure for a key, or waits until another's call for the same key has ended.
  ///
  /// - Returns: nil if another one was waited for.
  func make<T>(_ key: String, _ body: () throws -> T) rethrows -> T? {
    let (group, isOurs) = groups.withLock { groups in
      if let group = groups[key] { return (group, false) }
      let group = DispatchGroup()
      group.enter()
      groups[key] = group
      return (group, true)
    }
    guard isOurs else {
      _ = group.wait(timeout: .now() + Self.mostSeconds)
      return nil
    }
    defer {
      groups.withLock { $0[key] = nil }
      group.leave()
    }
    return try body()
  }
}
