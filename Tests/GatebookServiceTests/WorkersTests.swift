import Dispatch
import GatebookService
import Testing

/// Work in threads, and in turn where none is to be started.
@Suite struct WorkersTests {
  private struct Failure: Error, Equatable { let number: Int }

  @Test(arguments: [0, 1, 3]) func bothGiveTheirResults(limit: Int) throws {
    let (first, second) = try Workers(limit: limit).both({ 20 + 1 }, { "other" })
    #expect(first == 21 && second == "other")
  }

  @Test(arguments: [0, 1]) func ofTwoErrorsThatOfTheSecondIsThrown(limit: Int) {
    let workers = Workers(limit: limit)
    #expect(throws: Failure(number: 2)) {
      try workers.both({ throw Failure(number: 1) }, { throw Failure(number: 2) })
    }
    #expect(throws: Failure(number: 1)) {
      try workers.both({ throw Failure(number: 1) }, { 2 })
    }
  }

  @Test(arguments: [0, 1, 4]) func eachElementIsHandedOverOnce(limit: Int) throws {
    var taken: [Int: Int] = [:]
    let square: @Sendable (Int) -> Int = { $0 * $0 }
    try Workers(limit: limit).each(Array(1...50), givingUpAfter: 60, square) { element, result in
      #expect(taken.updateValue(result ?? 0, forKey: element) == nil)
    }
    #expect(taken == Dictionary(uniqueKeysWithValues: (1...50).map { ($0, $0 * $0) }))
  }

  @Test func whatTakesTooLongIsGivenUp() {
    // It waits, and is let go: a thread that counts on takes a processor from all other tests.
    let end = DispatchSemaphore(value: 0)
    defer { end.signal() }
    let endless: @Sendable () -> Int = {
      end.wait()
      return 0
    }
    #expect(Workers(limit: 1).limited(toSeconds: 0.05, endless) == nil)
    #expect(Workers.serial.limited(toSeconds: 0.05, { 7 }) == 7)
  }
}
