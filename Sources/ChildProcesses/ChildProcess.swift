import ProcessLimits
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Another program, run to its end within limits of output, time and memory. One that hangs is
/// killed with everything that it started.
package struct ChildProcess {
  /// The program, as an absolute path or a name to look up in `PATH`, and its arguments.
  private let command: [String]
  /// Its whole environment.
  private let environment: [String: String]
  /// What it reads from its standard input.
  private let input: [UInt8]
  /// How much memory it may ask for, in bytes; nil for no limit.
  private let memoryLimit: Int?

  package init(
    command: [String], environment: [String: String], input: [UInt8] = [], memoryLimit: Int? = nil
  ) {
    self.command = command
    self.environment = environment
    self.input = input
    self.memoryLimit = memoryLimit
  }

  package enum Failure: Error, Hashable {
    case notStarted(reason: String)
    case timedOut
    case tooLarge
    /// - Parameter errors: the first line of its standard error.
    case failed(status: Int32, errors: String)
  }

  /// Runs it and returns its standard output.
  ///
  /// - Parameters:
  ///   - seconds: how long it may take.
  ///   - byteLimit: how much it may write.
  package func run(seconds: Int, byteLimit: Int) throws(Failure) -> [UInt8] {
    try output(seconds: seconds, byteLimit: byteLimit).output
  }

  /// Like `run`, but returns its standard error, too.
  package func output(
    seconds: Int, byteLimit: Int
  ) throws(Failure) -> (output: [UInt8], errors: [UInt8]) {
    var (output, errors): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    let inputFile = try input.isEmpty ? nil : Self.file(holding: input)
    defer { if let inputFile { close(inputFile) } }
    let started = Self.starting.withLock { _ -> Result<pid_t, Failure> in
      guard Self.makePipe(&output), Self.makePipe(&errors) else {
        return .failure(.notStarted(reason: String(cString: strerror(errno))))
      }
      var spawn = Spawn(command)
      spawn.environment = environment
      spawn.input = inputFile
      return Result { () throws(Spawn.Failure) in
        try spawn.start(output: output[1], errors: errors[1])
      }
      .mapError { .notStarted(reason: $0.reason) }
    }
    close(output[1])
    close(errors[1])
    defer {
      close(output[0])
      close(errors[0])
    }
    let child = try started.get()
    limit(child, seconds: seconds)
    let deadline = Self.clock() + seconds * 1000
    var collected = collect([output[0], errors[0]], until: deadline, byteLimit)
    var status: Int32 = 0
    // A program that closed its output may still be working.
    while case .success = collected, waitpid(child, &status, WNOHANG) == 0 {
      if Self.clock() > deadline { collected = .failure(.timedOut) }
      usleep(1000)
    }
    if case .failure = collected {
      kill(-child, SIGKILL)
      while waitpid(child, &status, 0) < 0, errno == EINTR {}
    }
    let bytes = try collected.get()
    guard status == 0 else {
      let words = String(decoding: bytes[1], as: UTF8.self)
      throw .failed(
        status: status, errors: words.split(separator: "\n").first.map(String.init) ?? "it failed")
    }
    return (bytes[0], bytes[1])
  }

  /// Bounds what a child may take, though it may be running already: only what it asks for from now
  /// on counts.
  private func limit(_ child: pid_t, seconds: Int) {
    if let memoryLimit { _ = process_limit(child, UInt64(memoryLimit), UInt64(seconds)) }
  }

  /// An open file with the given bytes that no folder shows and that is gone when it is closed.
  private static func file(holding bytes: [UInt8]) throws(Failure) -> Int32 {
    var name = Array("/tmp/gatebook-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw .notStarted(reason: String(cString: strerror(errno))) }
    unlink(name)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(file, $0.baseAddress! + written, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        close(file)
        throw .notStarted(reason: reason)
      }
      written += count
    }
    lseek(file, 0, SEEK_SET)
    return file
  }

  /// The output of some pipes until all are closed.
  private func collect(
    _ pipes: [Int32], until deadline: Int, _ byteLimit: Int
  ) -> Result<[[UInt8]], Failure> {
    var bytes: [[UInt8]] = pipes.map { _ in [] }
    var polled = pipes.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var room = [UInt8](repeating: 0, count: 1 << 16)
    while polled.contains(where: { $0.fd >= 0 }) {
      let left = deadline - Self.clock()
      if left <= 0 { return .failure(.timedOut) }
      let ready = poll(&polled, nfds_t(polled.count), Int32(clamping: left))
      if ready < 0, errno != EINTR { return .failure(.notStarted(reason: "it cannot be heard")) }
      if ready <= 0 { continue }
      for i in polled.indices where polled[i].fd >= 0 && polled[i].revents != 0 {
        let count = read(polled[i].fd, &room, room.count)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        if count <= 0 {
          polled[i].fd = -1
        } else if bytes[i].count + count > byteLimit {
          return .failure(.tooLarge)
        } else {
          bytes[i] += room[..<count]
        }
      }
    }
    return .success(bytes)
  }

  /// Only one child starts at a time, so that none inherits another's pipes before they are marked
  /// close-on-exec.
  private static let starting = Mutex(())

  /// A pipe that no other child inherits, and so keeps open.
  private static func makePipe(_ ends: inout [Int32]) -> Bool {
    pipe(&ends) == 0 && ends.allSatisfy { fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }
  }

  /// Milliseconds of a clock that is never adjusted.
  private static func clock() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }
}
