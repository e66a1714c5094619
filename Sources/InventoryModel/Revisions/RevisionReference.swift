import EndpointModel

/// Which revision of a deployment is meant: `eschat/canada-aws-02` is the current one, `…@3` the
/// third, `…@2026-01-31` the one current at the end of that day (UTC), `…@2026-01-31T12:00:00Z` the
/// one current at that moment.
///
/// ```swift
/// let reference = try RevisionReference(parsing: "eschat/canada-aws-02@3")
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
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    guard let at = text.firstIndex(of: "@") else {
      self.init(try DeploymentName(parsing: text))
      return
    }
    let deployment = try DeploymentName(parsing: text[..<at])
    let selector = text[text.index(after: at)...]
    if let number = Int(selector), number > 0, String(number) == selector {
      self.init(deployment, .number(number))
    } else if let day = CalendarDay(String(selector)) {
      self.init(deployment, .at(.end(of: day)))
    } else if let time = UTCTime(String(selector)) {
      self.init(deployment, .at(time))
    } else {
      throw ValueError(
        expected: "revision", input: String(text),
        rule: "after @ stands a number from 1, a day like 2026-01-31, or an RFC 3339 time")
    }
  }

  public init?(_ description: String) {
    guard let reference = try? RevisionReference(parsing: description) else { return nil }
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
