import Foundation

extension Array where Element: Sendable {
  /// The results for all elements, in their order, each worked out in a thread of its
  /// own.
  ///
  /// - Parameter limit: how many at a time.
  package func mapInParallel<Result: Sendable>(
    limit: Int, _ body: @escaping @Sendable (Element) -> Result
  ) -> [Result] {
    let results = Collected<Result>(count: count)
    let slots = DispatchSemaphore(value: limit)
    let done = DispatchGroup()
    for (i, element) in enumerated() {
      slots.wait()
      done.enter()
      Thread {
        results.set(i, body(element))
        slots.signal()
        done.leave()
      }.start()
    }
    done.wait()
    return results.all
  }
}

/// The results of two pieces of work that are done at the same time, the first in a thread
/// of its own; within `aside` the first before the second. Of two errors that of the second
/// is thrown, unless it was not begun.
///
/// - Parameter isLong: whether the first is worth a thread; else it is done before the second.
package func inParallel<First: Sendable, Second, Failure: Error>(
  where isLong: Bool = true, _ first: @escaping @Sendable () throws(Failure) -> First,
  _ second: () throws(Failure) -> Second
) throws(Failure) -> (First, Second) {
  if !isLong || Thread.current.threadDictionary[asideKey] != nil {
    let result = try first()
    return (result, try second())
  }
  let later = Later { Result(catching: first) }
  let other = Result(catching: second)
  let firstResult = later.value
  let result = try other.get()
  return (try firstResult.get(), result)
}

/// A value that is worked out in a thread of its own; who asks for it waits for it.
package final class Later<Value: Sendable>: Sendable {
  private let results = Collected<Value>(count: 1)
  private let done = DispatchSemaphore(value: 0)

  package init(_ work: @escaping @Sendable () -> Value) {
    Thread { [results, done] in
      results.set(0, work())
      done.signal()
    }.start()
  }

  package var value: Value {
    done.wait()
    // The next one who asks need not wait.
    done.signal()
    return results.all[0]
  }
}

/// Does work beside other work that is waited for: it takes no further thread, which would
/// take the processor from that.
package func aside<Result, Failure: Error>(
  _ work: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let before = Thread.current.threadDictionary[asideKey]
  Thread.current.threadDictionary[asideKey] = true
  defer { Thread.current.threadDictionary[asideKey] = before }
  return try work()
}

private let asideKey = "gatebook.aside"

/// Results that several threads hand in; each place is set once.
private final class Collected<Result: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var results: [Result?]

  init(count: Int) { results = Array(repeating: nil, count: count) }

  func set(_ i: Int, _ result: Result) {
    lock.withLock { results[i] = result }
  }

  var all: [Result] { lock.withLock { results.map { $0! } } }
}
