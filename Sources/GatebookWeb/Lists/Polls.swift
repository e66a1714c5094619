import EndpointModel
import InventoryModel
import InventoryStorage
import Synchronization

/// Who got which list when: counted in memory, and kept with the inventory now and then, since a
/// firewall that stopped asking has to be told after a restart, too.
final class Polls: Sendable {
  /// More are not kept, so that nobody can fill the inventory by asking.
  static let most = 10_000
  /// In bytes; a longer question is not noted.
  private static let longest = 1000

  /// Who did not ask for so long is forgotten, like a firewall that is none any more.
  static let secondsKept: Int64 = 30 * 86_400

  private struct Key: Hashable {
    let list: String
    let who: String
  }

  private struct Times {
    let first: UTCTime
    var last: UTCTime
    /// Whether the inventory does not have it yet.
    var isNew: Bool
  }

  private let all = Mutex<[Key: Times]>([:])

  init(_ known: [ListPoll]) {
    all.withLock { all in
      for poll in known {
        all[Key(list: poll.list, who: poll.who)] = Times(
          first: poll.firstAt, last: poll.lastAt, isNew: false)
      }
    }
  }

  /// Notes that somebody got a list, or was told that it is the same.
  func note(_ list: String, _ who: String, at time: UTCTime) {
    if list.utf8.count > Self.longest { return }
    let key = Key(list: list, who: who)
    all.withLock { all in
      if let place = all.index(forKey: key) {
        if all.values[place].last == time { return }
        all.values[place].last = time
        all.values[place].isNew = true
        return
      }
      if all.count >= Self.most, let oldest = all.min(by: { $0.value.last < $1.value.last })?.key {
        all[oldest] = nil
      }
      all[key] = Times(first: time, last: time, isNew: true)
    }
  }

  /// By list, then by who.
  var polls: [ListPoll] { all.withLock { Self.polls($0) } }

  /// Those that the inventory does not have yet; from now on it does.
  ///
  /// - Parameter time: who did not ask since is forgotten.
  func taken(forgetting time: UTCTime) -> [ListPoll] {
    all.withLock { all in
      all = all.filter { $0.value.last >= time }
      let new = all.filter(\.value.isNew)
      for key in new.keys { all[key]?.isNew = false }
      return Self.polls(new)
    }
  }

  /// Notes that the inventory does not have them after all.
  func putBack(_ polls: [ListPoll]) {
    all.withLock { all in
      for poll in polls { all[Key(list: poll.list, who: poll.who)]?.isNew = true }
    }
  }

  private static func polls(_ all: [Key: Times]) -> [ListPoll] {
    all.map {
      ListPoll(list: $0.key.list, who: $0.key.who, firstAt: $0.value.first, lastAt: $0.value.last)
    }.sorted { ($0.list, $0.who) < ($1.list, $1.who) }
  }
}
