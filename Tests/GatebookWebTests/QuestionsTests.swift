import Dispatch
import GatebookService
import Synchronization
import Testing

/// Questions that run on threads of their own.
@Suite struct QuestionsTests {
  /// How many work are inside at a time.
  private final class Inside: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    func work() {
      counts.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      counts.withLock { $0.now -= 1 }
    }
  }

  @Test func soManyRunAtATimeAndTheRestWaits() async throws {
    let questions = Questions(threads: 2, waiting: 100)
    let inside = Inside()
    let answers = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<50 {
        group.addTask {
          try await questions.ask {
            inside.work()
            return number
          }
        }
      }
      return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(answers.count == 50)
    #expect((1...2).contains(inside.most))
  }

  @Test func oneTooManyIsRefused() async throws {
    let questions = Questions(threads: 1, waiting: 0)
    let mayLeave = DispatchSemaphore(value: 0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      await withCheckedContinuation { isInside in
        group.addTask {
          try await questions.ask {
            isInside.resume()
            _ = mayLeave.wait(timeout: .now() + 20)
          }
        }
      }
      await #expect(throws: Questions.Overload.self) { try await questions.ask {} }
      mayLeave.signal()
      try await group.waitForAll()
    }
  }
}
