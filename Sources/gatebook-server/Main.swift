#if Server
  import ArgumentParser
  import EndpointModel
  import GatebookService
  import GatebookWeb
  import InventoryStorage

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// Reads the options, opens the inventory and serves it until it is told to stop.
  @main
  struct GatebookServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "gatebook-server",
      abstract: "Serve an inventory over HTTP: lists for firewalls, pages, an API, metrics.",
      discussion: """
        It listens on the loopback address unless --listen says otherwise, and speaks no TLS: where
        strangers reach it, a proxy stands in front.

        Example:
          gatebook-server --inventory gatebook.sqlite --port 8080
          curl http://127.0.0.1:8080/lists
        """,
      version: "gatebook-server 0.1.0")

    @Option(
      help: ArgumentHelp(
        "The inventory's file, or postgresql://… Default: that of the settings, else gatebook.sqlite.",
        valueName: "path"))
    var inventory: String?

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var listen = "127.0.0.1"

    @Option(help: "The port to listen on.")
    var port: UInt16 = 8080

    @Flag(help: "Give every list to anybody; without it, those declared public.")
    var publicLists = false

    @Option(
      help: ArgumentHelp(
        "The header in which a proxy in front tells who asks, such as X-Real-IP; believed from "
          + "everybody who reaches the port.", valueName: "name"))
    var clientHeader: String?

    @Flag(
      help: "A proxy in front speaks TLS: browsers send the cookie of a session over that only.")
    var behindTls = false

    @Option(help: "How many connections may be open; the next ones wait.")
    var connections = 1000

    @Option(
      help: ArgumentHelp("After how long without a byte a connection is closed.", valueName: "s"))
    var idleSeconds = 30

    @Option(help: "How many questions are answered at a time.")
    var readers = 4

    @Option(
      help: ArgumentHelp(
        "Sync the sources and send the notices that are due, and again so many minutes later; "
          + "without it, timers of the system see to that.", valueName: "n"))
    var syncMinutes: Int?

    @Flag(
      help: "The file is a copy that Litestream keeps (restore -f): give it, and change nothing.")
    var follow = false

    @Option(
      help: ArgumentHelp(
        "With --follow, or an inventory in PostgreSQL: refuse to give a copy that is older, or may be.",
        valueName: "s"))
    var maxAge: Int?

    func validate() throws {
      if let maxAge, !(1...31_536_000).contains(maxAge) {
        throw ValidationError("--max-age is 1 to 31536000 seconds.")
      }
      if follow && syncMinutes != nil {
        throw ValidationError("--follow changes nothing, so --sync-minutes is not for it.")
      }
      if let syncMinutes, !(1...10_080).contains(syncMinutes) {
        throw ValidationError("--sync-minutes is 1 to 10080.")
      }
      guard (1...1_000_000).contains(connections), (1...3600).contains(idleSeconds),
        (1...64).contains(readers)
      else {
        throw ValidationError(
          "--connections is 1 to 1000000, --idle-seconds 1 to 3600, --readers 1 to 64.")
      }
      if let clientHeader, !Server.isHeader(clientHeader) {
        throw ValidationError("--client-header is no name of a header.")
      }
    }

    /// Nil where nothing is changed, or there is no `gatebook` and it is not needed by the options.
    private func upkeep(_ path: String) throws -> Upkeep? {
      if follow { return nil }
      do {
        return try Upkeep(inventory: path, minutes: syncMinutes)
      } catch Failure.noProgram where syncMinutes == nil {
        return nil
      }
    }

    func run() async throws {
      let freedMemory = FreedMemory.giveBack()
      defer { freedMemory.cancel() }
      do {
        let machine = try Settings(Surroundings.environment)
        let path = machine.place(inventory)
        if follow { try Inventory.checkIsFile(path, for: "--follow") }
        if maxAge != nil, !follow, !Inventory.isInPostgreSQL(path) {
          throw ValidationError("--max-age is for --follow, or an inventory in PostgreSQL.")
        }
        var settings = Site.Settings(now: Clock.now)
        settings.zone = try machine.zone()
        settings.second = follow ? nil : try machine.secondPlace(for: path)
        settings.following = follow ? Following(mostAge: maxAge) : nil
        settings.mostAge = maxAge
        settings.allListsArePublic = publicLists
        settings.isBehindTLS = behindTls
        settings.readers = readers
        settings.mostLate = .milliseconds(5)
        settings.report = { StandardError.write("gatebook-server: " + $0 + "\n") }
        let upkeep = try upkeep(path)
        if let upkeep { settings.syncNow = { upkeep.ask($0) } }
        let follower = follow ? Follower(of: path) : nil
        let file =
          try follower?.first { error in
            StandardError.write("gatebook-server: an earlier copy is given: \(error)\n")
          } ?? path
        let first = try Site(at: file, settings)
        // Before anything is given: this machine may have been away while another took over.
        first.checkStanding()
        let site = CurrentSite(first, follower)
        let server = Server(
          site,
          Server.Limits(
            connections: connections, idleSeconds: idleSeconds, questions: readers),
          clientHeader: clientHeader, upkeep: upkeep)
        try await server.run(on: listen, port: port)
        try site.site.close()
      } catch let failure as Failure {
        StandardError.write("Error: \(failure)\nTry: \(failure.remedy)\n")
        endProgram(failure.status)
      } catch let error as SettingsError {
        StandardError.write("Error: \(error)\nTry: mend the file\n")
        endProgram(78)
      } catch let error as InventoryError {
        StandardError.write("Error: \(error)\nTry: \(error.remedy)\n")
        endProgram(error.exitStatus)
      }
    }
  }

  extension InventoryError {
    fileprivate var remedy: String {
      switch self {
      case .notBuilt:
        "swift build -c release --traits Server,PostgreSQL --product gatebook-server"
      case .unreachable: "check PostgreSQL, the network and the address"
      case .logDamaged, .parted, .refused:
        "gatebook status, for the same inventory, tells what to do"
      case .needsFile:
        "leave it out: what this site knew last is given while PostgreSQL is out of reach"
      default: "name another file with --inventory; gatebook sync creates one"
      }
    }

    /// As of the command line: 66 for what is not there, 78 for what is too new, 75 for what is
    /// busy, 74 for the rest.
    fileprivate var exitStatus: Int32 {
      switch self {
      case .missing: 66
      case .newer: 78
      case .busy: 75
      case .unreachable: 69
      case .notBuilt, .notDurable: 78
      case .needsFile: 64
      default: 74
      }
    }
  }
#else
  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// What is built without the trait: says how the server is built.
  @main
  enum GatebookServer {
    static func main() {
      StandardError.write(
        """
        Error: this gatebook-server was built without the trait Server
        Try: swift build -c release --traits Server --product gatebook-server

        """)
      exit(69)
    }
  }
#endif
