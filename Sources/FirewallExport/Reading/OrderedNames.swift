/// Names in an order that commands change, each once. Moves to an end, of which a file may have one
/// for each of its rules, take no longer where there are many names.
struct OrderedNames {
  /// The place of each; ascending.
  private var places: [String: Int] = [:]
  private var lowest = 0
  private var highest = 0

  var isEmpty: Bool { places.isEmpty }

  /// In their order.
  var all: [String] { places.sorted { $0.value < $1.value }.map(\.key) }

  /// Puts a name that is not there at the end.
  mutating func append(_ name: String) {
    if places[name] != nil { return }
    highest += 1
    places[name] = highest
  }

  mutating func remove(_ name: String) { places[name] = nil }

  /// Moves a name `top`, `bottom`, `before OTHER` or `after OTHER`.
  ///
  /// - Returns: whether that was understood; if not, nothing is moved.
  mutating func move(_ name: String, _ place: [String]) -> Bool {
    guard let from = places[name] else { return false }
    switch (place.first, place.count) {
    case ("top"?, 1):
      lowest -= 1
      places[name] = lowest
    case ("bottom"?, 1):
      highest += 1
      places[name] = highest
    case ("before"?, 2), ("after"?, 2):
      guard place[1] != name, let other = places[place[1]] else { return false }
      let target = place[0] == "before" ? other : other + 1
      // What is from there on makes room, down to where the name was, if that was behind.
      let limit = from >= target ? from : highest + 1
      for (key, value) in places where value >= target && value < limit { places[key] = value + 1 }
      highest += 1
      places[name] = target
    default: return false
    }
    return true
  }
}
