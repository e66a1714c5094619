/// The protocol of an access entry: one that a document can name, one that it does not
/// state, or what is left of several.
public enum AccessProtocol: Hashable, Sendable {
  case named(IPProtocol)
  /// The document does not state it.
  case unstated
  /// What is left of `any` without TCP, UDP, SCTP and ICMP.
  case other
  /// Several protocols without ports, by their numbers.
  case numbers([ClosedRange<UInt8>])
  /// Several types of ICMP.
  case icmp(types: [ClosedRange<UInt8>])
}

extension AccessProtocol: CustomStringConvertible, Comparable {
  /// `tcp`, `unstated`, `other`, `0,2-5`, `icmp/0-7,9-255`.
  public var description: String {
    switch self {
    case .named(let named): named.description
    case .unstated: "unstated"
    case .other: "other"
    case .numbers(let ranges): Self.text(ranges)
    case .icmp(let types): "icmp/" + Self.text(types)
    }
  }

  private static func text(_ ranges: [ClosedRange<UInt8>]) -> String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  public static func < (a: Self, b: Self) -> Bool { a.description < b.description }
}
