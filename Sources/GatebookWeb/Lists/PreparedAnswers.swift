import EndpointModel
import Synchronization

/// Answers that are given again until the inventory changes, by path and query; those that were
/// asked for longest ago go when there is no room. An outdated one stays until another takes its
/// place: it is the last good state if none can be made.
final class PreparedAnswers: Sendable {
  struct Prepared: Sendable {
    let representation: Representation
    let audience: Audience
    /// The inventory's version that it was made from, or is known to be the same for.
    private(set) var version: Int
    /// See `Route.basis`.
    let basis: String?
    let madeAt: UTCTime
    let isTimed: Bool
    fileprivate var usedAt = 0

    init(
      _ representation: Representation, for audience: Audience, version: Int, basis: String?,
      at time: UTCTime, isTimed: Bool
    ) {
      self.representation = representation
      self.audience = audience
      self.version = version
      self.basis = basis
      madeAt = time
      self.isTimed = isTimed
    }

    /// The same, for another version in which it would be no other.
    func renewed(_ version: Int) -> Prepared {
      var renewed = self
      renewed.version = version
      return renewed
    }

    /// Whether it is what would be made now: at most a minute late where the clock counts.
    func isCurrent(_ version: Int, at time: UTCTime) -> Bool {
      self.version == version
        && (!isTimed || (0..<60).contains(time.seconds - madeAt.seconds))
    }
  }

  private struct State {
    var all: [String: Prepared] = [:]
    var size = 0
    var uses = 0
  }

  private let state = Mutex(State())
  private let most: Int

  /// - Parameter most: how many bytes they may take together.
  init(most: Int) { self.most = most }

  func prepared(_ target: String) -> Prepared? {
    state.withLock { state in
      guard let place = state.all.index(forKey: target) else { return nil }
      state.uses += 1
      state.all.values[place].usedAt = state.uses
      return state.all.values[place]
    }
  }

  func keep(_ prepared: Prepared, as target: String) {
    let size = prepared.representation.size
    if size > most { return }
    state.withLock { state in
      if let old = state.all.removeValue(forKey: target) { state.size -= old.representation.size }
      while state.size + size > most,
        let oldest = state.all.min(by: { $0.value.usedAt < $1.value.usedAt })?.key,
        let gone = state.all.removeValue(forKey: oldest)
      {
        state.size -= gone.representation.size
      }
      state.uses += 1
      var prepared = prepared
      prepared.usedAt = state.uses
      state.all[target] = prepared
      state.size += size
    }
  }
}
