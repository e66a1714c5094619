import EndpointModel

/// What a table's column holds.
enum ColumnRole: String, CaseIterable, Sendable {
  /// What names the row, and what groups rows.
  case service, group
  case address
  /// The two ends of a connection, if a table gives both.
  case source, destination
  /// Parts of an address in columns of their own.
  case mask, prefixLength, rangeStart, rangeEnd
  case ports, portStart, portEnd
  case transport
  /// The application that runs over the protocol.
  case application
  case direction
  /// Whether a row is allowed or denied; whether it is in use.
  case action, status
  case note
  /// Row numbers, counts, people, whether something is encrypted: of no use here.
  case ignored

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
