import Synchronization

/// Asks an inventory from code that must not wait, such as the event loop of a server: SQLite
/// blocks, so every question runs on a thread of its own, and so many run at a time.
///
/// ```swift
/// let questions = Questions(threads: 4, waiting: 1000)
/// let names = try await questions.ask { try inventory.read { try $0.deploymentNames() } }
/// ```
public final class Questions: Sendable {
  /// More are asked than can be answered soon.
  public struct Overload: Error {
    public init() {}
  }

  private let threads: Int
  private let mostWaiting: Int
  private let state = Mutex(State())

  private struct State {
    var running = 0
    var waiting: [@Sendable () -> Void] = []
  }

  /// - Parameters:
  ///   - threads: how many questions are answered at a time.
  ///   - waiting: how many may wait for a thread; the next one is refused.
  public init(threads: Int, waiting: Int) {
    self.threads = max(1, threads)
    mostWaiting = waiting
  }

  /// - Throws: `Overload`, and what the work throws.
  public func ask<Answer: Sendable>(
    _ work: @escaping @Sendable () throws -> Answer
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      let isTaken = take { continuation.resume(with: Result { try work() }) }
      if !isTaken { continuation.resume(throwing: Overload()) }
    }
  }

  /// Whether the work is done, now or soon.
  private func take(_ work: @escaping @Sendable () -> Void) -> Bool {
    enum Place { case thread, queue, none }
    let place = state.withLock { state -> Place in
      if state.running < threads {
        state.running += 1
        return .thread
      }
      if state.waiting.count >= mostWaiting { return .none }
      state.waiting.append(work)
      return .queue
    }
    guard place == .thread else { return place == .queue }
    let isStarted = Workers.start {
      work()
      while let next = self.next() { next() }
    }
    if !isStarted { state.withLock { $0.running -= 1 } }
    return isStarted
  }

  /// The next that waits; nil if none does, and then the thread ends.
  private func next() -> (@Sendable () -> Void)? {
    state.withLock { state in
      if state.waiting.isEmpty {
        state.running -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
  }
}
