import Foundation

/// Looks for a name that an object of a JSON text has twice. Which of its values counts is not settled
/// (RFC 8259 section 4): a device may take another one than a reader.
enum JSONRepeats {
  /// The first one; nil if there is none. The text is to be JSON.
  static func first(in text: String) -> String? {
    var known: [Set<[UInt8]>?] = []
    var isName = false
    let bytes = Array(text.utf8)
    var i = 0
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "{"):
        known.append([])
        isName = true
      case UInt8(ascii: "["):
        known.append(nil)
        isName = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = known.popLast()
        isName = false
      case UInt8(ascii: ","): isName = known.last.map { $0 != nil } ?? false
      case UInt8(ascii: "\""):
        let start = i
        i += 1
        while i < bytes.count, bytes[i] != UInt8(ascii: "\"") {
          i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1
        }
        if isName {
          let name = plain(Array(bytes[start..<min(i + 1, bytes.count)]))
          let place = known.count - 1
          if known[place]?.insert(name).inserted == false {
            return String(decoding: name, as: UTF8.self)
          }
          isName = false
        }
      default: break
      }
      i += 1
    }
    return nil
  }

  /// A name without its quotation marks and escapes.
  private static func plain(_ quoted: [UInt8]) -> [UInt8] {
    if quoted.contains(UInt8(ascii: "\\")),
      let text = try? JSONDecoder().decode(String.self, from: Data(quoted))
    {
      return Array(text.utf8)
    }
    return Array(quoted.dropFirst().dropLast())
  }
}
