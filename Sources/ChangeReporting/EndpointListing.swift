import EndpointModel

/// Endpoints by service, and inside a service by group and terms.
struct EndpointListing {
  let style: TextStyle

  /// What the endpoints of one block share.
  private struct Block: Hashable {
    let group: String?
    let terms: String
  }

  /// The lines below a service's heading.
  func lines(_ endpoints: [Endpoint], sign: String = "", tone: TextStyle.Tone? = nil) -> [String] {
    let list = AddressList(style: style, sign: sign, tone: tone)
    return Self.grouped(endpoints) { Block(group: $0.group, terms: TermsText.text($0)) }
      .flatMap { block, endpoints in
        let group = block.group.map { $0.withVisibleControls + ", " } ?? ""
        return list.lines(
          endpoints.map { Self.text($0.address) }, heading: group + block.terms, indent: "  ")
      }
  }

  /// A service's name as a heading.
  static func name(_ service: String?) -> String {
    service?.withVisibleControls ?? "(no service named)"
  }

  static func text(_ address: EndpointAddress?) -> String {
    address?.description.withVisibleControls ?? "(no address stated)"
  }

  /// The elements by key, keys in the order of their first elements.
  static func grouped<T, Key: Hashable>(
    _ elements: [T], by key: (T) -> Key
  ) -> [(key: Key, elements: [T])] {
    var order: [Key] = []
    var groups: [Key: [T]] = [:]
    for element in elements {
      let key = key(element)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(element)
    }
    return order.map { ($0, groups[$0]!) }
  }
}
