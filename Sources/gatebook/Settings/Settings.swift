import EndpointModel
import Foundation

/// What can be set in a file or the environment. The raw value is the name in files.
enum Setting: String, CaseIterable {
  case inventory
  case group
  case mailRelay = "mail.relay"
  case mailFrom = "mail.from"
  case mailUser = "mail.user"
  case mailPasswordFile = "mail.password-file"
  case timeZone = "time-zone"
  case noticeLanguage = "notices.language"
  case noticesPerReceiver = "notices.per-receiver"
  case sourcesProxy = "sources.proxy"

  /// The environment's variable that counts before any file; nil if there is none.
  var variable: String? {
    switch self {
    case .inventory: "GATEBOOK_INVENTORY"
    case .group: nil
    case .mailRelay: "GATEBOOK_MAIL_RELAY"
    case .mailFrom: "GATEBOOK_MAIL_FROM"
    case .mailUser: "GATEBOOK_MAIL_USER"
    case .mailPasswordFile: "GATEBOOK_MAIL_PASSWORD_FILE"
    case .timeZone, .noticeLanguage, .noticesPerReceiver, .sourcesProxy: nil
    }
  }
}

/// The settings of this machine and user. The later counts: the machine's file, the user's file, the
/// environment; an option of a command counts before all of them.
struct Settings {
  /// A value, and where it comes from.
  struct Value {
    let text: String
    /// `/etc/gatebook.toml:3`, `$GATEBOOK_INVENTORY`, `the default`.
    let origin: String
  }

  /// The files that were looked for, in the order in which they count, and whether each is there.
  let files: [(path: String, isThere: Bool)]
  private let values: [Setting: Value]

  /// - Throws: `SettingsError`
  init(_ environment: [String: String]) throws(SettingsError) {
    var values: [Setting: Value] = [
      .inventory: Value(text: "gatebook.sqlite", origin: "the default"),
      .timeZone: Value(text: "UTC", origin: "the default"),
      .noticeLanguage: Value(text: "en", origin: "the default"),
      .noticesPerReceiver: Value(text: "4", origin: "the default"),
    ]
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
  }

  /// Nil if it is set nowhere.
  subscript(_ setting: Setting) -> Value? { values[setting] }

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
