extension DataNode {
  /// With each object that has addresses for keys as a list of rows: `{"a.example": {"ports": "443"}}`
  /// is `[{"address": "a.example", "ports": "443"}]`. Keys are addresses where what stands below each
  /// tells ports, or where the key above says so: `{"hosts": {"a.example": "Portal"}}`.
  var withAddressKeysAsRows: DataNode {
    // Most data has none, and stays as it is.
    hasKeyLikeAddress ? rowsOfAddressKeys(below: "") : self
  }

  private var hasKeyLikeAddress: Bool {
    switch content {
    case .list(let elements): elements.contains(where: \.hasKeyLikeAddress)
    case .object(let members):
      members.first.map { $0.key.mayBeAddressKey } ?? false
        || members.contains { $0.node.hasKeyLikeAddress }
    default: false
    }
  }

  private func rowsOfAddressKeys(below key: String) -> DataNode {
    switch content {
    case .list(let elements):
      return DataNode(
        line: line, content: .list(elements.map { $0.rowsOfAddressKeys(below: key) }))
    case .object(let members):
      if areKeyedByAddresses(members, below: key) {
        return DataNode(line: line, content: .list(members.map { $0.node.row(of: $0.key) }))
      }
      return DataNode(
        line: line,
        content: .object(members.map { ($0.key, $0.node.rowsOfAddressKeys(below: $0.key)) }))
    default: return self
    }
  }

  private func areKeyedByAddresses(
    _ members: [(key: String, node: DataNode)], below key: String
  ) -> Bool {
    guard let first = members.first?.key, first.mayBeAddressKey,
      members.allSatisfy({ TextFacts($0.key, line: line).isBareAddresses })
    else { return false }
    return members.allSatisfy { $0.node.tellsPorts }
      || key.asKey.concepts.containsAny(of: .address, .host, .network, .destination, .allow)
  }

  /// "443/tcp", ["tcp/443"], {"port": 443}
  private var tellsPorts: Bool {
    guard case .object(let members) = content else {
      return portTexts?.contains { TextFacts($0, line: line).saysPorts } ?? false
    }
    return members.contains { key, node in
      let facts = key.asKey.facts
      return (facts.concepts.contains(.port) || facts.tokens.contains { $0.transport != nil })
        && node.portTexts != nil
    }
  }

  private func row(of address: String) -> DataNode {
    let field = (key: "address", node: DataNode(line: line, content: .text(address)))
    if case .object(let members) = content {
      return DataNode(line: line, content: .object([field] + members))
    }
    if case .null = content { return DataNode(line: line, content: .object([field])) }
    let label = tellsPorts ? "ports" : "name"
    return DataNode(line: line, content: .object([field, (label, self)]))
  }
}

extension String {
  /// Whether it has a sign that every address has.
  fileprivate var mayBeAddressKey: Bool {
    utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
  }
}
