/// A text that many endpoints share: the name of a service or group, a note. Labels of
/// equal texts are equal, and compared without looking at the texts.
public struct Label: Hashable, Sendable {
  let number: UInt32

  private static let all = Interned<String>()

  init(number: UInt32) { self.number = number }

  public init(_ text: String) { number = Self.all.number(of: text) }

  public var text: String { Self.all[number] }
}
