/// An error whose words tell times: who reads them has them in the time zone of the settings.
///
/// ```swift
/// error.words(in: berlin)  // "acme/cloud is out of use since 2026-03-10T09:00:00+01:00"
/// ```
public protocol TimedError: Error, CustomStringConvertible {
  /// What is wrong and where, in one line. Its times are exact and have their offset
  /// (`TimeZoneRules.clock`), so that each can be given back as it stands.
  func words(in zone: TimeZoneRules) -> String
}

extension TimedError {
  /// The words with times in UTC, for where no zone is known.
  public var description: String { words(in: .utc) }
}

extension Error {
  /// The words, with times in a zone where there are any.
  public func words(in zone: TimeZoneRules) -> String {
    (self as? any TimedError)?.words(in: zone) ?? "\(self)"
  }
}
