import Foundation
import TestSupport
import Testing

/// The real server with an inventory in PostgreSQL.
@Suite(
  .mostlyWaits,
  .enabled(if: ServerProcess.program != nil, "GATEBOOK_SERVER names no server"),
  .enabled(if: PostgreSQLCluster.canRun, PostgreSQLCluster.reason))
struct PostgreSQLServerTests {
  private let folder: TemporaryFolder
  private let schema: String

  init() throws {
    folder = try TemporaryFolder()
    schema = "w" + UUID().uuidString.prefix(8).lowercased()
  }

  private func sync(_ address: String, to place: String) throws {
    try folder.write("t.csv", "service,address,ports,protocol\nWeb,\(address),443,tcp\n")
    let result = try GatebookProcess.run(
      ["sync", "vendor/cloud", folder.file("t.csv"), "--inventory", place])
    #expect(result.status == 0, "\(result.error)")
  }

  /// What another site stores is given; while PostgreSQL is out of reach, what was known last is given
  /// with its age, also by a server that is started then; and afterwards what came meanwhile.
  @Test func listsAreGivenAlsoWhilePostgreSQLIsOutOfReach() throws {
    let cluster = try PostgreSQLCluster.shared
    let away = folder.file("socket")
    try FileManager.default.createSymbolicLink(
      atPath: away, withDestinationPath: cluster.socket)
    let here = try cluster.address(of: schema, copies: folder.file("here"), socket: away)
    let there = try cluster.address(of: schema, copies: folder.file("there"))
    try sync("192.0.2.1", to: there)
    let target = "/lists/vendor/cloud.txt"
    let options = ["--public-lists", "--port", "0"]
    let server = try ServerProcess(["--inventory", here] + options)
    defer { server.stop() }
    #expect(try server.ask("GET \(target) HTTP/1.1").contains("192.0.2.1"))
    #expect(try server.ask("GET \(target) HTTP/1.1").contains(#/\r\nGatebook-Age: [0-9]\r\n/#))
    try sync("192.0.2.2", to: there)
    #expect(try server.wait(for: target, toHold: "192.0.2.2"))

    try FileManager.default.removeItem(atPath: away)
    try cluster.sql(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'gatebook' AND query LIKE '%gatebook_%' AND state = 'idle'
      """, in: schema)
    try sync("192.0.2.3", to: there)
    let late = try ServerProcess(["--inventory", here] + options)
    defer { late.stop() }
    #expect(try late.ask("GET \(target) HTTP/1.1").contains("\r\nGatebook-Age: unknown\r\n"))
    let strict = try ServerProcess(["--inventory", here, "--max-age", "600"] + options)
    defer { strict.stop() }
    #expect(try strict.ask("GET \(target) HTTP/1.1").contains("too-old"))
    for server in [server, late] {
      #expect(try server.ask("GET \(target) HTTP/1.1").contains("192.0.2.2"))
    }
    try FileManager.default.createSymbolicLink(
      atPath: away, withDestinationPath: cluster.socket)
    for server in [server, late, strict] {
      #expect(try server.wait(for: target, toHold: "192.0.2.3"))
    }
  }

  @Test func followingIsForFiles() throws {
    let place = try PostgreSQLCluster.shared.address(of: schema, copies: folder.file("here"))
    let program = try #require(ServerProcess.program)
    let follow = try GatebookProcess.run(program, ["--inventory", place, "--follow"])
    #expect(follow.status == 64 && follow.error.contains("--follow is not for postgresql://"))
    let none = try GatebookProcess.run(program, ["--inventory", place])
    #expect(none.status == 66 && none.error.contains("there is no inventory"))
    let file = try GatebookProcess.run(program, ["--inventory", "a.sqlite", "--max-age", "6"])
    #expect(file.status == 64 && file.error.contains("--max-age is for"))
  }
}
