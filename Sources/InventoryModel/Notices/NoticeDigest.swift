/// Which notices to one mail address go into one mail.
public enum NoticeDigest: String, Hashable, Sendable, CaseIterable {
  /// What is due when notices are sent.
  case run
  /// What came in a day.
  case day
  /// What came in a week.
  case week
}
