import EndpointModel

/// Lays out addresses that share something: one behind the terms on one line,
/// many in columns below them, so that 3 and 300 are grasped at a glance.
struct AddressList {
  let style: TextStyle
  /// `+`, `-` or blank.
  let sign: String
  let tone: TextStyle.Tone?

  /// - Parameter heading: what the addresses share.
  func lines(_ addresses: [String], heading: String, indent: String) -> [String] {
    let mark = indent + (sign.isEmpty ? "" : sign + " ")
    func toned(_ text: String) -> String { tone.map { style.toned(text, $0) } ?? text }
    if addresses.count == 1 {
      return [toned(mark + addresses[0].padded(to: 18)) + "  " + heading]
    }
    return [toned(mark + addresses.count.of("address", plural: "addresses")) + "  " + heading]
      + columns(addresses, indent: indent + "    ").map(toned)
  }

  private func columns(_ texts: [String], indent: String) -> [String] {
    let widths = texts.map(\.width)
    let cell = (widths.max() ?? 0) + 2
    let perLine = max(1, (style.width - indent.count + 2) / cell)
    return stride(from: 0, to: texts.count, by: perLine).map { start in
      var line = Array(indent.utf8)
      line.reserveCapacity(line.count + perLine * cell)
      for i in start..<min(start + perLine, texts.count) {
        if i > start {
          line += repeatElement(UInt8(ascii: " "), count: cell - widths[i - 1])
        }
        texts[i].withUTF8Bytes { line += $0 }
      }
      return String(decoding: line, as: UTF8.self)
    }
  }
}
