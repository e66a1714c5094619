#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps the input that is being tried, and how many were before it, where a process that ends by a
/// signal can still write them.
enum LastInput {
  /// How many inputs were tried.
  nonisolated(unsafe) static var tried = 0
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
        LastInput.writeTried()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Ends the process by SIGXCPU if it takes more time of the processor: an input that never ends is
  /// kept like one that traps, and a machine that is busy with other things ends nothing.
  static func limit(seconds: Double) {
    let seconds = rlim_t(seconds.rounded(.up))
    var limit = rlimit(rlim_cur: seconds, rlim_max: seconds + 5)
    setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
  }

  /// Writes `{"tried": 12}` to standard output, without anything that allocates.
  private static func writeTried() {
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { digits in
      var (place, rest) = (digits.count, tried)
      repeat {
        place -= 1
        digits[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      } while rest > 0 && place > 0
      let (head, tail): (StaticString, StaticString) = ("{\"tried\": ", "}\n")
      _ = write(1, head.utf8Start, head.utf8CodeUnitCount)
      _ = write(1, digits.baseAddress! + place, digits.count - place)
      _ = write(1, tail.utf8Start, tail.utf8CodeUnitCount)
    }
  }

  static func set(_ input: [UInt8]) {
    count = input.count
    input.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { bytes?.update(from: base, count: source.count) }
    }
  }
}
