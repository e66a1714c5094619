#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps the input that is being tried where a process that ends by a signal can still write it.
enum LastInput {
  nonisolated(unsafe) private static var bytes: UnsafeMutablePointer<UInt8>?
  nonisolated(unsafe) private static var count = 0
  nonisolated(unsafe) private static var file: CInt = -1

  /// - Parameters:
  ///   - path: the file that the input is written to. It is made at once, and empty until then.
  ///   - length: of the longest input.
  static func prepare(_ path: String, length: Int) {
    bytes = .allocate(capacity: length)
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGXCPU] {
      signal(number) { number in
        // Only what may be done in a signal's handler.
        if let bytes = LastInput.bytes { _ = write(LastInput.file, bytes, LastInput.count) }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  static func set(_ input: [UInt8]) {
    count = input.count
    input.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { bytes?.update(from: base, count: source.count) }
    }
  }
}
