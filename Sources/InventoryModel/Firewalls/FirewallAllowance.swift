import EndpointModel

/// What a registered firewall has to allow: a deployment, one service of it or all, with the
/// ports of one customer or none.
///
/// Its text is `DEPLOYMENT[:SERVICE][@CUSTOMER]`. Where a service's own name ends like a customer, an
/// `@` behind it says that there is none:
///
/// ```swift
/// let allowance = try FirewallAllowance(parsing: "eschat/canada-aws-02:Data@northwood-ems")
/// allowance.customer?.text  // "northwood-ems"
/// try FirewallAllowance(parsing: "vendor/cloud:Chat@home@").service  // "Chat@home"
/// ```
public struct FirewallAllowance: Hashable, Sendable {
  public let deployment: DeploymentName
  /// A service's name as the document has it; nil for all of them.
  public let service: String?
  /// Whose own ports are meant; nil if those of no customer are.
  public let customer: CustomerName?

  public init(
    _ deployment: DeploymentName, service: String? = nil, customer: CustomerName? = nil
  ) {
    self.deployment = deployment
    self.service = service
    self.customer = customer
  }
}

extension FirewallAllowance: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    var (rest, customer) = Self.parted(text.trimmingSpace)
    var service: String?
    // By scalars: a colon or a blank with an accent behind it is one character, and the accent would
    // go with it.
    let scalars = rest.unicodeScalars
    if let colon = scalars.firstIndex(of: ":") {
      let words = scalars[scalars.index(after: colon)...]
        .split(whereSeparator: \.properties.isWhitespace).map { String($0) }
      guard !words.isEmpty else {
        throw ValueError(
          expected: "DEPLOYMENT[:SERVICE][@CUSTOMER]", input: String(text),
          rule: "no service follows the colon")
      }
      guard words.allSatisfy({ $0.unicodeScalars.allSatisfy { !$0.isUnsafeToShow } }) else {
        throw ValueError(
          expected: "DEPLOYMENT[:SERVICE][@CUSTOMER]", input: String(text),
          rule: "a service has no control or invisible characters")
      }
      service = words.joined(separator: " ")
      rest = rest[..<colon]
    }
    self.init(try DeploymentName(parsing: rest), service: service, customer: customer)
  }

  public init?(_ description: String) {
    guard let allowance = try? FirewallAllowance(parsing: description) else { return nil }
    self = allowance
  }

  public var description: String {
    let text = "\(deployment)" + (service.map { ":" + $0 } ?? "")
    if let customer { return text + "@" + customer.text }
    return Self.parted(text[...]).rest.endIndex == text.endIndex ? text : text + "@"
  }

  /// The text before the last `@` and the customer after it; nil if it names none, with an `@` that
  /// says so left out. A service's name may hold an `@` that something else follows.
  private static func parted(_ text: Substring) -> (rest: Substring, customer: CustomerName?) {
    guard let at = text.lastIndex(of: "@") else { return (text, nil) }
    let (before, tail) = (text[..<at], text[text.index(after: at)...])
    if let customer = CustomerName(String(tail)) { return (before, customer) }
    // A customer that was forgotten is not none.
    let isNeeded = tail.isEmpty && parted(before).rest.endIndex != before.endIndex
    return (isNeeded ? before : text, nil)
  }
}

extension FirewallAllowance: Comparable {
  public static func < (a: Self, b: Self) -> Bool {
    (a.deployment, a.service ?? "", a.customer?.text ?? "")
      < (b.deployment, b.service ?? "", b.customer?.text ?? "")
  }
}

extension StringProtocol {
  fileprivate var trimmingSpace: Substring {
    var scalars = Substring(self).unicodeScalars.drop(while: \.properties.isWhitespace)
    while scalars.last?.properties.isWhitespace ?? false { scalars.removeLast() }
    return Substring(scalars)
  }
}
