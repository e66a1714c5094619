import ChangeReporting
import EndpointModel
import GatebookService

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a command may know about the world around the program: the clock, the environment, the
/// terminal.
struct Program {
  let now: @Sendable () -> UTCTime
  /// The system's user.
  let user: GivenText
  let environment: [String: String]
  /// With the time zone of the settings once `takeZone` was called; before, with UTC.
  private(set) var style: TextStyle
  let progress: Progress
  /// What this run changes.
  let change = InventoryChange()

  static func current() -> Program {
    var environment: [String: String] = [:]
    let others = [
      "CREDENTIALS_DIRECTORY", "GATEBOOK_MAIL_PASSWORD", "NO_COLOR", "PATH", "SSL_CERT_FILE",
      "TERM", "TMPDIR",
    ]
    for name in Settings.variables + others {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    let isTerminal = isatty(STDOUT_FILENO) == 1
    // https://no-color.org: set and not empty.
    let isColoured =
      isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    return Program(
      now: { UTCTime(seconds: Int64(time(nil))) ?? UTCTime(seconds: 0)! },
      user: SystemUser.current(),
      environment: environment,
      style: TextStyle(
        isColoured: isColoured, width: isTerminal ? terminalWidth() ?? 100 : 100),
      progress: Progress(isShown: isatty(STDERR_FILENO) == 1))
  }

  /// The time zone of days that are written and of times that are told.
  var zone: TimeZoneRules { style.zone }

  /// Takes the time zone from the settings.
  ///
  /// - Throws: `SettingsError`
  mutating func takeZone() throws(SettingsError) { style = style.showing(try settings().zone()) }

  /// - Throws: `SettingsError`
  func settings() throws(SettingsError) -> Settings { try Settings(environment) }

  /// Where what is stored has to stand besides; nil for nowhere.
  ///
  /// - Parameter place: that of the inventory.
  /// - Throws: `SettingsError`
  func secondPlace(for place: String) throws(SettingsError) -> SecondPlace? {
    try settings().secondPlace(for: place)
  }

  /// Where temporary files are created.
  var temporaryFolder: String {
    environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }

  /// In characters; nil if the terminal does not say.
  private static func terminalWidth() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
