import EndpointModel

extension DocumentEnding {
  /// Determines how a text in the given format ends.
  init(of text: SourceText, _ format: DocumentFormat) {
    switch format {
    // If one of these is cut off, it cannot be read at all.
    case .json, .xml: self = .whole
    case .html: self = HTMLTags(text.utf8).ending
    case .docbook: self = HTMLTags(ManualXML.html(text.utf8)).ending
    case .csv, .tsv, .text, .markdown, .restructuredText, .asciidoc, .mediawiki, .moin,
      .confluence, .mail, .yaml, .ndjson, .hcl:
      self = text.endsWithNewLine ? .whole : .withoutEnd
    }
  }
}

/// Counts the elements of a page that need an end tag and are still open at its end.
private struct HTMLTags {
  private static let names = ["table", "ul", "ol", "dl", "html"].map { Array($0.utf8) }
  private static let html = names.count - 1

  /// How many of each element are open.
  private var open = Array(repeating: 0, count: names.count)

  init(_ bytes: [UInt8]) {
    var at = 0
    while let start = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = start + 1
      let isEnd = at < bytes.count && bytes[at] == UInt8(ascii: "/")
      if isEnd { at += 1 }
      guard let name = Self.names.firstIndex(where: { Self.stands($0, at, bytes) }) else {
        continue
      }
      open[name] = max(0, open[name] + (isEnd ? -1 : 1))
    }
  }

  /// Whether the bytes at an offset are the given tag name.
  private static func stands(_ name: [UInt8], _ at: Int, _ bytes: [UInt8]) -> Bool {
    let end = at + name.count
    guard end <= bytes.count else { return false }
    for (i, letter) in name.enumerated() where bytes[at + i] | 0x20 != letter { return false }
    guard end < bytes.count else { return true }
    return " \t\r\n/>".utf8.contains(bytes[end])
  }

  var ending: DocumentEnding {
    if open[..<Self.html].contains(where: { $0 > 0 }) { return .insideElement }
    return open[Self.html] > 0 ? .withoutEnd : .whole
  }
}
