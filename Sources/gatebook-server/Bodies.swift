#if Server
  import Synchronization

  /// How many forms are on their way: they are in memory before it is known who sends them.
  final class Bodies: Sendable {
    /// Each may have 1 MiB.
    private static let most = 32

    private let count = Atomic(0)

    /// Whether another may come.
    func begin() -> Bool {
      if count.add(1, ordering: .relaxed).newValue <= Self.most { return true }
      end()
      return false
    }

    func end() { count.subtract(1, ordering: .relaxed) }
  }
#endif
