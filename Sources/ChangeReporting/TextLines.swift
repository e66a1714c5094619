import EndpointModel

/// The lines of a text for a person. They are kept as bytes, as a long list can take a
/// hundred thousand lines.
struct TextLines: Sendable {
  let style: TextStyle
  /// In UTF-8.
  private(set) var bytes: [UInt8] = []

  /// - Parameter places: about how many addresses there will be; reserved room that is not
  ///   written to takes no memory.
  init(_ style: TextStyle, places: Int = 0) {
    self.style = style
    bytes.reserveCapacity(places * 48)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func add(_ line: String = "") {
    line.withUTF8Bytes { bytes += $0 }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// A line whose beginning has a tone.
  ///
  /// - Parameter beginning: appends the beginning, which must not be empty.
  mutating func add(
    _ tone: TextStyle.Tone?, _ beginning: (inout [UInt8]) -> Void, then rest: String = ""
  ) {
    let marks = tone.flatMap(style.marks)
    if let marks { bytes += marks.start.utf8 }
    beginning(&bytes)
    if let marks { bytes += marks.end.utf8 }
    add(rest)
  }
}
