/// Who opens the connection, as seen from the customer's network.
public enum Direction: String, Hashable, Sendable, CaseIterable, Comparable {
  case outbound
  case inbound
  case both

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
