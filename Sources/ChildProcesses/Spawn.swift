#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The start of another program, in a process group of its own, so that everything that it starts
/// can be ended with it.
package struct Spawn {
  /// The program, as a path or a name to look up in `PATH`, and its arguments.
  package let command: [String]
  /// Its whole environment; nil for that of this process.
  package var environment: [String: String]?
  /// What its standard input is; nil for nothing.
  package var input: Int32?
  /// The signals that it takes as a program that may be ended at once, whatever this process does
  /// with them. If there are any, it blocks none; else it takes them as this process does.
  package var defaultSignals: [Int32] = []

  package init(_ command: [String]) { self.command = command }

  package struct Failure: Error {
    /// Such as "No such file or directory".
    package let reason: String
  }

  /// Starts it.
  ///
  /// - Parameters:
  ///   - output: what its standard output is.
  ///   - errors: what its standard error is.
  package func start(output: Int32, errors: Int32) throws(Failure) -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var flags = POSIX_SPAWN_SETPGROUP
    if !defaultSignals.isEmpty {
      var signals = sigset_t()
      sigemptyset(&signals)
      posix_spawnattr_setsigmask(&attributes, &signals)
      for signal in defaultSignals { sigaddset(&signals, signal) }
      posix_spawnattr_setsigdefault(&attributes, &signals)
      flags |= POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    }
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      (environment ?? [:]).map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var child = pid_t()
    let code =
      environment == nil
      ? posix_spawnp(&child, command[0], &actions, &attributes, &words, environ)
      : posix_spawnp(&child, command[0], &actions, &attributes, &words, &variables)
    guard code == 0 else { throw Failure(reason: String(cString: strerror(code))) }
    return child
  }
}
