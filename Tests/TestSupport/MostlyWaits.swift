import Foundation
import Testing

extension Trait where Self == MostlyWaits {
  /// See `MostlyWaits`.
  public static var mostlyWaits: Self { MostlyWaits() }
}

/// For a suite whose tests mostly wait: for programs that they start, for servers, for a limit of
/// time to pass. They run on threads of their own. On the threads that all tests share, which are as
/// many as processors, each wait would keep a processor from the tests that have work for it.
///
/// ```swift
/// @Suite(.mostlyWaits) struct SourceTests {
/// ```
public struct MostlyWaits: SuiteTrait, TestTrait, TestScoping {
  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(WaitingThreads.all) { try await function() }
  }
}

/// As many as make up for those that wait, and few enough that a test which measures a limit of time
/// still gets its turn.
private final class WaitingThreads: TaskExecutor {
  static let all = WaitingThreads(count: 4)

  private let queue = OperationQueue()

  private init(count: Int) {
    queue.maxConcurrentOperationCount = count
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.addOperation { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
