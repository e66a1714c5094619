#if Server
  import ChildProcesses
  import GatebookWeb
  import InventoryModel
  import InventoryStorage
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
    /// What names the inventory to the program; nothing where the environment does.
    private let naming: [String]
    private let minutes: Int?
    private let task = Mutex<Task<Void, Never>?>(nil)
    private let asked = Mutex(Asked())

    /// The sources that somebody wants to be read, one after another.
    private struct Asked {
      /// In the order in which they were asked for; the first is being read.
      var waiting: [DeploymentName] = []
      var task: Task<Void, Never>?
    }

    /// So many wait at most.
    private static let mostAsked = 32

    /// - Parameter minutes: from the end of one round to the next; nil for no rounds, only what is
    ///   asked for.
    /// - Throws: `Failure.noProgram`
    init(inventory: String, minutes: Int?) throws {
      guard let program = Self.program() else { throw Failure.noProgram }
      self.program = program
      if Inventory.isInPostgreSQL(inventory) {
        // Arguments are for everybody on the machine to see, and an address may hold a password.
        setenv("GATEBOOK_INVENTORY", inventory, 1)
        naming = []
      } else {
        naming = ["--inventory", inventory]
      }
      self.minutes = minutes
    }

    func start() {
      guard let minutes else { return }
      task.withLock { $0 = $0 ?? Task { await rounds(minutes) } }
    }

    /// Has a source read as soon as those are that were asked for before, whatever it waits for.
    func ask(_ deployment: DeploymentName) -> SyncRequest {
      asked.withLock { asked in
        // The first is being read: what the vendor has changed since may not be in it.
        if asked.waiting.dropFirst().contains(deployment) { return .already }
        if asked.waiting.count >= Self.mostAsked { return .busy }
        asked.waiting.append(deployment)
        asked.task = asked.task ?? Task { await readAsked() }
        return .begun
      }
    }

    private func readAsked() async {
      while let next = nextAsked() {
        await run(["sync", next.description, "--force"] + naming)
        asked.withLock { _ = $0.waiting.removeFirst() }
      }
    }

    /// Nil if none waits: then the next that is asked for begins anew.
    private func nextAsked() -> DeploymentName? {
      asked.withLock { asked in
        if Task.isCancelled { asked.waiting = [] }
        if asked.waiting.isEmpty { asked.task = nil }
        return asked.waiting.first
      }
    }

    /// Ends a round that is under way: each of its writes is whole or none.
    func stop() async {
      for task in [task.withLock { $0 }, asked.withLock { $0.task }] {
        task?.cancel()
        await task?.value
      }
    }

    private func rounds(_ minutes: Int) async {
      while !Task.isCancelled {
        // A vendor that cannot be reached holds back no notice.
        for arguments in [["sync"], ["notify", "send"]] where !Task.isCancelled {
          await run(arguments + naming)
        }
        try? await Task.sleep(for: .seconds(minutes * 60))
      }
    }

    /// Runs the program to its end; what it says goes where the server's own words go.
    private func run(_ arguments: [String]) async {
      var spawn = Spawn([program] + arguments)
      // The server takes signals otherwise than a program that may be ended at once.
      spawn.defaultSignals = [SIGTERM, SIGINT, SIGPIPE, SIGHUP]
      let child: pid_t
      do throws(Spawn.Failure) {
        child = try spawn.start(output: STDERR_FILENO, errors: STDERR_FILENO)
      } catch {
        StandardError.write("gatebook-server: \(program) cannot be started: \(error.reason)\n")
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
