import EndpointModel

/// A mail, each day or week, of what changed over all deployments since the last one.
public struct PeriodicReport: Hashable, Sendable {
  /// Assigned by the inventory, from 1.
  public let id: Int
  public let who: GivenText
  public let address: MailAddress
  public let every: Interval
  /// In which it is written; nil for that of the settings.
  public let language: NoticeLanguage?
  /// Up to when was told; for a new one, when it was made.
  public let toldUntil: UTCTime
  /// How often the next one was tried in vain, and why.
  public let attempts: Int
  public let failure: String?
  /// Not to be tried before.
  public let notBefore: UTCTime

  public enum Interval: String, Hashable, Sendable, CaseIterable { case day, week }

  public init(
    id: Int, who: GivenText, address: MailAddress, every: Interval, language: NoticeLanguage?,
    toldUntil: UTCTime, attempts: Int, failure: String?, notBefore: UTCTime
  ) {
    self.id = id
    self.who = who
    self.address = address
    self.every = every
    self.language = language
    self.toldUntil = toldUntil
    self.attempts = attempts
    self.failure = failure
    self.notBefore = notBefore
  }
}
