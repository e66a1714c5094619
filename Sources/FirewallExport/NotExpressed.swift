import EndpointModel

/// An endpoint, or the part of it, that a firewall's language cannot say, and why.
public struct NotExpressed: Hashable, Sendable {
  public let endpoint: Endpoint
  public let reason: Reason

  public enum Reason: Hashable, Sendable, Comparable {
    /// The document does not state it, and nobody declared what is meant.
    case portsNotStated, protocolNotStated, noAddress
    /// The customer's ports are not known.
    case customerPorts
    /// Each customer fills it in.
    case placeholder
    /// ICMP for IPv6 numbers its types otherwise (RFC 4443 section 2.1): which one is meant is
    /// not stated.
    case icmpTypeOverIPv6
    /// The target has no such thing.
    case name, pattern, family, direction, transport
    /// The target's file is a list of one kind, by its settings.
    case listOfAddresses, listOfNames
    /// With these addresses of IPv6 the target would allow addresses of IPv4, too.
    case embeddedIPv4
  }

  public init(_ endpoint: Endpoint, _ reason: Reason) {
    self.endpoint = endpoint
    self.reason = reason
  }
}

extension NotExpressed.Reason: CustomStringConvertible {
  /// Half a sentence: `the document states no ports`.
  public var description: String {
    switch self {
    case .portsNotStated: "the document states no ports"
    case .protocolNotStated: "the document states no protocol"
    case .noAddress: "the document states no address"
    case .customerPorts: "the customer's own ports are not known"
    case .placeholder: "each customer fills in this name"
    case .icmpTypeOverIPv6: "a type of ICMP is none of ICMPv6"
    case .name: "this target knows no host names"
    case .pattern: "this target knows no patterns of host names"
    case .family: "this target does not know this family of addresses"
    case .listOfAddresses: "this list is of addresses"
    case .listOfNames: "this list is of host names"
    case .embeddedIPv4: "this target would take these addresses for those of IPv4"
    case .direction: "this target does not know this direction"
    case .transport: "this target does not know this protocol"
    }
  }
}

extension NotExpressed: Comparable {
  /// By reason, then by endpoint.
  public static func < (a: NotExpressed, b: NotExpressed) -> Bool {
    a.reason == b.reason ? a.endpoint < b.endpoint : a.reason < b.reason
  }
}
