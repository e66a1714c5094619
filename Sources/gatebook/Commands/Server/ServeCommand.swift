import ArgumentParser
import ChangeReporting
import Foundation

struct ServeCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the inventory over HTTP: lists for firewalls, an API, metrics.",
    discussion: """
      Starts gatebook-server, which is a program of its own, with the same options:
      --inventory, --port, --listen, --public-lists. `gatebook-server --help` lists
      them.

      Example:
        gatebook serve --port 8080
        gatebook serve --inventory gatebook.sqlite --port 8080 --public-lists
      """)

  @Argument(parsing: .allUnrecognized, help: "Options of gatebook-server.")
  var options: [String] = []

  func answer(in program: Program) throws -> Answer {
    guard let server = Self.server(program) else { throw ServeError.noServer }
    // It takes this program's place, so that signals reach it.
    var arguments: [UnsafeMutablePointer<CChar>?] = ([server] + options).map { strdup($0) }
    arguments.append(nil)
    execv(server, arguments)
    throw ServeError.cannotStart(server, reason: String(cString: strerror(errno)))
  }

  /// The server beside this program, or in PATH.
  private static func server(_ program: Program) -> String? {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = own.map { ($0 as NSString).deletingLastPathComponent }
    let folders =
      [beside].compactMap { $0 }
      + (program.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return folders.map { $0 + "/gatebook-server" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// The server cannot be started.
enum ServeError: ReportedError {
  case noServer
  case cannotStart(String, reason: String)

  var description: String {
    switch self {
    case .noServer: "there is no gatebook-server beside this program or in PATH"
    case .cannotStart(let path, let reason):
      "\(path.withVisibleControls) cannot be started: \(reason)"
    }
  }

  var remedy: String { "swift build -c release --traits Server --product gatebook-server" }
  var status: ExitStatus { .sourceUnreachable }
}
