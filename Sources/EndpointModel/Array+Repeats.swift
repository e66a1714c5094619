extension Array where Element: Equatable {
  /// Removes consecutive duplicates.
  var withoutRepeats: [Element] {
    if zip(self, dropFirst()).allSatisfy({ $0 != $1 }) { return self }
    var out: [Element] = []
    out.reserveCapacity(count)
    for element in self where out.last != element { out.append(element) }
    return out
  }
}
