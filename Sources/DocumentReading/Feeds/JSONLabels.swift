import EndpointModel

/// The labels made from the strings of one JSON text, each made once: a feed of thousands of
/// prefixes names few regions and services.
struct JSONLabels {
  private struct Slot {
    let value: JSONValue
    let label: Label?
  }

  /// The last string seen for each hash value.
  private var slots: [Slot?] = Array(repeating: nil, count: 256)

  /// The label of a string's safe text; nil for other kinds and if nothing is left.
  mutating func label(of value: JSONValue?) -> Label? {
    guard let value, let hash = value.hashOfBytes else { return nil }
    let place = Int(hash & 255)
    if let slot = slots[place], slot.value.hasSameBytes(as: value) { return slot.label }
    let label = value.safeText.flatMap(Label.init)
    slots[place] = Slot(value: value, label: label)
    return label
  }
}
