import EndpointModel
import Foundation
import InventoryStorage
import Synchronization

/// Takes copies of a file that Litestream keeps like an inventory elsewhere, one whenever it has
/// changed, for a server to read: the file itself must not be kept open.
///
/// ```swift
/// let follower = Follower(of: "followed.sqlite")
/// try follower.next()  // "followed.sqlite.served-1"
/// try follower.next()  // nil: it is as it was
/// ```
public final class Follower: Sendable {
  private let file: FollowedFile
  private let state = Mutex(State())

  private struct State {
    var stamp: FollowedFile.Stamp?
    /// Of the two names, the one that the last copy has.
    var last = 0
  }

  public init(of path: String) { file = FollowedFile(at: path) }

  /// A copy of the present state; nil if the last one is of that. The copy before the last one is
  /// replaced: whoever reads the last one goes on.
  ///
  /// - Throws: `InventoryError`; then the last copy is the newest that can be had.
  public func next() throws -> String? {
    try state.withLock { state in
      // Told before it is copied: what is written in between makes it another one.
      let stamp = file.stamp
      if state.stamp == stamp { return nil }
      let number = state.last == 1 ? 2 : 1
      try file.copy(to: name(number))
      state = State(stamp: stamp, last: number)
      return name(number)
    }
  }

  /// The copy to begin with: of the present state, or the newest that was taken before if there is
  /// none that can be copied.
  ///
  /// - Parameter report: told why it is not of the present state.
  /// - Throws: `InventoryError` if there is none either.
  public func first(report: (any Error) -> Void) throws -> String {
    do {
      // A new object has taken none.
      return try next() ?? name(1)
    } catch {
      let found = [1, 2].filter { FileManager.default.fileExists(atPath: name($0)) }
      guard let newest = found.max(by: { modified($0) < modified($1) }) else { throw error }
      report(error)
      state.withLock { $0.last = newest }
      return name(newest)
    }
  }

  private func name(_ number: Int) -> String { "\(file.path).served-\(number)" }

  private func modified(_ number: Int) -> Date {
    let attributes = try? FileManager.default.attributesOfItem(atPath: name(number))
    return attributes?[.modificationDate] as? Date ?? .distantPast
  }
}
