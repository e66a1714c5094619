/// Two columns of ports that are called alike, each beside one end of a connection:
/// `Source IP | Port | Destination IP | Port`.
extension Columns {
  /// The ports of the source are not what is opened.
  mutating func leaveSourcePorts() {
    let ports = indices(of: .ports).filter {
      evidence[$0].says(.port) && !evidence[$0].says(.source, .destination, .first, .last)
    }
    let ends = evidence.indices.filter {
      !evidence[$0].says(.port) && evidence[$0].says(.source) != evidence[$0].says(.destination)
    }
    guard ports.count == 2, ends.count == 2,
      ends.contains(where: { evidence[$0].says(.source) }),
      ends.contains(where: { evidence[$0].says(.destination) }),
      evidence[ports[0]].header?.text == evidence[ports[1]].header?.text
    else { return }
    let source = evidence[ends[0]].says(.source) ? 0 : 1
    // Each has its ports right behind it, or each right before it.
    let isBehind = ends[0] < ports[0] && ports[0] < ends[1] && ends[1] < ports[1]
    let isBefore = ports[0] < ends[0] && ends[0] < ports[1] && ports[1] < ends[1]
    if isBehind || isBefore { roles[ports[source]] = .ignored }
  }
}
