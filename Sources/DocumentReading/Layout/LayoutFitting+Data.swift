import EndpointModel

/// Puts a layout to data: the parts are the keys whose values are objects or lists.
extension LayoutFitting {
  /// The data without what does not count; notes each key.
  func lay(_ root: DataNode) -> DataNode {
    name(root, key: "", around: [])
    settleNames(areAllUsed: false)
    var names: [(name: PartName, isOnly: Bool, text: String)] = []
    for (place, correction) in layout.corrections.enumerated() {
      let (text, isOnly): (String, Bool)
      switch correction {
      case .only(let name): (text, isOnly) = (name, true)
      case .ignore(let name): (text, isOnly) = (name, false)
      default: continue
      }
      let name = PartName(text)
      if headings.contains(where: { name.means($0.asName) }) { fit(place) }
      names.append((name, isOnly, correction.text))
    }
    let hasOnly = names.contains { $0.isOnly }
    func chosen(_ node: DataNode, isInside: Bool) -> DataNode? {
      switch node.content {
      case .object(let members):
        let kept = members.compactMap { key, value -> (key: String, node: DataNode)? in
          if let ignored = names.first(where: { !$0.isOnly && $0.name.means(key.asName) }) {
            if let part = partOfKey[key.asName] {
              leaveOut(part, because: "the layout says: \(ignored.text)")
            }
            return nil
          }
          let isInside = isInside || names.contains { $0.isOnly && $0.name.means(key.asName) }
          // Beside what counts, single values still say what it is.
          guard let inner = chosen(value, isInside: isInside) else { return nil }
          return (key, inner)
        }
        if hasOnly, !isInside, !kept.contains(where: { $0.node.scalar == nil }) { return nil }
        return DataNode(line: node.line, content: .object(kept))
      case .list(let elements):
        let kept = elements.filter { !tellsRows || !skips($0.ownWords) }
          .compactMap { chosen($0, isInside: isInside) }
        if hasOnly, !isInside, !kept.contains(where: { $0.scalar == nil }) { return nil }
        return DataNode(line: node.line, content: .list(kept))
      default: return node
      }
    }
    let isChanged = tellsRows || !names.isEmpty
    return isChanged
      ? chosen(root, isInside: false) ?? DataNode(line: root.line, content: .null) : root
  }

  private func name(_ node: DataNode, key: String, around: [String]) {
    func note(_ rows: Int, _ kind: TableUnderstanding.Kind) {
      if let known = partOfKey[key.asName] {
        add(rows: rows, to: known)
        return
      }
      partOfKey[key.asName] = add(
        Part(
          kind: kind, names: key.isEmpty ? [] : [key], around: around,
          lines: node.line...node.line, rows: rows))
      if !key.isEmpty { headings.append(key) }
    }
    switch node.content {
    case .object(let members):
      note(0, .object)
      let around = key.isEmpty ? around : around + [key]
      for (name, value) in members where value.scalar == nil {
        self.name(value, key: name, around: around)
      }
    case .list(let elements):
      note(elements.count { $0.scalar != nil }, elements.first?.scalar != nil ? .list : .object)
      for element in elements where element.scalar == nil {
        name(element, key: key, around: around)
      }
    default: break
    }
  }

  /// The part of a key; the root has an empty one.
  func enter(key: String) {
    current = partOfKey[key.asName]
  }
}

extension DataNode {
  /// Its text, or those of its fields; what is deeper has words of its own.
  fileprivate var ownWords: String {
    switch content {
    case .object(let members):
      members.map { member in
        if case .list(let elements) = member.node.content {
          return elements.compactMap(\.scalar).joined(separator: " ")
        }
        return member.node.scalar ?? ""
      }.joined(separator: " ")
    case .list: ""
    default: scalar ?? ""
    }
  }
}
