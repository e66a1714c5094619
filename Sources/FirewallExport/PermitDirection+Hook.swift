import EndpointModel

extension PermitDirection {
  /// Which way connections go that a hook of netfilter or a chain of RouterOS decides on. At `output`
  /// and `input` one end of each is the machine itself: addresses of that end are none of a
  /// document's, and connections the other way come by as answers only.
  ///
  /// - Parameter hook: `forward`, `output` or `input`, in either case.
  static func passing(_ hook: String) -> Set<PermitDirection> {
    switch hook.lowercased() {
    case "output": [.outbound]
    case "input": [.inbound]
    default: [.outbound, .inbound]
    }
  }
}

extension Set<PermitDirection> {
  /// What a rule allows that names no addresses.
  var stated: Direction { count == 2 ? .both : contains(.outbound) ? .outbound : .inbound }
}
