/// Names an endpoint by its row and by what is around the row.
enum RowNames {
  /// - Parameters:
  ///   - own: the row's own name; nil if it has none.
  ///   - group: the group that the row, or one that heads it, states.
  static func names(
    own: String?, group: String?, label: String?, _ scope: Scope
  ) -> (service: String?, group: String?) {
    let isGrouped = scope.told?.group != nil
    let around = isGrouped ? [scope.told!.group!] : scope.names.filter { !$0.isEmpty }
    let labels = isGrouped ? [] : scope.labels.filter { !$0.isEmpty }
    if let own = own ?? scope.told?.service {
      let groups = unique(
        [around.suffix(3).joinedOrNil, labels.joinedOrNil, group, label], but: own)
      return (own, groups.joinedOrNil)
    }
    if around.isEmpty, let first = labels.first {
      return (
        first,
        unique(labels.dropFirst().map { $0 } as [String?] + [group, label], but: first).joinedOrNil
      )
    }
    if let heading = around.last {
      let outer = (around.dropLast().suffix(2) + labels).joinedOrNil
      // "Addresses in Dallas" above rows of the group "Dallas 12": the heading names the
      // group, and the document's title says what the rows are.
      if outer == nil, let title = scope.title, let group, sharesWord(heading, group) {
        return (title, unique([heading, group, label], but: title).joinedOrNil)
      }
      return (heading, unique([outer, group, label], but: heading).joinedOrNil)
    }
    return (nil, unique([group, label], but: "").joinedOrNil)
  }

  private static func sharesWord(_ a: String, _ b: String) -> Bool {
    let words = Words(a)
    return Words(b).all.contains { $0.count > 2 && words.contains($0) }
  }

  private static func unique(_ names: [String?], but other: String) -> [String] {
    var out: [String] = []
    for case let name? in names where name != other && !out.contains(name) && !name.isEmpty {
      out.append(name)
    }
    return out
  }
}

extension Collection<String> {
  fileprivate var joinedOrNil: String? { isEmpty ? nil : joined(separator: ", ") }
}
