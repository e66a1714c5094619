import EndpointModel

/// Where a deployment's document comes from, and how fetching it went.
public struct RegisteredSource: Hashable, Sendable {
  public let deployment: DeploymentName
  public let location: SourceLocation
  public var options: Options
  /// What the server said about the document that was read last; nil if nothing.
  public var etag: String?
  public var lastModified: String?
  public var succeededAt: UTCTime?
  public var failedAt: UTCTime?
  /// What went wrong last; kept after a success.
  public var failure: String?
  /// How often it has failed since its last success.
  public var failureCount = 0
  /// Not to be fetched before this time.
  public var waitsUntil: UTCTime?
  /// When an attempt began that never finished; nil if all did.
  public var attemptedAt: UTCTime?
  /// When the document was last fetched without asking whether it had changed, or the items of a
  /// folder or repository were looked through; nil if the layout was changed since then.
  public var wholeAt: UTCTime?
  /// Since when it is not read, who wanted that and why; nil if it is read.
  public var pause: HistoryRecord?

  public struct Options: Hashable, Sendable {
    /// Whether private and loopback addresses may be fetched from.
    public var allowsPrivate = false
    /// Whether a document is accepted although something in it was not understood.
    public var acceptsPartial = false
    /// After how many hours without success it is overdue.
    public var overdueHours = 48

    public init(allowsPrivate: Bool = false, acceptsPartial: Bool = false, overdueHours: Int = 48) {
      self.allowsPrivate = allowsPrivate
      self.acceptsPartial = acceptsPartial
      self.overdueHours = overdueHours
    }
  }

  public init(
    deployment: DeploymentName, location: SourceLocation, options: Options = Options()
  ) {
    self.deployment = deployment
    self.location = location
    self.options = options
  }

  /// Records that the document was fetched and processed.
  public mutating func succeed(at time: UTCTime) {
    succeededAt = time
    failureCount = 0
    waitsUntil = nil
  }

  /// Records a failure, and waits: as long as the server asks, else a minute, doubled after each
  /// further failure; at most six hours.
  ///
  /// - Parameter retryAfter: the wait that the server asks for, in seconds.
  public mutating func fail(at time: UTCTime, _ reason: String, retryAfter: Int?) {
    failedAt = time
    failure = reason
    failureCount += 1
    let seconds = Backoff.seconds(failures: failureCount, retryAfter: retryAfter)
    waitsUntil = UTCTime(seconds: time.seconds + Int64(seconds))
  }

  /// Whether it failed after its last success.
  public var isFailing: Bool { failureCount > 0 }

  /// Whether its last success (if none, its registration) is longer ago than `overdueHours`.
  /// One that is paused is not late, however long that lasts.
  public func isOverdue(at time: UTCTime, addedAt: UTCTime) -> Bool {
    pause == nil
      && time.seconds - (succeededAt ?? addedAt).seconds > Int64(options.overdueHours) * 3600
  }
}
