import EndpointModel

/// The settings of one file: lines of `name = "value"`, below a heading in brackets for those that
/// belong together, in the form of TOML (toml.io, version 1.0; strings and comments only).
///
/// ```toml
/// inventory = "/var/lib/gatebook/gatebook.sqlite"
/// [mail]
/// relay = "smtps://mail.example.com"
/// ```
struct SettingsFile {
  /// The value of each setting, with its line.
  let values: [Setting: (value: String, line: Int)]

  /// - Throws: `SettingsError` for a line that is none, or a name that is no setting.
  init(_ text: String, path: String) throws(SettingsError) {
    var values: [Setting: (value: String, line: Int)] = [:]
    var section = ""
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (i, line) in lines.enumerated() {
      func failure(_ reason: String) -> SettingsError {
        SettingsError(path: path, line: i + 1, reason: reason)
      }
      let line = line.trimmed
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("[") {
        guard let end = line.firstIndex(of: "]"), line[line.index(after: end)...].isComment else {
          throw failure("a heading ends with ]")
        }
        section = String(line[line.index(after: line.startIndex)..<end].trimmed)
        continue
      }
      guard let equals = line.firstIndex(of: "=") else { throw failure("it has no =") }
      let key = String(line[..<equals].trimmed)
      let name = section.isEmpty ? key : section + "." + key
      guard let setting = Setting(rawValue: name) else {
        let known = Setting.allCases.map(\.rawValue).joined(separator: ", ")
        throw failure("there is no setting \(name.withVisibleControls); there are \(known)")
      }
      guard values[setting] == nil else { throw failure("\(name) is set twice") }
      guard let value = Self.string(line[line.index(after: equals)...].trimmed) else {
        throw failure("the value of \(name) is to stand in quotation marks")
      }
      values[setting] = (value, i + 1)
    }
    self.values = values
  }

  /// `"…"` with escapes, or `'…'` as it is; a comment may follow.
  private static func string(_ text: Substring) -> String? {
    guard let quote = text.first, quote == "\"" || quote == "'" else { return nil }
    var out = ""
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      if character == quote { return rest.isComment ? out : nil }
      guard character == "\\", quote == "\"" else {
        out.append(character)
        continue
      }
      switch rest.popFirst() {
      case "\"": out.append("\"")
      case "\\": out.append("\\")
      case "n": out.append("\n")
      case "t": out.append("\t")
      default: return nil
      }
    }
    return nil
  }
}

extension Substring {
  /// Without blanks and tabs at either end.
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }

  /// Whether nothing follows but a comment.
  fileprivate var isComment: Bool { trimmed.isEmpty || trimmed.hasPrefix("#") }
}

/// A file of settings that cannot be taken.
public struct SettingsError: Error, CustomStringConvertible, Sendable {
  public let path: String
  /// Nil if the whole file is meant.
  public let line: Int?
  public let reason: String

  public var description: String {
    path.withVisibleControls + (line.map { ":\($0)" } ?? "") + ": " + reason
  }
}
