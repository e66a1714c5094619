import EndpointModel
import Foundation
import InventoryStorage

/// What can be set in a file or the environment. The raw value is the name in files.
public enum Setting: String, CaseIterable, Sendable {
  case inventory
  case group
  case mailRelay = "mail.relay"
  case mailFrom = "mail.from"
  case mailUser = "mail.user"
  case mailPasswordFile = "mail.password-file"
  case timeZone = "time-zone"
  case noticeLanguage = "notices.language"
  case noticesPerReceiver = "notices.per-receiver"
  case noticeTexts = "notices.texts"
  case sourcesProxy = "sources.proxy"
  case replicationSocket = "replication.socket"
  case replicationStore = "replication.store"
  case copies = "postgresql.copies"

  /// The environment's variable that counts before any file; nil if there is none.
  public var variable: String? {
    switch self {
    case .inventory: "GATEBOOK_INVENTORY"
    case .group: nil
    case .mailRelay: "GATEBOOK_MAIL_RELAY"
    case .mailFrom: "GATEBOOK_MAIL_FROM"
    case .mailUser: "GATEBOOK_MAIL_USER"
    case .mailPasswordFile: "GATEBOOK_MAIL_PASSWORD_FILE"
    case .timeZone: "GATEBOOK_TIME_ZONE"
    case .noticeLanguage, .noticesPerReceiver, .noticeTexts, .sourcesProxy: nil
    case .replicationSocket: "GATEBOOK_REPLICATION_SOCKET"
    case .replicationStore: "GATEBOOK_REPLICATION_STORE"
    case .copies: "GATEBOOK_POSTGRESQL_COPIES"
    }
  }
}

/// The settings of this machine and user. The later counts: the machine's file, the user's file, the
/// environment; an option of a command counts before all of them.
public struct Settings {
  /// A value, and where it comes from.
  public struct Value {
    public let text: String
    /// `/etc/gatebook.toml:3`, `$GATEBOOK_INVENTORY`, `the default`.
    public let origin: String
  }

  /// The files that were looked for, in the order in which they count, and whether each is there.
  public let files: [(path: String, isThere: Bool)]
  private let values: [Setting: Value]
  /// Where the time zone database is.
  let zones: String

  /// The variables of the environment that are looked at.
  public static let variables =
    ["GATEBOOK_CONFIG", "HOME", "TZDIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME"]
    + Setting.allCases.compactMap(\.variable)

  /// - Parameter environment: those of `variables` that are set.
  /// - Throws: `SettingsError`
  public init(_ environment: [String: String]) throws(SettingsError) {
    var values: [Setting: Value] = [
      .inventory: Value(text: "gatebook.sqlite", origin: "the default"),
      .timeZone: Value(text: "UTC", origin: "the default"),
      .noticeLanguage: Value(text: "en", origin: "the default"),
      .noticesPerReceiver: Value(text: "4", origin: "the default"),
    ]
    values[.copies] = Self.copies(environment).map { Value(text: $0, origin: "the default") }
    var files: [(path: String, isThere: Bool)] = []
    for path in Self.paths(environment) {
      guard let text = try Self.text(path) else {
        files.append((path, false))
        continue
      }
      files.append((path, true))
      for (setting, found) in try SettingsFile(text, path: path).values {
        values[setting] = Value(text: found.value, origin: "\(path):\(found.line)")
      }
    }
    for setting in Setting.allCases {
      guard let name = setting.variable, let text = environment[name], !text.isEmpty else {
        continue
      }
      values[setting] = Value(text: text, origin: "$\(name)")
    }
    self.files = files
    self.values = values
    // TZDIR as the C library has it.
    zones = environment["TZDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/share/zoneinfo"
  }

  /// Nil if it is set nowhere.
  public subscript(_ setting: Setting) -> Value? { values[setting] }

  /// The place of the inventory: a path, or an address in PostgreSQL with the folder in which this site
  /// keeps its copy.
  ///
  /// - Parameter given: the place that an option names; nil for that of the settings.
  public func place(_ given: String? = nil) -> String {
    let place = given ?? self[.inventory]?.text ?? "gatebook.sqlite"
    guard let copies = self[.copies]?.text, !copies.isEmpty else { return place }
    return Inventory.place(place, copies: copies)
  }

  /// Where what is stored has to stand besides; nil for nowhere.
  ///
  /// - Parameter place: that of the inventory.
  /// - Throws: `SettingsError` where a store is named and no socket: then nothing would be confirmed; or
  ///   a socket for what Litestream does not copy.
  public func secondPlace(for place: String) throws(SettingsError) -> SecondPlace? {
    if let socket = self[.replicationSocket], !socket.text.isEmpty, Inventory.isInPostgreSQL(place)
    {
      throw SettingsError(
        path: socket.origin, line: nil,
        reason:
          "replication.socket is for an inventory that is a file, and this one is in PostgreSQL, "
          + "which has its own replication")
    }
    let store = self[.replicationStore].flatMap { $0.text.isEmpty ? nil : $0 }
    guard let socket = self[.replicationSocket]?.text, !socket.isEmpty else {
      guard let store else { return nil }
      throw SettingsError(
        path: store.origin, line: nil, reason: "replication.store needs replication.socket, too")
    }
    return SecondPlace(socket: socket, store: store?.text)
  }

  /// XDG Base Directory Specification: what should stay, and is not worth a backup.
  private static func copies(_ environment: [String: String]) -> String? {
    let state =
      environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.local/state" }
    return state.map { $0 + "/gatebook" }
  }

  private static func paths(_ environment: [String: String]) -> [String] {
    func folder(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let machine = folder("GATEBOOK_CONFIG") ?? "/etc/gatebook.toml"
    // XDG Base Directory Specification: a path that is not absolute is to be ignored.
    let own =
      folder("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? folder("HOME").map { $0 + "/.config" }
    return [machine] + (own.map { [$0 + "/gatebook.toml"] } ?? [])
  }

  /// Nil if there is no such file.
  private static func text(_ path: String) throws(SettingsError) -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw SettingsError(path: path, line: nil, reason: "it cannot be read")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SettingsError(path: path, line: nil, reason: "it is not UTF-8")
    }
    return text
  }
}
