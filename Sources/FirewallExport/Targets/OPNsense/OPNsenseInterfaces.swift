import EndpointModel

/// The interfaces of a `config.xml`, and the groups of them.
struct OPNsenseInterfaces {
  struct Interface {
    let key: String
    let description: String
    let isEnabled: Bool
    /// Its network of each family, where it has a fixed address.
    let networks: [IPFamily: AddressRange]
    /// Whether it drops what comes from private addresses.
    let blocksPrivate: Bool
  }

  private var all: [String: Interface] = [:]
  private var groups: [String: Set<String>] = [:]
  private(set) var isTold = false

  /// - Parameter root: the element `pfsense` or `opnsense`.
  init(_ root: ConfigurationXML) {
    for element in root.children("interfaces").flatMap(\.children) {
      isTold = true
      all[element.name] = Interface(
        key: element.name, description: element.value("descr") ?? "",
        isEnabled: element.has("enable"), networks: Self.networks(element),
        blocksPrivate: element.isSet("blockpriv"))
    }
    for group in root.children("ifgroups").flatMap({ $0.children("ifgroupentry") }) {
      guard let name = group.value("ifname") else { continue }
      let members = (group.value("members") ?? "").split { $0 == "," || $0.isWhitespace }
      groups[name] = Set(members.map { String($0) })
    }
  }

  private static func networks(_ element: ConfigurationXML) -> [IPFamily: AddressRange] {
    var out: [IPFamily: AddressRange] = [:]
    for (family, address, length) in [
      (IPFamily.v4, "ipaddr", "subnet"), (.v6, "ipaddrv6", "subnetv6"),
    ] {
      guard let address = element.value(address), let length = element.value(length),
        case .block(let block)? = EndpointAddress.enclosing("\(address)/\(length)"),
        block.family == family
      else { continue }
      out[family] = AddressRange(block)
    }
    return out
  }

  /// An interface by its key, or by what people call it.
  subscript(name: String) -> Interface? {
    all[name]
      ?? all.values.filter { $0.description.lowercased() == name.lowercased() }
      .min { $0.key < $1.key }
  }

  /// An interface as rules name it.
  subscript(key key: String) -> Interface? { all[key] }

  /// Whether a rule's interfaces are also this one, and whether only by a group.
  func match(_ names: [String], _ key: String) -> (isGroup: Bool, isThere: Bool) {
    if names.contains(key) { return (false, true) }
    let isGroup = names.contains { groups[$0]?.contains(key) ?? false }
    return (isGroup, isGroup)
  }

  /// What an interface is called in rules: `lan` for `lan` and `lanip`.
  func key(ofOwnAddress name: String) -> String? {
    guard name.hasSuffix("ip") else { return nil }
    let key = String(name.dropLast(2))
    return all[key].map(\.key)
  }
}
