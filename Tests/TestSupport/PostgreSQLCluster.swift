import Foundation
import Synchronization
import Testing

/// A PostgreSQL cluster of the tests' own, where Debian's package postgresql is installed: in a temporary
/// folder, reached by a socket only, and ended with the tests.
///
/// ```swift
/// let address = try PostgreSQLCluster.shared.address(of: "t1", copies: folder.file("site1"))
/// ```
public final class PostgreSQLCluster: Sendable {
  /// Whether the programs were built with the trait PostgreSQL.
  #if PostgreSQL
    public static let isBuilt = true
  #else
    public static let isBuilt = false
  #endif

  /// Whether tests with it are to run; false where it is missing and may be.
  public static let canRun =
    isBuilt
    && (programs != nil
      || ProcessInfo.processInfo.environment["GATEBOOK_REQUIRE_POSTGRESQL"] != nil)

  /// What a skipped test says.
  public static let reason: Comment =
    "the trait PostgreSQL was not built, or postgresql is not installed"

  /// The folder of `initdb` and the others, of the newest version that is installed.
  private static let programs: String? = {
    let folder = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return versions.compactMap { Int($0) }.sorted().reversed().map { "\(folder)/\($0)/bin" }
      .first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
  }()

  /// The one that all tests share.
  public static var shared: PostgreSQLCluster {
    get throws { try started.get() }
  }

  private static let started = Result { try PostgreSQLCluster() }

  private let folder: String

  private init() throws {
    guard Self.programs != nil else { throw POSIXError(.ENOENT) }
    // A socket's path may have 107 bytes.
    folder = "/tmp/gatebook-postgresql-\(getpid())"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if geteuid() == 0 {
      _ = try GatebookProcess.run("/bin/chown", ["postgres", folder])
    }
    try run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-D", data)
    try run(
      "pg_ctl", "-D", data, "-w", "-l", folder + "/log", "-o",
      "-c listen_addresses='' -c unix_socket_directories='\(folder)' -c max_connections=200",
      "start")
    atexit { try? PostgreSQLCluster.shared.stop() }
  }

  private var data: String { folder + "/data" }

  /// A folder for copies that no test looks into.
  var copies: String { folder + "/copies" }

  private func stop() throws {
    try run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    try FileManager.default.removeItem(atPath: folder)
  }

  /// Runs one of its programs; root may not.
  private func run(_ name: String, _ arguments: String...) throws {
    let program = [(Self.programs ?? "") + "/" + name] + arguments
    let user = geteuid() == 0 ? ["/sbin/runuser", "-u", "postgres", "--"] : []
    // A process counts as ended when nobody has its end of a socket any more; a server would keep it.
    let closing = """
      for f in /proc/self/fd/*; do f=${f##*/}; [ $f -gt 2 ] && eval "exec $f>&-"; done; exec "$@"
      """
    let result = try GatebookProcess.run(
      "/bin/bash", ["-c", closing, "bash"] + user + program, in: "/")
    if result.status != 0 { throw Failure(reason: "\(name): \(result.output)\(result.error)") }
  }

  public struct Failure: Error {
    let reason: String
  }

  /// Runs SQL in a schema, and gives what it prints: rows with bars between columns.
  @discardableResult
  public func sql(_ text: String, in schema: String) throws -> String {
    let result = try GatebookProcess.run(
      (Self.programs ?? "") + "/psql",
      ["-h", folder, "-U", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text, "postgres"],
      environment: ["PGOPTIONS": "-c search_path=\(schema)"])
    if result.status != 0 { throw Failure(reason: result.error) }
    return result.output
  }

  /// The folder of its socket.
  public var socket: String { folder }

  private let schemas = Mutex<Set<String>>([])

  /// The address of an inventory of its own in a schema, which is created if it is not there.
  ///
  /// - Parameters:
  ///   - schema: lower-case letters and digits.
  ///   - copies: the folder in which a site keeps its copy.
  ///   - socket: the folder of the socket, where it is reached by another name.
  ///   - parameters: further ones, as they stand in an address.
  public func address(
    of schema: String, copies: String, socket: String? = nil, parameters: String = ""
  ) throws -> String {
    if schemas.withLock({ $0.insert(schema).inserted }) {
      try sql("CREATE SCHEMA \(schema)", in: "public")
    }
    return
      "postgresql://postgres@/postgres?host=\(socket ?? folder)&options=-csearch_path%3D\(schema)"
      + parameters + "&gatebook_copies=\(copies)"
  }
}

/// Where tests that are about no file have their inventory: in a file, or in PostgreSQL if
/// `GATEBOOK_TEST_STORAGE` is `postgresql`. So one body of tests runs on both.
public enum TestStorage {
  public static let isPostgreSQL =
    ProcessInfo.processInfo.environment["GATEBOOK_TEST_STORAGE"] == "postgresql"

  /// A place in which no inventory is.
  public static func place(_ name: String, in folder: TemporaryFolder) throws -> String {
    if !isPostgreSQL { return folder.file(name) }
    return try place(copies: folder.file("copies"))
  }

  private static func place(copies: String) throws -> String {
    let number = count.add(1, ordering: .relaxed).newValue
    return try PostgreSQLCluster.shared.address(of: "t\(number)", copies: copies)
  }

  /// What programs that are run in a folder take for their inventory instead of its gatebook.sqlite; nil
  /// if nothing.
  static func place(ofPrograms folder: String) throws -> String? {
    if !isPostgreSQL || folder == "/" { return nil }
    return try places.withLock { places in
      if let place = places[folder] { return place }
      let place = try place(copies: PostgreSQLCluster.shared.copies)
      places[folder] = place
      let file = folder + "/gatebook.sqlite"
      if FileManager.default.fileExists(atPath: file) { try copy(file, place) }
      return place
    }
  }

  /// Makes the inventory of programs that were run in a folder its gatebook.sqlite.
  static func fetchInventory(ofPrograms folder: String) throws {
    guard let place = places.withLock({ $0[folder] }) else { return }
    let file = folder + "/gatebook.sqlite"
    try? FileManager.default.removeItem(atPath: file)
    try copy(place, file)
  }

  private static func copy(_ source: String, _ target: String) throws {
    let result = try GatebookProcess.run(["copy", source, target])
    if result.status != 0 { throw PostgreSQLCluster.Failure(reason: result.error) }
  }

  private static let places = Mutex<[String: String]>([:])

  private static let count = Atomic(0)
}

extension Trait where Self == ConditionTrait {
  /// For a test that looks at the inventory's file, which there is none of in PostgreSQL.
  public static var ofFiles: Self {
    .enabled(if: !TestStorage.isPostgreSQL, "it is about a file")
  }
}
