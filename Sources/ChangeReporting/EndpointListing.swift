import EndpointModel

/// Endpoints by service, and within a service by group and terms.
struct EndpointListing {
  /// The words of the terms met so far.
  private var known: [Terms: String] = [:]

  /// Writes the lines below a service's heading.
  mutating func write(
    _ endpoints: Endpoints, sign: String = "", tone: TextStyle.Tone? = nil,
    to lines: inout TextLines
  ) {
    for block in endpoints.byGroupAndTerms {
      guard let first = block.first else { continue }
      let group = first.group.map { $0.withVisibleControls + ", " } ?? ""
      AddressList(sign: sign, tone: tone, block.writtenAddresses)
        .write(heading: group + text(first.terms), indent: 2, to: &lines)
    }
  }

  /// The endpoints of each service, in the order of their first ones.
  static func byService(_ endpoints: Endpoints) -> [(service: String?, endpoints: Endpoints)] {
    endpoints.byService.map { ($0.first?.service, $0) }
  }

  private mutating func text(_ terms: Terms) -> String {
    if let known = known[terms] { return known }
    let text = TermsText.text(terms)
    known[terms] = text
    return text
  }

  /// A service's name as a heading.
  static func name(_ service: String?) -> String {
    service?.withVisibleControls ?? "(no service named)"
  }

  static func text(_ address: WrittenAddress?) -> String {
    guard let address else { return "(no address stated)" }
    return address.address.range == nil
      ? address.description.withVisibleControls : address.description
  }

  static func text(_ address: EndpointAddress?) -> String {
    text(address.map { WrittenAddress($0) })
  }

  /// Appends the text of an address.
  static func add(_ address: WrittenAddress?, to bytes: inout [UInt8]) {
    guard let address, !address.isBlockAsRange, case .block(let block) = address.address else {
      bytes += text(address).utf8
      return
    }
    bytes.append(addingCapacity: CIDRBlock.textLimit) { span in
      span.withUnsafeMutableBufferPointer { room, count in
        count += block.write(to: UnsafeMutableBufferPointer(rebasing: room[count...]))
      }
    }
  }

  /// The elements by key, keys in the order of their first elements.
  static func grouped<T, Key: Hashable>(
    _ elements: some RandomAccessCollection<T>, by key: (T) -> Key
  ) -> [(key: Key, elements: ArraySlice<T>)] {
    var keys = NumberedKeys<Key>()
    let numbers = elements.map { keys.number(of: key($0)) }
    /// Where the elements of each key begin, and later where its next one goes.
    var places = Array(repeating: 0, count: keys.all.count)
    for number in numbers { places[number] += 1 }
    var end = 0
    for number in places.indices { (places[number], end) = (end, end + places[number]) }
    let starts = places
    var order = Array(repeating: 0, count: numbers.count)
    for (position, number) in numbers.enumerated() {
      order[places[number]] = position
      places[number] += 1
    }
    let sorted = order.map { elements[elements.index(elements.startIndex, offsetBy: $0)] }
    return keys.all.indices.map { (keys.all[$0], sorted[starts[$0]..<places[$0]]) }
  }
}
