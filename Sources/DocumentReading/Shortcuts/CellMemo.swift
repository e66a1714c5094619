#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the cells of a column mean, each text analyzed once. A table of a million rows has few
/// different texts in its columns of services, ports and protocols.
struct CellMemo<Value> {
  private struct Slot {
    let cell: UnsafeBufferPointer<UInt8>
    let value: Value
  }

  /// The last text seen for each hash value, by its place in the document.
  private var slots: [Slot?] = Array(repeating: nil, count: 512)
  /// By bytes: equal characters may be composed differently.
  private var values: [[UInt8]: Value] = [:]

  /// The meaning of a cell, whose bytes must stay in place while the memo is used; nil if `read`
  /// gives none, which is not kept.
  mutating func value(
    of cell: UnsafeBufferPointer<UInt8>, _ read: (String) -> Value?
  ) -> Value? {
    let place = Self.place(cell)
    if let slot = slots[place], slot.cell.count == cell.count,
      cell.isEmpty || memcmp(slot.cell.baseAddress!, cell.baseAddress!, cell.count) == 0
    {
      return slot.value
    }
    let bytes = Array(cell)
    guard let value = values[bytes] ?? read(String(decoding: cell, as: UTF8.self)) else {
      return nil
    }
    values[bytes] = value
    slots[place] = Slot(cell: cell, value: value)
    return value
  }

  /// A hash of the length and of the bytes at both ends, in which most texts differ.
  private static func place(_ cell: UnsafeBufferPointer<UInt8>) -> Int {
    var ends: UInt64 = UInt64(truncatingIfNeeded: cell.count)
    let bytes = UnsafeRawBufferPointer(cell)
    if cell.count >= 8 {
      ends ^= bytes.loadUnaligned(as: UInt64.self)
      ends ^=
        bytes.loadUnaligned(fromByteOffset: cell.count - 8, as: UInt64.self) &* 0x9E37_79B9
    } else {
      for byte in cell { ends = ends << 8 | UInt64(byte) }
    }
    return Int((ends &* 0x9E37_79B9_7F4A_7C15) >> 55)
  }
}
