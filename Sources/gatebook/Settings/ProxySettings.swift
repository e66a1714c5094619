/// The proxy that the settings name for fetching documents.
enum ProxySettings {
  /// Nil if none is named.
  ///
  /// - Throws: `SettingsError`, `SettingValueError`
  static func proxy(_ program: Program) throws -> String? {
    guard let found = try program.settings()[.sourcesProxy], !found.text.isEmpty else {
      return nil
    }
    let isAddress = found.text.wholeMatch(of: #/https?://[^\s/]+/?/#) != nil
    guard isAddress else {
      throw SettingValueError(
        setting: .sourcesProxy, value: found.text, origin: found.origin,
        wanted: "http://HOST:PORT or https://HOST:PORT")
    }
    return found.text
  }
}
