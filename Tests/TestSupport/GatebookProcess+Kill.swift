import Dispatch
import Foundation

extension GatebookProcess {
  /// Starts the program, and kills it if it has not ended within that time.
  ///
  /// ```swift
  /// let killed = try GatebookProcess.kill(["sync", "v/c", "t.csv"], in: folder.path, after: .milliseconds(20))
  /// ```
  ///
  /// - Returns: whether it was killed.
  public static func kill(
    _ arguments: [String], in folder: String, after time: Duration
  ) throws -> Bool {
    // Waiting for the end leaves the processor to the program, as looking again and again does not.
    let ended = DispatchSemaphore(value: 0)
    let process = try start(arguments, in: folder) { ended.signal() }
    let nanoseconds = Int(time / .nanoseconds(1))
    if ended.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .timedOut {
      Foundation.kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// Starts the program, and leaves what it writes unread.
  ///
  /// - Parameter ended: called when it has ended, in a thread of its own.
  public static func start(
    _ arguments: [String], in folder: String, ended: (@Sendable () -> Void)? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Places.program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    if let place = try TestStorage.place(ofPrograms: folder) {
      process.environment = ProcessInfo.processInfo.environment
        .merging(["GATEBOOK_INVENTORY": place]) { $1 }
    }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    if let ended { process.terminationHandler = { _ in ended() } }
    try process.run()
    return process
  }
}
