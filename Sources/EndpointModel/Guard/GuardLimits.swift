/// What a new revision may change without a person's review.
public struct GuardLimits: Hashable, Sendable {
  /// The largest share of the addresses that may be lost, in percent.
  public var lossPercent: Int
  /// Fewer addresses than this may be lost while others stay, or be allowed other ports.
  public var lossCount: Int
  /// How many times as many IP addresses, or pairs of address and port, may be allowed as before.
  public var growthFactor: Int
  /// The largest share of the addresses that may be allowed other ports, protocols or
  /// directions, in percent.
  public var termsPercent: Int
  /// Whether private and other special space may appear among public addresses.
  public var allowsSpecialSpace: Bool

  public init(
    lossPercent: Int = 50, lossCount: Int = 6, growthFactor: Int = 10, termsPercent: Int = 50,
    allowsSpecialSpace: Bool = false
  ) {
    self.lossPercent = lossPercent
    self.lossCount = lossCount
    self.growthFactor = growthFactor
    self.termsPercent = termsPercent
    self.allowsSpecialSpace = allowsSpecialSpace
  }
}
