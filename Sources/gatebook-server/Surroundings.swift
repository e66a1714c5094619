#if Server
  import EndpointModel
  import GatebookService
  import InventoryModel

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// The machine's clock.
  enum Clock {
    @Sendable static func now() -> UTCTime {
      UTCTime(seconds: Int64(time(nil))) ?? .epoch
    }
  }

  /// What the settings may look at.
  enum Surroundings {
    static var environment: [String: String] {
      var values: [String: String] = [:]
      for name in Settings.variables { values[name] = getenv(name).map { String(cString: $0) } }
      return values
    }
  }

  /// Ends the program at once, without taking down libraries that threads may still be using.
  func endProgram(_ status: Int32) -> Never { _exit(status) }

  /// The user that the server runs as.
  enum SystemUser {
    static var author: Author { Author(user: GivenText(number: getuid())) }
  }

  /// Why there is no server.
  enum Failure: Error, CustomStringConvertible {
    case cannotListen(address: String, port: UInt16, reason: String)
    case noProgram

    private var isInUse: Bool {
      switch self {
      case .cannotListen(_, _, let reason):
        reason.contains("errno: \(EADDRINUSE)") || reason.contains("Address already in use")
      case .noProgram: false
      }
    }

    var description: String {
      switch self {
      case .cannotListen(let address, let port, let reason):
        "\(address), port \(port) cannot be listened on: "
          + (isInUse ? "another program has it" : reason)
      case .noProgram: "there is no gatebook beside this program or in PATH, by which to sync"
      }
    }

    var remedy: String {
      if case .noProgram = self {
        return "install gatebook beside it, or leave out --sync-minutes"
      }
      return isInUse
        ? "name another with --port" : "name another address with --listen, or a port from 1024 on"
    }

    /// 75 where trying again may help, 69 otherwise.
    var status: Int32 { isInUse ? 75 : 69 }
  }
#endif
