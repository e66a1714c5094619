import EndpointModel

/// What a host name gave, over time: for firewalls whose rules take no names.
public struct NameResolution: Hashable, Sendable {
  public let name: HostName
  /// Every address that it ever gave, ascending.
  public let addresses: [Resolved]
  /// When it was last asked for, and when that last gave addresses; nil for never.
  public let triedAt: UTCTime?
  public let succeededAt: UTCTime?
  /// Why the last attempt gave none; nil if it gave some.
  public let failure: String?

  /// An address, and when the name first and last gave it.
  public struct Resolved: Hashable, Sendable {
    public let address: IPAddress
    public let firstSeen: UTCTime
    public let lastSeen: UTCTime
    /// For how many seconds it was to hold, at the last time.
    public let timeToLive: Int

    public init(address: IPAddress, firstSeen: UTCTime, lastSeen: UTCTime, timeToLive: Int) {
      self.address = address
      self.firstSeen = firstSeen
      self.lastSeen = lastSeen
      self.timeToLive = timeToLive
    }
  }

  public init(
    name: HostName, addresses: [Resolved], triedAt: UTCTime?, succeededAt: UTCTime?,
    failure: String?
  ) {
    self.name = name
    self.addresses = addresses
    self.triedAt = triedAt
    self.succeededAt = succeededAt
    self.failure = failure
  }

  /// The addresses that it gave within so many hours before a time: what it gives no more, or
  /// gave before it stopped to answer, counts that long.
  public func addresses(within hours: Int, before time: UTCTime) -> [IPAddress] {
    addresses.filter { $0.lastSeen.seconds > time.seconds - Int64(hours) * 3600 }.map(\.address)
  }
}
