import EndpointModel

/// What the strings of one JSON text mean as labels, each found once: a feed of thousands of
/// prefixes names few regions and services.
struct JSONLabels<Meaning> {
  private struct Slot {
    let value: JSONValue
    let meaning: Meaning
  }

  /// The last string seen for each hash value.
  private var slots: [Slot?] = Array(repeating: nil, count: 256)

  /// - Parameter meaning: takes the label of the string's safe text; nil for other kinds and if
  ///   nothing is left.
  mutating func meaning(
    of value: JSONValue?, _ meaning: (Label?) -> Meaning
  ) -> Meaning {
    guard let value, let hash = value.hashOfBytes else { return meaning(nil) }
    let place = Int(hash & 255)
    if let slot = slots[place], slot.value.hasSameBytes(as: value) { return slot.meaning }
    let found = meaning(value.safeText.flatMap(Label.init))
    slots[place] = Slot(value: value, meaning: found)
    return found
  }
}
