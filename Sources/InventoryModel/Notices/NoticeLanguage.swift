/// The languages that notices are written in, by their ISO 639-1 codes.
public enum NoticeLanguage: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case german = "de"
  case french = "fr"
}
