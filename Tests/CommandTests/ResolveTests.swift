import Foundation
import TestSupport
import Testing

/// `gatebook resolve`, with a DNS server of our own.
@Suite(.enabled(if: NameServer.canRun, "dnsmasq is not installed")) struct ResolveTests {
  private let folder: TemporaryFolder
  private let server: NameServer

  init() throws {
    folder = try TemporaryFolder()
    server = try NameServer()
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func resolve() throws -> GatebookProcess.Result {
    try run("resolve", "--server", "127.0.0.1:\(server.port)", "--timeout", "2")
  }

  private func written() throws -> String {
    try run("firewall", "write", "edge").output
  }

  @Test func whatANameGivesIsKeptForItsTime() throws {
    try folder.write(
      "table.csv",
      "service,address,ports,protocol\nVoice,voice.example.com,5060,udp\n"
        + "Web,8.8.8.8,443,tcp\n")
    #expect(
      try run("sync", "v/c", "table.csv", "--recorded-at", "2026-01-01T00:00:00Z").status == 0)
    _ = try run("firewall", "add", "edge", "--target", "nftables", "--allow", "v/c")
    #expect(try run("resolve").output.contains("There is no name to resolve"))
    #expect(try run("firewall", "set", "edge", "--resolve-names", "24").status == 0)
    #expect(try run("firewall", "write", "edge").status == 2)

    try server.answers(["voice.example.com": ["23.4.5.6", "2600:1f00::6"]], timeToLive: 300)
    let first = try resolve()
    #expect(first.status == 0, "\(first)")
    #expect(first.output == "voice.example.com  +23.4.5.6, +2600:1f00::6\n")
    let whole = try run("firewall", "write", "edge")
    #expect(whole.status == 0, "\(whole.error)")
    #expect(whole.output.contains("# RESOLVED: voice.example.com: 23.4.5.6 2600:1f00::6\n"))
    #expect(whole.output.contains("set out-udp-5060-v4") && whole.output.contains("23.4.5.6,"))
    #expect(try run("firewall", "applied", "edge").status == 0)

    // Another address: the one before stays for its time.
    try server.answers(["voice.example.com": ["23.4.5.7"]], timeToLive: 300)
    #expect(try resolve().output == "voice.example.com  +23.4.5.7\n")
    #expect(try written().contains("23.4.5.6,") && written().contains("23.4.5.7,"))
    // Nothing at all: nothing is removed.
    try server.answers([:], timeToLive: 300)
    let gone = try resolve()
    #expect(gone.status == 69 && gone.output.contains("it has no address"), "\(gone)")
    #expect(try written().contains("23.4.5.6,") && written().contains("23.4.5.7,"))
    // The inside of the network is nobody's to point at.
    try server.answers(["voice.example.com": ["10.0.0.1"]], timeToLive: 300)
    let inside = try resolve()
    #expect(inside.status == 69 && inside.output.contains("10.0.0.1, which is private"))
    #expect(!(try written().contains("10.0.0.1")))
    try server.stop()
    let silent = try run(
      "resolve", "--server", "127.0.0.1:\(server.port)", "--timeout", "1")
    #expect(silent.status == 69 && silent.output.contains("no answer"), "\(silent)")
    #expect(try written().contains("23.4.5.7,"))

    let json = try run("firewall", "plan", "edge", "--format", "json").output
    #expect(json.contains("\"addresses\": [\n        \"23.4.5.6\""), "\(json)")
    // A language that takes names gets the name.
    _ = try run(
      "firewall", "add", "palo", "--target", "panos-set", "--allow", "v/c", "--resolve-names", "24")
    let palo = try run("firewall", "write", "palo").output
    #expect(palo.contains("fqdn voice.example.com") && !palo.contains("23.4.5"))
  }
}

/// A DNS server that knows some names of example.com, and no other.
final class NameServer {
  /// Another one each time that it is to answer otherwise.
  private(set) var port: UInt16
  private let folder: TemporaryFolder

  static var canRun: Bool {
    ProcessInfo.processInfo.environment["GATEBOOK_REQUIRE_FIREWALL_CHECKS"] != nil
      || FileManager.default.isExecutableFile(atPath: program)
  }

  private static let program = "/usr/sbin/dnsmasq"

  init() throws {
    folder = try TemporaryFolder()
    port = try LoopbackPort.free()
  }

  /// Begins to answer, or answers otherwise from now on.
  func answers(_ names: [String: [String]], timeToLive: Int) throws {
    try stop()
    var result = try begin(names, timeToLive)
    // Another program may have taken the port since it was found free.
    for _ in 0..<4 where result.status != 0 {
      port = try LoopbackPort.free()
      result = try begin(names, timeToLive)
    }
    #expect(result.status == 0, "\(result.error)")
  }

  /// It goes into the background once it has its socket.
  private func begin(
    _ names: [String: [String]], _ timeToLive: Int
  ) throws -> GatebookProcess.Result {
    try GatebookProcess.run(
      Self.program,
      [
        "--no-resolv", "--no-hosts", "--conf-file=/dev/null", "--port=\(port)",
        "--listen-address=127.0.0.1", "--bind-interfaces", "--local=/example.com/",
        "--local-ttl=\(timeToLive)", "--pid-file=\(folder.file("pid"))", "--user=root",
        "--log-facility=\(folder.file("log"))",
      ]
        + names.flatMap { name, addresses in
          addresses.map { "--host-record=\(name),\($0)" }
        })
  }

  func stop() throws {
    if let text = try? String(contentsOfFile: folder.file("pid"), encoding: .utf8),
      let number = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
    {
      kill(number, SIGTERM)
      try? FileManager.default.removeItem(atPath: folder.file("pid"))
    }
    port = try LoopbackPort.free()
  }

  deinit { try? stop() }
}
