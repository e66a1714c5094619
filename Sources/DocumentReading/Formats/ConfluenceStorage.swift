/// Confluence's storage format is XHTML with elements of its own. Of these, only listings cannot be
/// read as HTML.
enum ConfluenceStorage {
  private static let begin = Array("<ac:plain-text-body><![CDATA[".utf8)
  private static let end = Array("]]></ac:plain-text-body>".utf8)
  private static let parameter = Array("<ac:parameter".utf8)
  private static let parameterEnd = Array("</ac:parameter>".utf8)

  /// The page with its listings as `pre` and without macro parameters; every line keeps its number.
  static func html(_ utf8: [UInt8]) -> [UInt8] {
    guard utf8.contains(where: { $0 == UInt8(ascii: "<") }),
      utf8.find(Array("<ac:".utf8), from: 0) != nil
    else { return utf8 }
    var out: [UInt8] = []
    out.reserveCapacity(utf8.count + 1024)
    var i = 0
    // The next end of each, searched for once for all elements that begin before it.
    var nextEnd = 0
    var nextParameterEnd = 0
    while i < utf8.count {
      guard let mark = utf8[i...].firstIndex(of: UInt8(ascii: "<")) else { break }
      out += utf8[i..<mark]
      i = mark
      let isListing = utf8.holds(begin, at: i)
      let isParameter = !isListing && utf8.holds(parameter, at: i)
      if isListing, nextEnd < i + begin.count {
        nextEnd = utf8.find(end, from: i + begin.count) ?? .max
      }
      if isParameter, nextParameterEnd < i {
        nextParameterEnd = utf8.find(parameterEnd, from: i) ?? .max
      }
      if isListing, nextEnd < .max {
        let stop = nextEnd
        out += "<pre>".utf8
        for byte in utf8[i + begin.count..<stop] {
          switch byte {
          case UInt8(ascii: "<"): out += "&lt;".utf8
          case UInt8(ascii: "&"): out += "&amp;".utf8
          default: out.append(byte)
          }
        }
        out += "</pre>".utf8
        i = stop + end.count
      } else if isParameter, nextParameterEnd < .max {
        let stop = nextParameterEnd
        out += utf8[i..<stop].filter { $0 == UInt8(ascii: "\n") }
        i = stop + parameterEnd.count
      } else {
        out.append(utf8[i])
        i += 1
      }
    }
    return out + utf8[i...]
  }
}
