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
