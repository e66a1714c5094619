import EndpointModel

/// Which revision of a deployment is meant: `eschat/canada-aws-02` is the current one, `…@3` the
/// third, `…@2026-01-31T12:00:00Z` the one current at that moment. `WrittenReference` is what a person
/// writes.
///
/// ```swift
/// let reference = RevisionReference("eschat/canada-aws-02@3")!
/// reference.selector  // .number(3)
/// reference.deployment.vendor  // "eschat"
/// ```
public struct RevisionReference: Hashable, Sendable {
  public enum Selector: Hashable, Sendable {
    case current
    case number(Int)
    case at(UTCTime)
  }

  public let deployment: DeploymentName
  public let selector: Selector

  public init(_ deployment: DeploymentName, _ selector: Selector = .current) {
    self.deployment = deployment
    self.selector = selector
  }
}

extension RevisionReference: LosslessStringConvertible {
  /// Nil for other text, and for a day: which moment it ends at depends on the time zone.
  public init?(_ description: String) {
    guard let written = try? WrittenReference(parsing: description), !written.needsZone,
      let reference = try? written.reference(in: .utc)
    else { return nil }
    self = reference
  }

  public var description: String {
    switch selector {
    case .current: "\(deployment)"
    case .number(let number): "\(deployment)@\(number)"
    case .at(let time): "\(deployment)@\(time)"
    }
  }
}
