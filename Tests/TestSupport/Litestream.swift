import Foundation

/// The real Litestream, where `Tests/Replication/install` could install it, copying one file into a
/// folder.
public final class Litestream {
  public static let program: String? = {
    let path = Places.package.appending(path: ".build/litestream/bin/litestream").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  public let socket: String
  private let process = Process()
  private let settings: String

  /// Starts it, and waits until it answers.
  ///
  /// - Parameters:
  ///   - name: a file in the folder.
  ///   - store: the folder to copy to.
  public init(copying name: String, to store: String, in folder: TemporaryFolder) throws {
    guard let program = Self.program else { throw POSIXError(.ENOENT) }
    socket = folder.file("litestream-socket")
    try? FileManager.default.removeItem(atPath: socket)
    settings = try folder.write(
      "litestream.yml",
      """
      socket: {enabled: true, path: "\(socket)", permissions: 0600}
      dbs:
        - path: "\(folder.file(name))"
          replica: {type: file, path: "\(store)", sync-interval: 1s}

      """)
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["replicate", "-config", settings]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 20)
    while !FileManager.default.fileExists(atPath: socket) {
      guard process.isRunning, Date() < deadline else { throw POSIXError(.ETIMEDOUT) }
      usleep(20_000)
    }
  }

  deinit { kill() }

  /// Ends it without a chance to copy anything more.
  public func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Keeps a file like the one that is copied, until the process is ended.
  public static func follow(_ store: String, to path: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program ?? "")
    process.arguments = [
      "restore", "-f", "-follow-interval", "100ms", "-o", path, "file://" + store,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Makes a file of what stands in a store.
  public static func restore(_ store: String, to path: String) throws {
    let result = try GatebookProcess.run(
      program ?? "", ["restore", "-o", path, "file://" + store])
    if result.status != 0 { throw POSIXError(.EIO) }
  }
}
