import Foundation

/// Work in threads: the only place in the program that starts any. If the system provides no
/// thread, the caller does the work.
///
/// ```swift
/// let (first, second) = try Workers(limit: 1).both({ 20 + 1 }, { "other" })  // (21, "other")
/// ```
public struct Workers: Sendable {
  /// How many threads work at a time; 0 to start none.
  private let limit: Int

  /// - Parameter limit: how many threads may work at a time; 0 for none, as `serial`.
  public init(limit: Int) { self.limit = limit }

  /// The caller does all the work, one piece at a time.
  public static let serial = Workers(limit: 0)

  /// The results of two pieces of work: the first is done in a thread of its own while the caller
  /// does the second. If both fail, the error of the second is thrown.
  public func both<First: Sendable, Second>(
    _ first: @escaping @Sendable () throws -> First, _ second: () throws -> Second
  ) throws -> (First, Second) {
    let results = Results<Result<First, any Error>>()
    let isStarted = limit > 0 && Self.start { results.put((0, Result(catching: first))) }
    if !isStarted { results.put((0, Result(catching: first))) }
    let other = Result(catching: second)
    let result = results.next()
    let second = try other.get()
    return (try result.get(), second)
  }

  /// Begins work whose result is needed later, when the caller waits for it or does it itself, as
  /// with the parts of a `Comparison`. Does nothing if there is no thread for it.
  public func ahead(_ work: @escaping @Sendable () -> Void) {
    if limit > 0 { _ = Self.start(work) }
  }

  /// Works on elements as they come and hands over each with its result, in the caller's thread and
  /// in the order of completion.
  ///
  /// - Parameters:
  ///   - seconds: how long to wait without any result: then all work in progress is given up, and
  ///     its threads are left to themselves.
  ///   - next: asked for the next elements, at most as many as there is room for; asked again after
  ///     the results that there are, until it has none and no work is in progress.
  ///   - work: done in a thread of its own.
  ///   - take: receives an element and its result; nil if it was given up.
  public func each<Element: Sendable, Result: Sendable>(
    givingUpAfter seconds: Double, next: (_ room: Int) throws -> [Element],
    _ work: @escaping @Sendable (Element) -> Result,
    take: (Element, Result?) throws -> Void
  ) throws {
    let results = Results<Result>()
    var working: [Int: Element] = [:]
    var count = 0
    while true {
      let more = try next(max(1, limit) - working.count)
      for element in more {
        let place = count
        count += 1
        if limit > 0, Self.start({ results.put((place, work(element))) }) {
          working[place] = element
        } else {
          try take(element, work(element))
        }
      }
      if working.isEmpty {
        // Work done by the caller made room for more.
        if more.isEmpty { return }
        continue
      }
      let done = results.all(waiting: seconds)
      if done.isEmpty {
        let left = working.sorted { $0.key < $1.key }
        working = [:]
        for (_, element) in left { try take(element, nil) }
        continue
      }
      for (place, result) in done {
        // A late result of work that was given up is dropped.
        if let element = working.removeValue(forKey: place) { try take(element, result) }
      }
    }
  }

  /// Works on all elements of an array.
  public func each<Element: Sendable, Result: Sendable>(
    _ elements: [Element], givingUpAfter seconds: Double,
    _ work: @escaping @Sendable (Element) -> Result,
    take: (Element, Result?) throws -> Void
  ) throws {
    var left = elements[...]
    try each(
      givingUpAfter: seconds,
      next: { room in
        defer { left = left.dropFirst(room) }
        return Array(left.prefix(room))
      }, work, take: take)
  }

  /// Does some work within a time limit; nil if it takes longer: its thread is then left to itself.
  public func limited<Result: Sendable>(
    toSeconds seconds: Double, _ work: @escaping @Sendable () -> Result
  ) -> Result? {
    let results = Results<Result>()
    guard limit > 0, Self.start({ results.put((0, work())) }) else { return work() }
    return results.next(waiting: seconds)?.1
  }

  /// Whether a thread was started.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Box: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // As much as the main thread has: readers of nested documents recurse deeply.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    let box = Unmanaged.passRetained(Box(body))
    #if canImport(Glibc)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, &attributes,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, box.toOpaque())
    #else
      var thread: pthread_t?
      let code = pthread_create(
        &thread, &attributes,
        { argument in
          Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, box.toOpaque())
    #endif
    if code != 0 { box.release() }
    return code == 0
  }

  /// Results that threads hand in.
  private final class Results<Result: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var waiting: [(Int, Result)] = []

    func put(_ result: (Int, Result)) {
      condition.withLock {
        waiting.append(result)
        condition.signal()
      }
    }

    func next() -> Result {
      condition.withLock {
        while waiting.isEmpty { condition.wait() }
        return waiting.removeFirst().1
      }
    }

    /// Those that are there, as soon as there is one; none if none came in time.
    func all(waiting seconds: Double) -> [(Int, Result)] {
      let deadline = Date(timeIntervalSinceNow: seconds)
      return condition.withLock {
        while waiting.isEmpty {
          guard condition.wait(until: deadline) else { break }
        }
        defer { waiting = [] }
        return waiting
      }
    }

    /// Nil if none came in time.
    func next(waiting seconds: Double) -> (Int, Result)? {
      let deadline = Date(timeIntervalSinceNow: seconds)
      return condition.withLock {
        while waiting.isEmpty {
          guard condition.wait(until: deadline) else { break }
        }
        return waiting.isEmpty ? nil : waiting.removeFirst()
      }
    }
  }
}
