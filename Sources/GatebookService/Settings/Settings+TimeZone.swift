import EndpointModel
import Foundation

extension Settings {
  /// The time zone of days that people write and of times that they are told. Only another one than
  /// UTC is looked up.
  ///
  /// - Throws: `SettingsError`
  public func zone() throws(SettingsError) -> TimeZoneRules {
    guard let setting = self[.timeZone], setting.text != "UTC" else { return .utc }
    let name = setting.text
    func failure(_ reason: String) -> SettingsError {
      SettingsError(
        path: setting.origin, line: nil,
        reason: "time-zone is \"\(name.withVisibleControls)\": \(reason)")
    }
    guard Self.isZoneName(name) else {
      throw failure("a time zone has a name such as Europe/Berlin")
    }
    let path = zones + "/" + name
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw failure(
        FileManager.default.fileExists(atPath: zones + "/Europe")
          ? "there is none of that name in the time zone database, \(zones), whose files have names "
            + "such as Europe/Berlin"
          : "there is no time zone database in \(zones); Debian's package tzdata has it")
    }
    guard bytes.count <= TimeZoneRules.mostBytes else { throw failure("\(path) is too long") }
    do throws(ValueError) {
      return try TimeZoneRules(name, file: Array(bytes))
    } catch {
      throw failure("\(path): \(error.rule)")
    }
  }

  /// Whether it leads to a file of the time zone database and to no other.
  private static func isZoneName(_ text: String) -> Bool {
    text.utf8.count <= 100
      && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        part.first?.isLetter ?? false
          && part.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
              || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
              || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+")].contains(byte)
          }
      }
  }
}
