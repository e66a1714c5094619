/// What the cells of a column mean, each text looked at once. A table of a million rows
/// says few different things in its columns of services, ports and protocols.
struct CellMemo<Value> {
  private struct Slot {
    let cell: UnsafeBufferPointer<UInt8>
    let value: Value
  }

  /// The last text of each of some hash values, by its place in the document.
  private var slots: [Slot?] = Array(repeating: nil, count: 512)
  private var values: [String: Value] = [:]

  /// The meaning of a cell whose bytes stay where they are as long as the memo is used;
  /// nil where `read` gives none, which is not kept.
  mutating func value(
    of cell: UnsafeBufferPointer<UInt8>, _ read: (String) -> Value?
  ) -> Value? {
    var hash: UInt32 = 2_166_136_261  // FNV-1a
    for byte in cell { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let place = Int((hash ^ hash >> 15) & 511)
    if let slot = slots[place], slot.cell.elementsEqual(cell) { return slot.value }
    let text = String(decoding: cell, as: UTF8.self)
    guard let value = values[text] ?? read(text) else { return nil }
    values[text] = value
    slots[place] = Slot(cell: cell, value: value)
    return value
  }
}
