import Synchronization

/// Whose turn it is to have a document read that was sent: one at a time, over all sites of a
/// server, since each may take much memory.
final class ReadingTurn: Sendable {
  private let isTaken = Mutex<Void>(())

  /// Nil, and nothing is called, while another one is read.
  func take<T>(_ body: () throws -> T) rethrows -> T? {
    try isTaken.withLockIfAvailable { _ in Kept(value: try body()) }?.value
  }

  /// What passes a mutex by the thread that has it.
  private struct Kept<T>: @unchecked Sendable { let value: T }
}
