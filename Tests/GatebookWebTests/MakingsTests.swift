import Dispatch
import Synchronization
import Testing

@testable import GatebookWeb

/// What several ask for at once is made once.
@Suite struct MakingsTests {
  @Test func oneMakesItForAll() async {
    let makings = Makings()
    let count = Mutex(0)
    let mayEnd = DispatchSemaphore(value: 0)
    let isInside = DispatchSemaphore(value: 0)
    let outcomes = Mutex<[Int?]>([])
    let threads = DispatchGroup()
    func ask() {
      DispatchQueue.global().async(group: threads) {
        let made = makings.make("list") {
          count.withLock { $0 += 1 }
          isInside.signal()
          _ = mayEnd.wait(timeout: .now() + 20)
          return 7
        }
        outcomes.withLock { $0.append(made) }
      }
    }
    ask()
    _ = isInside.wait(timeout: .now() + 20)
    // Another list waits for nobody.
    #expect(makings.make("other") { 8 } == 8)
    for _ in 1...3 { ask() }
    mayEnd.signal()
    // Who comes after it has ended makes it again, and may be let through at once.
    for _ in 1...3 { mayEnd.signal() }
    await withCheckedContinuation { done in
      threads.notify(queue: .global()) { done.resume() }
    }
    let all = outcomes.withLock { $0 }
    #expect(all.count == 4 && all.count { $0 == 7 } == count.withLock { $0 })
    #expect(makings.make("list") { 9 } == 9)
  }

  /// A failure is no answer for the others, and leaves nothing behind.
  @Test func aFailureEndsIt() {
    struct Failure: Error {}
    let makings = Makings()
    #expect(throws: Failure.self) { try makings.make("list") { throw Failure() } }
    #expect(makings.make("list") { 1 } == 1)
  }
}
