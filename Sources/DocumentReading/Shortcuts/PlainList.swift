import EndpointModel

/// A list of addresses in canonical form, one per line, with comments between them. It is read
/// directly from the bytes, since such lists have up to millions of lines. The result is the same
/// as the interpretation's; a text with anything else in it is left to that.
struct PlainList {
  /// The comments, for what they say about the document.
  private(set) var blocks: [Block] = []
  private(set) var endpoints = Endpoints()
  private var builder = EndpointsBuilder()
  private let terms: UInt32

  /// Nil if the text is not such a list.
  init?(_ text: SourceText) {
    terms = builder.number(terms: .none)
    guard text.utf8.withUnsafeBufferPointer({ read($0) }), !builder.isEmpty else { return nil }
    endpoints = builder.finish()
  }

  /// False if a line is of another kind.
  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    builder.reserveCapacity(bytes.count / 12)
    var number = 0
    var start = 0
    while start < bytes.count {
      number += 1
      var end = start
      while end < bytes.count, !bytes[end].isLineEnd { end += 1 }
      guard end - start <= SourceText.lineByteLimit,
        readLine(UnsafeBufferPointer(rebasing: bytes[start..<end]), number)
      else { return false }
      let isPair =
        end + 1 < bytes.count && bytes[end] == UInt8(ascii: "\r")
        && bytes[end + 1] == UInt8(ascii: "\n")
      start = end + (isPair ? 2 : 1)
    }
    return true
  }

  private mutating func readLine(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) -> Bool {
    // "::" alone is more likely a mark than an address.
    if line.count > 2, let block = CIDRBlock(canonical: line) {
      add(block, number)
      return true
    }
    var line = line[...]
    while line.first == 0x20 { line.removeFirst() }
    while line.last == 0x20 { line.removeLast() }
    guard let first = line.first else { return true }
    if first == UInt8(ascii: "#") { return readComment(line, number) }
    guard line.count > 2,
      let block = CIDRBlock(canonical: UnsafeBufferPointer(rebasing: line))
    else {
      return false
    }
    add(block, number)
    return true
  }

  private mutating func add(_ block: CIDRBlock, _ number: Int) {
    builder.append(service: 0, group: 0, block: block, terms: terms, note: 0, line: number)
  }

  private mutating func readComment(_ line: Slice<UnsafeBufferPointer<UInt8>>, _ number: Int)
    -> Bool
  {
    let text = String(decoding: line, as: UTF8.self)
    let clean = text.withoutUnsafeCharacters
    // A bar may separate columns.
    if clean.removed || text.contains("|") { return false }
    let words = clean.text.trimmed.drop { $0 == "#" }.trimmed
    blocks.append(.metadata([SourceLine(number: number, text: words)]))
    return true
  }
}
