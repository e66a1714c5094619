import EndpointModel
import GRDB

extension Row {
  /// A value that the schema stores by its text.
  ///
  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) where the text is none.
  func value<T: LosslessStringConvertible>(_ column: Int, as type: T.Type) throws -> T? {
    try Self.value(of: self[column], as: type)
  }

  static func value<T: LosslessStringConvertible>(of text: String?, as type: T.Type) throws -> T? {
    guard let text else { return nil }
    guard let value = T(text) else { throw corrupt("\"\(text)\" is no \(T.self)") }
    return value
  }

  /// A word that the schema stores for a case.
  func word<T: RawRepresentable<String>>(_ column: Int, as type: T.Type) throws -> T? {
    try Self.word(of: self[column], as: type)
  }

  static func word<T: RawRepresentable<String>>(of text: String?, as type: T.Type) throws -> T? {
    guard let text else { return nil }
    guard let value = T(rawValue: text) else { throw corrupt("\"\(text)\" is no \(T.self)") }
    return value
  }

  /// The record whose time, author and note stand from a column on.
  func record(_ column: Int) throws -> HistoryRecord? {
    guard let time = try value(column, as: UTCTime.self) else { return nil }
    return HistoryRecord(
      time: time, by: try value(column + 1, as: GivenText.self),
      note: try value(column + 2, as: GivenText.self))
  }

  static func corrupt(_ message: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: message)
  }
}
