import EndpointModel

/// The named sets of a table of nftables, of addresses and of ports, and what an expression with one of
/// them, or with values of its own, stands for.
struct NFTablesSets {
  private var addresses: [String: [AddressRange]] = [:]
  private var ports: [String: PortSet] = [:]

  /// Takes a set.
  ///
  /// - Returns: the elements that are not understood.
  mutating func take(_ name: String, _ elements: [ConfigurationJSON], type: String?)
    -> [ConfigurationJSON]
  {
    if type == "inet_service" {
      let found = elements.map(Self.ports)
      ports[name] = PortSet(found.compactMap { $0 })
      return zip(elements, found).filter { $0.1 == nil }.map(\.0)
    }
    let found = elements.map(Self.range)
    addresses[name] = found.compactMap { $0 }
    return zip(elements, found).filter { $0.1 == nil }.map(\.0)
  }

  /// The addresses of a family that fit a comparison; nil if it is not understood.
  func addresses(
    _ right: ConfigurationJSON, _ operation: String, _ family: IPFamily
  ) -> [AddressRange]? {
    guard ["==", "in", "!="].contains(operation) else { return nil }
    var ranges: [AddressRange] = []
    if let name = right.text, name.hasPrefix("@") {
      guard let known = addresses[String(name.dropFirst())] else { return nil }
      ranges = known
    } else {
      let values = right["set"]?.elements ?? [right]
      ranges = values.compactMap(Self.range)
      if ranges.count != values.count { return nil }
    }
    if operation != "!=" { return ranges }
    return AddressSet([.all(family)]).subtracting(AddressSet(ranges)).ranges
  }

  /// The ports that fit a comparison; nil if it is not understood.
  func ports(_ right: ConfigurationJSON, _ operation: String) -> PortSet? {
    if let name = right.text, name.hasPrefix("@") {
      guard let known = ports[String(name.dropFirst())] else { return nil }
      return operation == "!=" ? known.complement : ["==", "in"].contains(operation) ? known : nil
    }
    let values = right["set"]?.elements ?? [right]
    let ranges = values.compactMap(Self.ports)
    guard ranges.count == values.count, let all = PortSet(ranges) else { return nil }
    switch operation {
    case "==", "in": return all
    case "!=": return all.complement
    default: break
    }
    guard let number = right.integer.flatMap({ UInt16(exactly: $0) }) else { return nil }
    switch operation {
    case "<": return number > 1 ? PortSet([1...number - 1]) : nil
    case "<=": return PortSet([1...number])
    case ">": return number < .max ? PortSet([number + 1...UInt16.max]) : nil
    case ">=": return PortSet([number...UInt16.max])
    default: return nil
    }
  }

  private static func ports(_ element: ConfigurationJSON) -> ClosedRange<UInt16>? {
    let value = plain(element)
    if let ends = value?["range"]?.elements?.compactMap(\.integer), ends.count == 2,
      let low = UInt16(exactly: ends[0]), let high = UInt16(exactly: ends[1]), low <= high
    {
      return low...high
    }
    return value?.integer.flatMap { UInt16(exactly: $0) }.map { $0...$0 }
  }

  /// An element without what is said of it besides; nil for one under a condition: for a time, up to a
  /// number of bytes or connections.
  static func plain(_ element: ConfigurationJSON) -> ConfigurationJSON? {
    guard let inner = element["elem"], let value = inner["val"] else { return element }
    let isPlain = inner.members.keys.allSatisfy { ["val", "comment", "counter"].contains($0) }
    return isPlain ? value : nil
  }

  /// Nil if it is not understood.
  static func range(_ element: ConfigurationJSON) -> AddressRange? {
    guard let element = plain(element) else { return nil }
    if let text = element.text { return EndpointAddress(text)?.range }
    if let prefix = element["prefix"], let address = prefix["addr"]?.text,
      let length = prefix["len"]?.integer
    {
      return EndpointAddress("\(address)/\(length)")?.range
    }
    if let ends = element["range"]?.elements, ends.count == 2, let first = ends[0].text,
      let last = ends[1].text
    {
      return AddressRange("\(first)-\(last)")
    }
    return nil
  }
}
