import EndpointModel

/// The labels that the strings of one JSON text give, each looked at once: a feed of
/// thousands of prefixes names few regions and services.
struct JSONLabels {
  private struct Slot {
    let value: JSONValue
    let label: Label?
  }

  /// The last string of each of some hash values.
  private var slots: [Slot?] = Array(repeating: nil, count: 256)

  /// The label of a string's safe text; nil where it is none, or nothing is left of it.
  mutating func label(of value: JSONValue?) -> Label? {
    guard let value, let hash = value.hashOfBytes else { return nil }
    let place = Int(hash & 255)
    if let slot = slots[place], slot.value.hasSameBytes(as: value) { return slot.label }
    let label = value.safeText.flatMap(Label.init)
    slots[place] = Slot(value: value, label: label)
    return label
  }
}
