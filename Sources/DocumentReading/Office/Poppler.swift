import ChildProcesses

/// The programs of Debian's poppler-utils. They run as processes of their own, within bounds:
/// whatever a broken PDF does to them is not done to us.
enum Poppler {
  /// Where they may be, since the environment is the caller's own business.
  private static let folders = ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"]
  private static let memoryLimit = 1 << 30

  /// Runs a program on a PDF.
  ///
  /// - Parameters:
  ///   - seconds: how long it may take.
  ///   - byteLimit: how much it may write.
  static func run(
    _ name: String, _ arguments: [String], on bytes: [UInt8], seconds: Int, byteLimit: Int
  ) throws(ChildProcess.Failure) -> (output: [UInt8], errors: [UInt8]) {
    var failure = ChildProcess.Failure.notStarted(reason: "")
    for folder in folders {
      let child = ChildProcess(
        command: [folder + name] + arguments, environment: ["LC_ALL": "C.UTF-8"], input: bytes,
        memoryLimit: memoryLimit)
      do throws(ChildProcess.Failure) {
        return try child.output(seconds: seconds, byteLimit: byteLimit)
      } catch {
        failure = error
        if case .notStarted = error { continue }
        break
      }
    }
    throw failure
  }
}
