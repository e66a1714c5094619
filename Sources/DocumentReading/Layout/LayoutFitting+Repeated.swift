/// Names that a layout uses and that stand more than once in a page. Which of them a person meant
/// is certain only while there are as many as when they confirmed it.
extension LayoutFitting {
  /// How many headings, tables or lists have each such name, as the layout writes it. The keys of
  /// data stand at each of many objects, and are no names of one.
  var namesOfSeveral: [String: Int] {
    if !partOfKey.isEmpty { return [:] }
    var counts: [String: Int] = [:]
    for correction in layout.corrections {
      guard let text = correction.name else { continue }
      let name = PartName(text)
      let (below, own) = (sections(called: name), parts(called: name))
      let count =
        switch correction {
        case .only, .ignore: below > 0 ? below : own
        default: own > 0 ? own : below
        }
      if count > 1 { counts[text] = count }
    }
    return counts
  }

  private func sections(called name: PartName) -> Int {
    Set(parts.lazy.flatMap(\.sections)).count { name.means(headings[$0].asName) }
  }

  private func parts(called name: PartName) -> Int {
    parts.count { $0.isNamed && name.means(($0.names.first ?? "").asName) }
  }
}

extension Layout.Correction {
  /// The name of a heading, table or list that it is about; nil if it is about all, or about words.
  var name: String? {
    switch self {
    case .only(let name), .ignore(let name), .take(let name): name
    default: part
    }
  }
}
