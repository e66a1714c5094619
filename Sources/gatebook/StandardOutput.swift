import ChangeReporting

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output could not be written completely.
struct OutputError: ReportedError {
  let reason: String
  /// What was done nevertheless.
  var consequence = ""

  var description: String {
    "the output could not be written: \(reason)" + (consequence.isEmpty ? "" : "; \(consequence)")
  }

  var remedy: String { "check the disk or program that the output goes to" }
  var status: ExitStatus { .cannotWrite }
}

/// The program's two output streams; a text is written whole.
enum StandardOutput {
  /// - Throws: `OutputError`, for example on a full disk.
  static func write(_ text: LongText) throws(OutputError) {
    try text.eachPiece { (piece) throws(OutputError) in
      if let reason = write(piece, to: STDOUT_FILENO) { throw OutputError(reason: reason) }
    }
  }

  /// If standard error cannot be written, there is nowhere left to report it.
  static func writeError(_ text: String) {
    LongText(text).eachPiece { _ = write($0, to: STDERR_FILENO) }
  }

  /// Why writing failed, or nil.
  private static func write(
    _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32
  ) -> String? {
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      #if canImport(Glibc)
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      #else
        let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if count < 0, errno == EINTR { continue }
      if count < 0 { return String(cString: strerror(errno)) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return nil
  }
}
