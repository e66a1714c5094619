import EndpointModel
import GatebookService

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a password from standard input: from a terminal without showing it, twice; else the first
/// line. It never stands among the arguments, which other users of the machine see.
enum PasswordInput {
  /// - Throws: `PasswordError`, `PasswordInputError`
  static func read(for user: GivenText) throws -> Password {
    guard isatty(STDIN_FILENO) == 1 else {
      guard let line = readLine() else { throw PasswordInputError.none }
      return try Password(line, of: user)
    }
    let first = try hidden("Password of \(user): ")
    let password = try Password(first, of: user)
    guard try hidden("Once more: ") == first else { throw PasswordInputError.differs }
    return password
  }

  private static func hidden(_ prompt: String) throws -> String {
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { throw PasswordInputError.none }
    var silent = shown
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      StandardOutput.writeError("\n")
    }
    StandardOutput.writeError(prompt)
    guard let line = readLine() else { throw PasswordInputError.none }
    return line
  }
}

/// Why no password was read.
enum PasswordInputError: ReportedError {
  case none
  case differs

  var description: String {
    switch self {
    case .none: "no password was given on standard input"
    case .differs: "the two passwords differ"
    }
  }

  var remedy: String {
    switch self {
    case .none: "type it, or give it as the first line: gatebook user add NAME … < FILE"
    case .differs: "try again"
    }
  }

  var status: ExitStatus { .badArguments }
}
