import EndpointModel

/// A revision of a deployment as a person writes it: `eschat/canada-aws-02` is the current one, `…@3`
/// the third, `…@2026-01-31` the one current at the end of that day, `…@2026-01-31T12:00:00Z` the one
/// current at that moment.
///
/// ```swift
/// let reference = try WrittenReference(parsing: "eschat/canada-aws-02@2026-01-31")
/// try reference.reference(in: .utc).selector  // .at(2026-01-31T23:59:59Z)
/// ```
public struct WrittenReference: Hashable, Sendable {
  private enum Selector: Hashable {
    case current
    case number(Int)
    case at(WrittenTime)
  }

  public let deployment: DeploymentName
  private let selector: Selector

  /// The current revision.
  public init(_ deployment: DeploymentName) {
    self.deployment = deployment
    selector = .current
  }

  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    guard let at = text.firstIndex(of: "@") else {
      deployment = try DeploymentName(parsing: text)
      selector = .current
      return
    }
    deployment = try DeploymentName(parsing: text[..<at])
    let words = String(text[text.index(after: at)...])
    if let number = Int(words), number > 0, String(number) == words {
      selector = .number(number)
    } else if let time = try? WrittenTime(parsing: words) {
      selector = .at(time)
    } else {
      throw ValueError(
        expected: "revision", input: String(text),
        rule: "after @ stands a number from 1, a day like 2026-01-31, or an RFC 3339 time")
    }
  }

  /// The number that is named; nil for the current one, and for the one of a time.
  public var number: Int? {
    if case .number(let number) = selector { number } else { nil }
  }

  /// Whether the moment that is meant depends on the time zone.
  var needsZone: Bool {
    if case .at(let time) = selector { time.needsZone } else { false }
  }

  /// What is meant where days are those of a time zone.
  ///
  /// - Throws: `ValueError` for a time that the clocks of the zone leave out or show twice.
  public func reference(in zone: TimeZoneRules) throws(ValueError) -> RevisionReference {
    switch selector {
    case .current: RevisionReference(deployment)
    case .number(let number): RevisionReference(deployment, .number(number))
    case .at(let time): RevisionReference(deployment, .at(try time.asOf(in: zone)))
    }
  }
}
