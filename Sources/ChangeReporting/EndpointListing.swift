import EndpointModel

/// Endpoints by service, and inside a service by group and terms.
struct EndpointListing {
  let style: TextStyle

  /// What the endpoints of one block share.
  private struct Block: Hashable {
    let group: Label?
    let terms: Terms

    init(_ endpoint: Endpoint) {
      group = endpoint.groupLabel
      terms = endpoint.terms
    }
  }

  /// The lines below a service's heading.
  func lines(_ endpoints: [Endpoint], sign: String = "", tone: TextStyle.Tone? = nil) -> [String] {
    let list = AddressList(style: style, sign: sign, tone: tone)
    return Self.grouped(endpoints, by: Block.init).flatMap { block, endpoints in
      let group = block.group.map { $0.text.withVisibleControls + ", " } ?? ""
      return list.lines(
        endpoints.map { Self.text($0.address) },
        heading: group + TermsText.text(endpoints[0]), indent: "  ")
    }
  }

  /// A service's name as a heading.
  static func name(_ service: String?) -> String {
    service?.withVisibleControls ?? "(no service named)"
  }

  static func text(_ address: EndpointAddress?) -> String {
    switch address {
    case nil: "(no address stated)"
    case .block(let block)?: block.description
    case let other?: other.description.withVisibleControls
    }
  }

  /// The elements by key, keys in the order of their first elements.
  static func grouped<T, Key: Hashable>(
    _ elements: [T], by key: (T) -> Key
  ) -> [(key: Key, elements: [T])] {
    var groups: [(key: Key, elements: [T])] = []
    var places: [Key: Int] = [:]
    for element in elements {
      let key = key(element)
      // What is sorted mostly goes on with the group at hand.
      if groups.last?.key == key {
        groups[groups.count - 1].elements.append(element)
      } else if let place = places[key] {
        groups[place].elements.append(element)
      } else {
        places[key] = groups.count
        groups.append((key, [element]))
      }
    }
    return groups
  }
}
