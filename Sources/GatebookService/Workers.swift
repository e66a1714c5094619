import Foundation

/// Work in threads: the one place of the service layer where any are started. Where the
/// system gives no thread, the work is done by the caller.
public struct Workers: Sendable {
  /// How many work at a time.
  private let limit: Int

  public init(limit: Int) { self.limit = limit }

  /// More results than these wait for nobody: who works has to wait then.
  private static let waitingLimit = 32

  /// Works on all elements and hands over each result as it comes, in the caller's thread.
  ///
  /// - Parameters:
  ///   - seconds: for how long no result may come: what has not come back by then is given
  ///     up, and its thread left to itself.
  ///   - work: done in a thread of its own.
  ///   - take: handed the place of an element and its result; nil for what was given up.
  public func each<Element: Sendable, Result: Sendable>(
    _ elements: [Element], givingUpAfter seconds: Double,
    _ work: @escaping @Sendable (Element) -> Result,
    take: (_ place: Int, _ result: Result?) throws -> Void
  ) throws {
    let results = Results<Result>(limit: Self.waitingLimit)
    let next = Counter()
    @Sendable func workOff() {
      while let place = next.take(below: elements.count) {
        guard results.put((place, work(elements[place]))) else { return }
      }
    }
    defer { results.close() }
    var isWorking = false
    for _ in 0..<min(limit, elements.count) where Self.start(workOff) { isWorking = true }
    var left = Set(elements.indices)
    while !left.isEmpty {
      if !isWorking, let place = next.take(below: elements.count) {
        left.remove(place)
        try take(place, work(elements[place]))
        continue
      }
      guard let (place, result) = results.next(waiting: seconds) else { break }
      left.remove(place)
      try take(place, result)
    }
    for place in left.sorted() { try take(place, nil) }
  }

  /// Does some work, but no longer than it may take; nil where it takes longer: its thread is
  /// left to itself then.
  public static func limited<Result: Sendable>(
    toSeconds seconds: Double, _ work: @escaping @Sendable () -> Result
  ) -> Result? {
    let results = Results<Result>(limit: 1)
    guard start({ _ = results.put((0, work())) }) else { return work() }
    return results.next(waiting: seconds)?.1
  }

  /// Whether a thread could be had.
  private static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Box: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // As much as the main thread has: readers of nested documents go deep.
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

  /// Results that threads hand in, few of which wait at a time.
  private final class Results<Result: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let limit: Int
    private var waiting: [(Int, Result)] = []
    private var isClosed = false

    init(limit: Int) { self.limit = limit }

    /// Whether somebody still wants results.
    func put(_ result: (Int, Result)) -> Bool {
      condition.withLock {
        while waiting.count >= limit, !isClosed { condition.wait() }
        if isClosed { return false }
        waiting.append(result)
        condition.broadcast()
        return true
      }
    }

    /// Nil where none came in time.
    func next(waiting seconds: Double) -> (Int, Result)? {
      let deadline = Date(timeIntervalSinceNow: seconds)
      return condition.withLock {
        while waiting.isEmpty {
          guard condition.wait(until: deadline) else { break }
        }
        if waiting.isEmpty { return nil }
        condition.broadcast()
        return waiting.removeFirst()
      }
    }

    func close() {
      condition.withLock {
        isClosed = true
        waiting = []
        condition.broadcast()
      }
    }
  }

  private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var next = 0

    func take(below count: Int) -> Int? {
      lock.withLock {
        guard next < count else { return nil }
        next += 1
        return next - 1
      }
    }
  }
}
