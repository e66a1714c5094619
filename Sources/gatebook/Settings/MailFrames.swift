import ChangeReporting
import EndpointModel
import Foundation
import GatebookService
import InventoryModel

/// The texts around mails to customers, from the folder that the settings name: `en-above.txt`,
/// `en-below.txt` and likewise for each language.
enum MailFrames {
  /// By language; a language without any file has none.
  ///
  /// - Throws: `SettingsError`, `SettingValueError`
  static func all(_ settings: Settings) throws -> [NoticeLanguage: MailFrame] {
    guard let folder = settings[.noticeTexts], !folder.text.isEmpty else { return [:] }
    func failure(_ wanted: String) -> SettingValueError {
      SettingValueError(
        setting: .noticeTexts, value: folder.text, origin: folder.origin, wanted: wanted)
    }
    var frames: [NoticeLanguage: MailFrame] = [:]
    for language in NoticeLanguage.allCases {
      let texts = try ["above", "below"].map { place -> String? in
        let path = "\(folder.text)/\(language.rawValue)-\(place).txt"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let bytes = FileManager.default.contents(atPath: path),
          let text = String(validating: bytes, as: UTF8.self)
        else {
          throw failure("a folder whose \(language.rawValue)-\(place).txt can be read as UTF-8")
        }
        return text
      }
      if texts.allSatisfy({ $0 == nil }) { continue }
      do throws(ValueError) {
        frames[language] = try MailFrame(above: texts[0] ?? "", below: texts[1] ?? "")
      } catch {
        throw failure("a folder of texts as they may be: \(error)")
      }
    }
    // A folder that is empty or not there would leave out silently what a desk wants to be said.
    if frames.isEmpty {
      throw failure("a folder with texts such as en-above.txt or en-below.txt")
    }
    return frames
  }
}
