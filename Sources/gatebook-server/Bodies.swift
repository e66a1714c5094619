#if Server
  import Synchronization

  /// How much memory the forms take that are on their way: each as much as its route allows, since
  /// it is not known how much will come.
  final class Bodies: Sendable {
    /// In bytes: four documents, or 32 sheets.
    private static let most = 32 << 20

    private let taken = Atomic(0)

    /// Whether another may come.
    func begin(_ bytes: Int) -> Bool {
      if taken.add(bytes, ordering: .relaxed).newValue <= Self.most { return true }
      end(bytes)
      return false
    }

    func end(_ bytes: Int) { taken.subtract(bytes, ordering: .relaxed) }
  }
#endif
