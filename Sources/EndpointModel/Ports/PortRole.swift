/// Which of a customer's port assignments gives an endpoint its ports.
public enum PortRole: String, Hashable, Sendable, CaseIterable, Comparable {
  /// The customer's signaling port, TCP.
  case signaling
  /// The customer's range of data ports, UDP.
  case data

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
