import EndpointModel

/// What a registered firewall has to allow: a deployment, one service of it or all, with the
/// ports of one customer or none.
///
/// Its text is `DEPLOYMENT[:SERVICE][@CUSTOMER]`:
///
/// ```swift
/// let allowance = try FirewallAllowance(parsing: "eschat/canada-aws-02:Data@northwood-ems")
/// allowance.customer?.text  // "northwood-ems"
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
    var rest = text[...]
    var customer: CustomerName?
    // A service's name may hold an @ that is followed by no customer's name.
    if let at = rest.lastIndex(of: "@"),
      let named = CustomerName(String(rest[rest.index(after: at)...]))
    {
      customer = named
      rest = rest[..<at]
    }
    var service: String?
    if let colon = rest.firstIndex(of: ":") {
      let words = rest[rest.index(after: colon)...].split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else {
        throw ValueError(
          expected: "DEPLOYMENT[:SERVICE][@CUSTOMER]", input: String(text),
          rule: "no service follows the colon")
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
    "\(deployment)" + (service.map { ":" + $0 } ?? "") + (customer.map { "@" + $0.text } ?? "")
  }
}

extension FirewallAllowance: Comparable {
  public static func < (a: Self, b: Self) -> Bool {
    (a.deployment, a.service ?? "", a.customer?.text ?? "")
      < (b.deployment, b.service ?? "", b.customer?.text ?? "")
  }
}
