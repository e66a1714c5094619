/// The texts that stand beside the cells of a spreadsheet: comments on cells (OpenDocument 1.3 part 3,
/// 14.1) and what is drawn over it (10.3), while they are passed over.
struct ODSBeside {
  private var kind: Spreadsheet.Odd.Kind?
  /// How many elements are open within the one that is read, with itself.
  private var depth = 0
  private var words: [UInt8] = []
  private var isInText = false

  private static let shapes: Set<XMLStream.Name> = [
    "draw:frame", "draw:custom-shape", "draw:g", "draw:rect", "draw:ellipse", "draw:caption",
  ]

  mutating func starts(_ name: XMLStream.Name) {
    if kind != nil {
      depth += 1
      if name == "text:p" {
        isInText = true
        if !words.isEmpty { words.append(UInt8(ascii: " ")) }
      }
    } else if name == "office:annotation" || Self.shapes.contains(name) {
      kind = name == "office:annotation" ? .comment : .drawn
      (depth, words) = (1, [])
    }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInText, words.count < 4000 { words += bytes }
  }

  /// - Returns: what has been read, where its element ends and it has a text.
  mutating func ends(_ name: XMLStream.Name) -> (Spreadsheet.Odd.Kind, String)? {
    guard let kind else { return nil }
    depth -= 1
    if name == "text:p" { isInText = false }
    if depth > 0 { return nil }
    self.kind = nil
    let text = String(decoding: words, as: UTF8.self).withSafeLines.folded
    return text.isEmpty ? nil : (kind, text)
  }
}
