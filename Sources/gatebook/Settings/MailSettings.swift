import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import WebAccess

/// The mail relay that the settings name.
enum MailSettings {
  /// Nil if no relay is named.
  ///
  /// - Throws: `SettingsError`, `MailSettingsError`
  static func relay(_ program: Program) throws -> MailRelay? {
    let settings = try program.settings()
    guard let relay = settings[.mailRelay]?.text, !relay.isEmpty else { return nil }
    let password = try password(settings, program.environment)
    do throws(ValueError) {
      let sender = try MailAddress(parsing: settings[.mailFrom]?.text ?? "")
      return try MailRelay(
        parsing: relay, sender: sender, user: settings[.mailUser]?.text, password: password)
    } catch {
      throw MailSettingsError(reason: "\(error)")
    }
  }

  /// From the environment, else from a file, else from what systemd passes on
  /// (systemd.exec(5), LoadCredential=). An empty one is none.
  private static func password(
    _ settings: Settings, _ environment: [String: String]
  ) throws -> String? {
    if let given = environment["GATEBOOK_MAIL_PASSWORD"], !given.isEmpty { return given }
    // What systemd passes on can be read where the file cannot.
    if let folder = environment["CREDENTIALS_DIRECTORY"],
      let passed = file(folder + "/mail-password"), !passed.isEmpty
    {
      return passed
    }
    guard let path = settings[.mailPasswordFile]?.text else { return nil }
    guard let password = file(path) else {
      throw MailSettingsError(reason: "the password's file \(path) cannot be read")
    }
    return password.isEmpty ? nil : password
  }

  /// The first line of a file; nil if it cannot be read.
  private static func file(_ path: String) -> String? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return String(text.prefix { !$0.isNewline })
  }
}

/// The settings for mail cannot be used.
struct MailSettingsError: ReportedError {
  let reason: String

  var description: String { "the settings for mail are wrong: \(reason.withVisibleControls)" }
  var status: ExitStatus { .newerInventory }
  var remedy: String {
    "`gatebook config` shows them: mail.relay is smtps://HOST or smtp://HOST:587, mail.from an "
      + "address"
  }
}
