#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the server talks to whoever runs it.
enum StandardError {
  /// If it cannot be written, there is nowhere left to say so.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      #if canImport(Glibc)
        _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
      #else
        _ = Darwin.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
      #endif
    }
  }
}
