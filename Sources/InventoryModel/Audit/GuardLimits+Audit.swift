import EndpointModel

extension GuardLimits {
  /// The changes to other limits, for the audit.
  public func changes(to other: GuardLimits) -> [AuditEntry.Change] {
    [
      AuditEntry.Change("loss percent", from: "\(lossPercent)", to: "\(other.lossPercent)"),
      AuditEntry.Change("loss count", from: "\(lossCount)", to: "\(other.lossCount)"),
      AuditEntry.Change("growth factor", from: "\(growthFactor)", to: "\(other.growthFactor)"),
      AuditEntry.Change("terms percent", from: "\(termsPercent)", to: "\(other.termsPercent)"),
      AuditEntry.Change(
        "allows special space", from: "\(allowsSpecialSpace)", to: "\(other.allowsSpecialSpace)"),
    ]
  }
}
