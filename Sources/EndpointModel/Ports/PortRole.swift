/// Which of a customer's own port assignments an endpoint's ports are.
public enum PortRole: String, Hashable, Sendable, CaseIterable, Comparable {
  /// The customer's signaling port, TCP.
  case signaling
  /// The customer's range of data ports, UDP.
  case data

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
