import EndpointModel

/// What a table's column holds.
public enum ColumnRole: String, CaseIterable, Sendable {
  /// What names the row, and what groups rows.
  case service, group
  case address
  /// The two ends of a connection, if a table gives both.
  case source, destination
  /// Parts of an address in columns of their own.
  case mask
  case prefixLength = "prefix-length"
  case rangeStart = "range-start"
  case rangeEnd = "range-end"
  case ports
  case portStart = "port-start"
  case portEnd = "port-end"
  case transport = "protocol"
  /// The application that runs over the protocol.
  case application
  case direction
  /// Whether a row is allowed or denied; whether it is in use.
  case action, status
  case note
  /// Row numbers, counts, people, whether something is encrypted: of no use here.
  case ignored

  /// Whether its cells hold addresses or parts of them.
  var isOfAddresses: Bool {
    switch self {
    case .address, .source, .destination, .mask, .prefixLength, .rangeStart, .rangeEnd: true
    default: false
    }
  }

  /// Whether only one column of a table may have the role.
  var isSingle: Bool {
    switch self {
    case .transport, .direction, .action, .status, .mask, .prefixLength, .rangeStart, .rangeEnd,
      .portStart, .portEnd, .application, .source, .destination:
      true
    default: false
    }
  }
}

extension ColumnRole {
  /// - Throws: `ValueError`, which lists the roles.
  public init(parsing text: String) throws(ValueError) {
    guard let role = ColumnRole(rawValue: text.lowercased()) else {
      throw ValueError(
        expected: "role of a column", input: text,
        rule: "it is one of " + Self.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self = role
  }
}
