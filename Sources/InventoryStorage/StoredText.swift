import EndpointModel
import GRDB
import InventoryModel

extension Row {
  /// A value that the schema stores as text.
  ///
  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) if the text is not such a value.
  func value<T: LosslessStringConvertible>(_ column: Int, as type: T.Type) throws -> T? {
    try Self.value(of: self[column], as: type)
  }

  func value<T: LosslessStringConvertible>(_ column: String, as type: T.Type) throws -> T? {
    try Self.value(of: self[column], as: type)
  }

  static func value<T: LosslessStringConvertible>(of text: String?, as type: T.Type) throws -> T? {
    guard let text else { return nil }
    guard let value = T(text) else { throw corrupt("\"\(text)\" is not a \(T.self)") }
    return value
  }

  /// A case that the schema stores as a word.
  func word<T: RawRepresentable<String>>(_ column: Int, as type: T.Type) throws -> T? {
    try Self.word(of: self[column], as: type)
  }

  func word<T: RawRepresentable<String>>(_ column: String, as type: T.Type) throws -> T? {
    try Self.word(of: self[column], as: type)
  }

  static func word<T: RawRepresentable<String>>(of text: String?, as type: T.Type) throws -> T? {
    guard let text else { return nil }
    guard let value = T(rawValue: text) else { throw corrupt("\"\(text)\" is not a \(T.self)") }
    return value
  }

  /// Who acted, from the columns `user`, `name` and `note`.
  ///
  /// - Parameter time: the column that says when.
  func act(time: String) throws -> Act? {
    guard let at = try value(time, as: UTCTime.self),
      let user = try value("user", as: GivenText.self)
    else { return nil }
    return Act(
      by: Author(user: user, name: try value("name", as: GivenText.self)), at: at,
      note: try value("note", as: GivenText.self))
  }

  static func corrupt(_ message: String) -> DatabaseError {
    DatabaseError(resultCode: notUnderstood, message: message)
  }

  /// The code of `corrupt`, which SQLite never gives: it has read the row well. An extended code of
  /// `SQLITE_CORRUPT`.
  static let notUnderstood = ResultCode(rawValue: ResultCode.SQLITE_CORRUPT.rawValue | 255 << 8)
}
