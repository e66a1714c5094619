#if Server
  import Synchronization

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// Syncs the sources and sends the notices that are due, again and again, by the program
  /// `gatebook`: what a document does to the program that reads it does nothing to the server.
  final class Upkeep: Sendable {
    private let program: String
    private let inventory: String
    private let minutes: Int
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// - Parameter minutes: from the end of one round to the next.
    /// - Throws: `Failure.noProgram`
    init(inventory: String, minutes: Int) throws {
      guard let program = Self.program() else { throw Failure.noProgram }
      self.program = program
      self.inventory = inventory
      self.minutes = minutes
    }

    func start() {
      task.withLock { $0 = $0 ?? Task { await rounds() } }
    }

    /// Ends a round that is under way: each of its writes is whole or none.
    func stop() async {
      let task = task.withLock { $0 }
      task?.cancel()
      await task?.value
    }

    private func rounds() async {
      while !Task.isCancelled {
        // A vendor that cannot be reached holds back no notice.
        for arguments in [["sync"], ["notify", "send"]] where !Task.isCancelled {
          await run(arguments + ["--inventory", inventory])
        }
        try? await Task.sleep(for: .seconds(minutes * 60))
      }
    }

    /// Runs the program to its end; what it says goes where the server's own words go.
    private func run(_ arguments: [String]) async {
      guard let child = spawn([program] + arguments) else {
        StandardError.write(
          "gatebook-server: \(program) cannot be started: \(String(cString: strerror(errno)))\n")
        return
      }
      var status: Int32 = 0
      while waitpid(child, &status, WNOHANG) == 0 {
        try? await Task.sleep(for: .milliseconds(200))
        if Task.isCancelled {
          kill(-child, SIGTERM)
          while waitpid(child, &status, 0) < 0, errno == EINTR {}
          return
        }
      }
      let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
      // 77: something waits for approval, and has been told.
      if code != 0, code != 77 {
        StandardError.write("gatebook-server: gatebook \(arguments[0]) ended with \(code)\n")
      }
    }

    private func spawn(_ command: [String]) -> pid_t? {
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
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
      // The server takes signals otherwise than a program that may be ended at once.
      var signals = sigset_t()
      sigemptyset(&signals)
      posix_spawnattr_setsigmask(&attributes, &signals)
      for signal in [SIGTERM, SIGINT, SIGPIPE, SIGHUP] { sigaddset(&signals, signal) }
      posix_spawnattr_setsigdefault(&attributes, &signals)
      posix_spawnattr_setflags(
        &attributes,
        Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
      var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
      defer { for word in words { free(word) } }
      var child = pid_t()
      return posix_spawn(&child, program, &actions, &attributes, &words, environ) == 0
        ? child : nil
    }

    /// The program beside this one, or in PATH.
    private static func program() -> String? {
      var room = [CChar](repeating: 0, count: 4096)
      let count = readlink("/proc/self/exe", &room, room.count)
      let own = String(
        decoding: room.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let beside = own.lastIndex(of: "/").map { String(own[..<$0]) }
      let path = getenv("PATH").map { String(cString: $0) } ?? ""
      return ([beside].compactMap { $0 } + path.split(separator: ":").map(String.init))
        .map { $0 + "/gatebook" }.first { access($0, X_OK) == 0 }
    }
  }
#endif
