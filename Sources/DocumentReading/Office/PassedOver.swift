/// The elements of an XML file that are passed over with all that is in them, while they are read.
struct PassedOver {
  /// By their length in bytes: few names have the same, and a name is sooner compared than hashed.
  private let names: [[XMLStream.Name]]
  /// How many elements are open within one that is passed over, with itself.
  private var depth = 0

  init(_ names: Set<XMLStream.Name>) {
    var byLength: [[XMLStream.Name]] = []
    for name in names {
      while byLength.count <= name.utf8.count { byLength.append([]) }
      byLength[name.utf8.count].append(name)
    }
    self.names = byLength
  }

  var isInside: Bool { depth > 0 }

  /// Whether an element that starts is one, or in one.
  mutating func starts(_ name: XMLStream.Name) -> Bool {
    guard isInside || holds(name) else { return false }
    depth += 1
    return true
  }

  private func holds(_ name: XMLStream.Name) -> Bool {
    let length = name.utf8.count
    return length < names.count && names[length].contains(name)
  }

  /// Passes over the element that has started, whatever its name.
  mutating func begin() { depth = 1 }

  /// Whether an element that ends is one, or in one.
  mutating func ends() -> Bool {
    guard isInside else { return false }
    depth -= 1
    return true
  }
}
