import EndpointModel

/// Endpoints by service, and inside a service by group and terms.
enum EndpointListing {
  /// What the endpoints of one block share.
  private struct Block: Hashable {
    let group: Label?
    let terms: Terms

    init(_ endpoint: Endpoint) {
      group = endpoint.groupLabel
      terms = endpoint.terms
    }
  }

  /// Writes the lines below a service's heading.
  static func write(
    _ endpoints: [Endpoint], sign: String = "", tone: TextStyle.Tone? = nil,
    to lines: inout TextLines
  ) {
    for (block, endpoints) in grouped(endpoints, by: Block.init) {
      let group = block.group.map { $0.text.withVisibleControls + ", " } ?? ""
      AddressList(sign: sign, tone: tone, endpoints.lazy.map(\.address))
        .write(heading: group + TermsText.text(endpoints[0]), indent: 2, to: &lines)
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

  /// Appends the text of an address.
  static func add(_ address: EndpointAddress?, to bytes: inout [UInt8]) {
    guard case .block(let block)? = address else {
      bytes += text(address).utf8
      return
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: CIDRBlock.textLimit) { text in
      bytes += text[..<block.write(to: text)]
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
