/// A text that many endpoints share: the name of a service or group, a note. Labels with the same
/// bytes are equal, and compared without looking at the texts.
public struct Label: Hashable, Sendable {
  let number: UInt32

  private static let all = Interned<Text>()

  init(number: UInt32) { self.number = number }

  /// Nil for the empty text.
  public init?(_ text: String) {
    if text.isEmpty { return nil }
    number = Self.all.number(of: Text(text: text))
  }

  public var text: String { Self.all[number].text }

  /// A text compared by its bytes, as in SQLite: Swift takes texts of the same characters for
  /// equal, however they are composed.
  private struct Text: Hashable {
    let text: String

    static func == (a: Text, b: Text) -> Bool {
      a.text.withUTF8Bytes { a in b.text.withUTF8Bytes { b in a.elementsEqual(b) } }
    }

    func hash(into hasher: inout Hasher) {
      text.withUTF8Bytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}

extension Label: Comparable {
  /// By the bytes of the texts.
  public static func < (a: Label, b: Label) -> Bool {
    if a == b { return false }
    return a.text.withUTF8Bytes { a in
      b.text.withUTF8Bytes { b in a.lexicographicallyPrecedes(b) }
    }
  }
}
