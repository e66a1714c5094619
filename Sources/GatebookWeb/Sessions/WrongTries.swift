import EndpointModel
import Synchronization

/// Counts wrong passwords, so that nobody tries many: for a quarter of an hour from the first one,
/// so many from one address, and more for one name from anywhere.
final class WrongTries: Sendable {
  static let mostOfClient = 10
  static let mostOfName = 50
  /// In seconds.
  static let window: Int64 = 900
  /// More names and addresses are not counted; those that began first are forgotten.
  private static let mostKept = 10_000

  private enum Key: Hashable {
    case client(String)
    case name(String)

    var most: Int {
      switch self {
      case .client: mostOfClient
      case .name: mostOfName
      }
    }
  }

  private struct Count {
    let since: UTCTime
    var count: Int
  }

  private let all = Mutex<[Key: Count]>([:])

  /// Notes a try before the password is looked at, so that many at the same time count, too.
  ///
  /// - Returns: whether it may be looked at.
  func begin(_ name: String, from client: String, at time: UTCTime) -> Bool {
    all.withLock { all in
      all = all.filter { time.seconds - $0.value.since.seconds < Self.window }
      let keys = [Key.client(client), .name(name)]
      if keys.contains(where: { all[$0]?.count ?? 0 >= $0.most }) { return false }
      for key in keys {
        if all.count >= Self.mostKept, all[key] == nil,
          let first = all.min(by: { $0.value.since < $1.value.since })?.key
        {
          all[first] = nil
        }
        all[key, default: Count(since: time, count: 0)].count += 1
      }
      return true
    }
  }

  /// Forgets the tries of somebody who had the right password.
  func forget(_ name: String, from client: String) {
    all.withLock { all in
      all[.client(client)] = nil
      all[.name(name)] = nil
    }
  }
}
