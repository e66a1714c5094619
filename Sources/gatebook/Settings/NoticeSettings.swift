import EndpointModel
import GatebookService
import InventoryModel

/// What the settings say about notices.
enum NoticeSettings {
  /// - Throws: `SettingsError`, `SettingValueError`
  static func run(_ program: Program) throws -> NoticeRun.Settings {
    let settings = try program.settings()
    var run = NoticeRun.Settings(times: DigestTimes(zone: try settings.zone()))
    run.language = try language(settings)
    run.frames = try MailFrames.all(settings)
    run.perReceiver = try value(.noticesPerReceiver, settings, "a number from 1 to 64") {
      Int($0).flatMap { (1...64).contains($0) ? $0 : nil }
    }
    return run
  }

  /// - Throws: `SettingsError`, `SettingValueError`
  static func language(_ program: Program) throws -> NoticeLanguage {
    try language(program.settings())
  }

  private static func language(_ settings: Settings) throws -> NoticeLanguage {
    try value(
      .noticeLanguage, settings,
      "one of " + NoticeLanguage.allCases.map(\.rawValue).joined(separator: ", ")
    ) { NoticeLanguage(rawValue: $0) }
  }

  private static func value<T>(
    _ setting: Setting, _ settings: Settings, _ wanted: String, _ parse: (String) -> T?
  ) throws -> T {
    let found = settings[setting]
    guard let value = parse(found?.text ?? "") else {
      throw SettingValueError(
        setting: setting, value: found?.text ?? "", origin: found?.origin ?? "not set",
        wanted: wanted)
    }
    return value
  }
}

/// A setting whose value cannot be used.
struct SettingValueError: ReportedError {
  let setting: Setting
  let value: String
  let origin: String
  let wanted: String

  var description: String {
    "\(origin.withVisibleControls): \(setting.rawValue) is \"\(value.withVisibleControls)\", and "
      + "not \(wanted)"
  }
  var remedy: String { "mend it there; `gatebook config` shows all settings" }
  var status: ExitStatus { .newerInventory }
}
