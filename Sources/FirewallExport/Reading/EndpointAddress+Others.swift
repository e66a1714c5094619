import EndpointModel

extension [EndpointAddress] {
  /// Every other address of some families, as a negated end means it; nil if a name is among them, of which
  /// nothing tells where it is.
  func others(of families: [IPFamily] = IPFamily.allCases) -> [EndpointAddress]? {
    if contains(.any) { return [] }
    let ranges = compactMap(\.range)
    guard ranges.count == count else { return nil }
    return AddressSet(families.map { .all($0) }).subtracting(AddressSet(ranges)).ranges.map {
      EndpointAddress($0)
    }
  }
}

extension [ReadTraffic] {
  /// What all addresses of some families would be allowed of these, if none were excepted.
  func wholes(_ families: [IPFamily], _ direction: PermitDirection) -> [Endpoint] {
    endpoints(to: families.map { EndpointAddress(.all($0)) }, direction)
  }
}
