import EndpointModel
import Foundation
import GatebookService
import InventoryStorage
import TestSupport
import Testing

/// The real server, run as a process and asked over sockets. `GATEBOOK_SERVER` names it, since it
/// is built with a trait that these tests are built without.
@Suite(.enabled(if: ServerProcess.program != nil, "GATEBOOK_SERVER names no server"))
struct ServerProgramTests {
  private let test: TestInventory

  init() throws { test = try TestInventory() }

  private func server(_ options: String...) throws -> ServerProcess {
    try ServerProcess(["--inventory", test.path, "--port", "0"] + options)
  }

  @Test func listsAreServed() throws {
    let server = try server("--public-lists")
    defer { server.stop() }
    let target = "/lists/vendor/cloud.txt"
    for _ in 1...2 {
      let answer = try server.ask("GET \(target) HTTP/1.1")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.contains("Gatebook-Entries: 8\r\n"))
      #expect(answer.hasSuffix("*.example.com\n"))
    }
    let head = try server.ask("HEAD \(target) HTTP/1.1")
    #expect(head.hasSuffix("\r\n\r\n"))
    let tag = try #require(head.firstMatch(of: #/ETag: (\S+)/#)?.output.1)
    let same = try server.ask("GET \(target) HTTP/1.1", "If-None-Match: \(tag)")
    #expect(same.hasPrefix("HTTP/1.1 304 "))
    #expect(same.hasSuffix("\r\n\r\n"))
    let part = try server.ask("GET \(target) HTTP/1.1", "Range: bytes=0-2")
    #expect(part.hasPrefix("HTTP/1.1 206 "))
    #expect(part.hasSuffix("\r\n\r\n192"))
  }

  @Test func whoMayIsLookedAt() throws {
    let token = try test.token()
    let server = try server()
    defer { server.stop() }
    #expect(try server.ask("GET /lists/vendor/cloud.txt HTTP/1.1").hasPrefix("HTTP/1.1 403 "))
    let answer = try server.ask("GET /api/v1/held HTTP/1.1", "Authorization: Bearer \(token)")
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
    #expect(try server.ask("GET /api/v1/held HTTP/1.1").hasPrefix("HTTP/1.1 401 "))
  }

  /// What is wrong is refused, and the server goes on.
  @Test func limitsHold() throws {
    let server = try server("--public-lists")
    defer { server.stop() }
    for (request, status) in [
      ("POST /lists HTTP/1.1\r\nContent-Length: 0", "405"),
      ("GET /lists HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", "413"),
      ("GET /lists HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0", "413"),
      ("GET /lists HTTP/1.1\r\nX-Long: " + String(repeating: "x", count: 20_000), "4"),
      ("GET /lists/" + String(repeating: "x", count: 20_000) + " HTTP/1.1", "4"),
      (
        "GET /lists HTTP/1.1\r\n"
          + (0..<200).map { "X-\($0): 1" }.joined(separator: "\r\n"), "4"
      ),
      ("GET /lists/../../etc/passwd HTTP/1.1", "404"), ("GET /%00 HTTP/1.1", "400"),
      ("GET //// HTTP/1.1", "404"), ("GET * HTTP/1.1", "400"), ("nonsense", "4"),
      ("GET /lists/vendor/cloud.txt?family=%F0%9F HTTP/1.1", "400"),
    ] {
      let answer = try server.ask(request)
      // Of what is no HTTP, some is answered by closing the connection.
      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 " + status), "\(request.prefix(60))")
    }
    #expect(try server.ask("GET /health HTTP/1.1").hasPrefix("HTTP/1.1 200 "))
  }

  @Test func itStopsWhenItIsTold() throws {
    let server = try server("--public-lists")
    _ = try server.ask("GET /lists/vendor/cloud.txt HTTP/1.1")
    #expect(server.stop() == 0)
    // Who asked for what is kept.
    #expect(try test.inventory.read { try $0.listPolls() }.map(\.who) == ["127.0.0.1"])
  }

  @Test func formsAreTaken() throws {
    try test.user("anna")
    let server = try server()
    defer { server.stop() }
    let form = "name=anna&password=a+long+password"
    let type = "Content-Type: application/x-www-form-urlencoded"
    let answer = try server.ask(
      "POST /sign-in HTTP/1.1\r\n\(type)\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form)")
    #expect(answer.hasPrefix("HTTP/1.1 303 "), "\(answer.prefix(300))")
    let cookie = try #require(answer.firstMatch(of: #/Set-Cookie: ([^;\r]+)/#)?.output.1)
    let page = try server.ask("GET / HTTP/1.1", "Cookie: \(cookie)")
    #expect(page.hasPrefix("HTTP/1.1 200 "))
    #expect(page.contains(">anna<"))
    // More than a form may have.
    let long = String(repeating: "x", count: (1 << 20) + 1)
    let refused = try server.ask(
      "POST /sign-in HTTP/1.1\r\n\(type)\r\nContent-Length: \(long.utf8.count)\r\n\r\n\(long)")
    #expect(refused.isEmpty || refused.hasPrefix("HTTP/1.1 413 "), "\(refused.prefix(300))")
  }

  /// A document that is new, and a file that takes the inventory's place, show without a restart.
  @Test func sourcesAreSyncedAndAnotherInventoryIsTakenUp() throws {
    let document = try test.folder.write("list.csv", "service,address,ports\nWeb,192.0.2.99,443\n")
    let source = try GatebookProcess.run(
      ["source", "add", "new/cloud", document, "--inventory", test.path])
    #expect(source.status == 0, "\(source.error)")
    let server = try server("--public-lists", "--sync-minutes", "60")
    defer { server.stop() }
    #expect(try server.wait(for: "/lists/new/cloud.txt", toHold: "192.0.2.99"))
    let other = try TestInventory()
    try other.commit(
      [TestInventory.endpoint("Web", "192.0.2.77", "443")], at: "2026-02-01T00:00:00Z")
    try other.takePlace(of: test.path)
    #expect(try server.wait(for: "/lists/vendor/cloud.txt", toHold: "192.0.2.77"))
  }

  /// Somebody asks for a source to be read, without `--sync-minutes`; several are read in turn.
  @Test func aSourceIsReadWhenSomebodyAsks() throws {
    let token = try test.token(.approve)
    for host in [7, 8] {
      let document = try test.folder.write(
        "list-\(host).csv", "service,address,ports\nWeb,192.0.2.\(host),443\n")
      let added = try GatebookProcess.run(
        ["source", "add", "asked/list-\(host)", document, "--new", "--inventory", test.path])
      #expect(added.status == 0, "\(added.error)")
    }
    let server = try server("--public-lists")
    defer { server.stop() }
    for host in [7, 8] {
      let form = "seen=1000"
      let answer = try server.ask(
        "POST /api/v1/deployments/asked/list-\(host)/source/sync HTTP/1.1\r\n"
          + "Authorization: Bearer \(token)\r\nContent-Type: application/x-www-form-urlencoded\r\n"
          + "Content-Length: \(form.utf8.count)\r\n\r\n\(form)")
      #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains("\"asked\""), "\(answer)")
    }
    for host in [7, 8] {
      #expect(try server.wait(for: "/lists/asked/list-\(host).txt", toHold: "192.0.2.\(host)"))
    }
  }

  /// A copy that Litestream keeps is given with its age, changed by nobody, taken anew when it has
  /// changed, and given as it was when it is broken.
  @Test func aFollowedCopyIsGiven() throws {
    let token = try test.token(.administer)
    let followed = test.folder.file("followed.sqlite")
    func follow() throws {
      let now = try #require(UTCTime(seconds: Int64(Date().timeIntervalSince1970)))
      try test.inventory.beat(at: now)
      let copy = test.folder.file("copy.sqlite")
      try test.inventory.backUp(to: copy, replaces: true)
      try Data(contentsOf: URL(fileURLWithPath: copy)).write(to: URL(fileURLWithPath: followed))
      try test.folder.write("followed.sqlite-txid", "0000000000000001\n")
    }
    try follow()
    let server = try ServerProcess([
      "--inventory", followed, "--follow", "--max-age", "600", "--public-lists", "--port", "0",
    ])
    defer { server.stop() }
    let target = "/lists/vendor/cloud.txt"
    for _ in 1...2 {
      let answer = try server.ask("GET \(target) HTTP/1.1")
      #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer.prefix(300))")
      #expect(answer.contains(#/\r\nGatebook-Age: [0-9]{1,2}\r\n/#), "\(answer.prefix(300))")
    }
    let form = "seen=1"
    let refused = try server.ask(
      "POST /api/v1/deployments/vendor/cloud/revisions/1/revert HTTP/1.1\r\n"
        + "Authorization: Bearer \(token)\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: \(form.utf8.count)\r\n\r\n\(form)")
    #expect(refused.hasPrefix("HTTP/1.1 409 "), "\(refused.prefix(300))")
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.99", "443")], at: "2026-02-01T00:00:00Z")
    try follow()
    #expect(try server.wait(for: target, toHold: "192.0.2.99"))
    try Data("no inventory".utf8).write(to: URL(fileURLWithPath: followed))
    let again = try ServerProcess([
      "--inventory", followed, "--follow", "--public-lists", "--port", "0",
    ])
    defer { again.stop() }
    for server in [server, again] {
      #expect(try server.ask("GET \(target) HTTP/1.1").contains("192.0.2.99"))
    }
  }

  /// The server of a machine that another one has taken over from gives nothing any more.
  @Test func aMachineThatIsSupersededGivesNothing() throws {
    let store = test.folder.file("store")
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: false)
    var generator = SystemRandomNumberGenerator()
    _ = try Takeover(of: test.path, from: nil, store: store, TestInventory.act)
      .run(using: &generator)
    let server = try ServerProcess(
      ["--inventory", test.path, "--public-lists", "--port", "0"],
      environment: [
        "GATEBOOK_REPLICATION_SOCKET": test.folder.file("socket"),
        "GATEBOOK_REPLICATION_STORE": store,
      ])
    defer { server.stop() }
    let target = "/lists/vendor/cloud.txt"
    #expect(try server.ask("GET \(target) HTTP/1.1").hasPrefix("HTTP/1.1 200 "))
    try test.folder.write(
      "store/generation-2.json",
      #"{"number":2,"key":"ab","by":"bertha","at":"2026-02-01T00:00:00Z"}"#)
    #expect(try server.wait(for: target, toHold: "urn:gatebook:problem:superseded"))
    #expect(try server.ask("GET /health HTTP/1.1").hasPrefix("HTTP/1.1 200 "))
  }

  @Test func whatCannotBeServedIsSaid() throws {
    let server = try server()
    defer { server.stop() }
    func refused(_ arguments: String...) throws -> GatebookProcess.Result {
      try GatebookProcess.run(try #require(ServerProcess.program), arguments)
    }
    let inUse = try refused("--inventory", test.path, "--port", "\(server.port)")
    #expect(inUse.status == 75)
    #expect(inUse.error.contains("another program has it"))
    #expect(inUse.output.isEmpty)
    let missing = try refused("--inventory", test.folder.file("none.sqlite"), "--port", "0")
    #expect(missing.status == 66)
    let nowhere = try refused("--inventory", test.path, "--listen", "192.0.2.1", "--port", "0")
    #expect(nowhere.status == 69)
    #expect(try refused("--port", "70000").status == 64)
  }
}

/// A server that runs until it is stopped.
final class ServerProcess {
  static let program = ProcessInfo.processInfo.environment["GATEBOOK_SERVER"]

  let port: UInt16
  private let process = Process()

  /// Starts it, and waits until it says where it listens.
  init(_ arguments: [String], environment more: [String: String] = [:]) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(Self.program))
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    // Where the program is by which it syncs.
    environment["PATH"] =
      (Places.program as NSString).deletingLastPathComponent + ":" + (environment["PATH"] ?? "")
    process.environment = environment.merging(more) { $1 }
    process.standardError = output
    try process.run()
    var text = ""
    while !text.contains(#/http:\/\/.*\n/#) {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { break }
      text += String(decoding: data, as: UTF8.self)
    }
    let number = text.firstMatch(of: #/http://127\.0\.0\.1:([0-9]+)\n/#)?.output.1
    port = try #require(number.flatMap { UInt16($0) }, "\(text)")
  }

  /// Tells it to stop, and gives its status.
  @discardableResult func stop() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -1
  }

  /// Asks until an answer holds a text, for half a minute at most.
  func wait(for target: String, toHold text: String) throws -> Bool {
    let end = Date(timeIntervalSinceNow: 30)
    while Date() < end {
      if try ask("GET \(target) HTTP/1.1").contains(text) { return true }
    }
    return false
  }

  /// Sends lines of a request on a connection of its own, and gives all that comes back.
  func ask(_ lines: String...) throws -> String {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw POSIXError(.ECONNREFUSED) }
    var first = lines
    first.insert("Host: localhost\r\nConnection: close", at: 1)
    // What has a body has it after the head.
    let parts = first[0].components(separatedBy: "\r\n\r\n")
    first[0] = parts[0]
    let request =
      first.joined(separator: "\r\n") + "\r\n\r\n" + parts.dropFirst().joined(separator: "\r\n\r\n")
    var bytes = Array(request.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { break }
      bytes = bytes.dropFirst(count)
    }
    var answer: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &room, room.count, 0)
      if count <= 0 { break }
      answer += room[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
