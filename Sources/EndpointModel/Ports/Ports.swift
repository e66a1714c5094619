/// What a document says about an endpoint's ports.
public enum Ports: Hashable, Sendable {
  /// These numbers.
  case numbers(PortSet)
  /// All ports.
  case any
  /// Known only from the customer's port assignment.
  case customer
}

extension Ports: Comparable {
  /// Numbers first, then `any`, then `customer`.
  public static func < (a: Ports, b: Ports) -> Bool {
    switch (a, b) {
    case (.numbers(let x), .numbers(let y)): x < y
    case (.numbers, _): true
    case (.any, .customer): true
    default: false
    }
  }
}

extension Ports: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    switch text {
    case "any": self = .any
    case "customer": self = .customer
    default: self = .numbers(try PortSet(parsing: text))
    }
  }

  public init?(_ description: String) {
    guard let ports = try? Ports(parsing: description) else { return nil }
    self = ports
  }

  public var description: String {
    switch self {
    case .numbers(let set): set.description
    case .any: "any"
    case .customer: "customer"
    }
  }
}
