/// The elements of an XML file that are passed over with all that is in them, while they are read.
struct PassedOver {
  private let names: Set<XMLStream.Name>
  /// How many elements are open within one that is passed over, with itself.
  private var depth = 0

  init(_ names: Set<XMLStream.Name>) { self.names = names }

  var isInside: Bool { depth > 0 }

  /// Whether an element that starts is one, or in one.
  mutating func starts(_ name: XMLStream.Name) -> Bool {
    guard isInside || names.contains(name) else { return false }
    depth += 1
    return true
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
