/// A text that names something: a service or group, or a note. Compared by its bytes, as in SQLite:
/// Swift takes texts of the same characters for equal, however they are composed.
public struct Label: Sendable {
  public let text: String

  /// Nil for the empty text.
  public init?(_ text: String) {
    if text.isEmpty { return nil }
    self.text = text
  }
}

extension Label: Hashable, Comparable {
  public static func == (a: Label, b: Label) -> Bool {
    a.text.utf8.count == b.text.utf8.count
      && a.text.withUTF8Bytes { a in b.text.withUTF8Bytes { b in a.elementsEqual(b) } }
  }

  public func hash(into hasher: inout Hasher) {
    text.withUTF8Bytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// By the bytes of the texts.
  public static func < (a: Label, b: Label) -> Bool {
    a.text.withUTF8Bytes { a in
      b.text.withUTF8Bytes { b in a.lexicographicallyPrecedes(b) }
    }
  }
}
