/// Something of the program that takes any bytes, and what has to hold whatever they are.
///
/// ```swift
/// FuzzEntry.named("addresses")?.run(Array("192.0.2.1".utf8))
/// ```
public struct FuzzEntry: Sendable {
  public let name: String
  /// How many bytes are worth trying: longer inputs cost time, and show nothing more.
  public let length: Int
  /// Ends the process where something does not hold.
  public let run: @Sendable ([UInt8]) -> Void

  /// Every entry, one for each parser.
  public static let all: [FuzzEntry] =
    [
      .addresses, .values, .cells, .sentences, .layouts, .sheets, .requests, .shortWay, .accounted,
      .documents, .pages,
    ]
    + formats + feeds

  /// - Returns: nil if there is none of that name.
  public static func named(_ name: String) -> FuzzEntry? { all.first { $0.name == name } }
}

/// Ends the process, with what was seen, if a condition does not hold.
func hold(_ condition: Bool, _ seen: @autoclosure () -> String) {
  if !condition { fatalError(seen()) }
}

/// A text that is a value gives a text that is the same value.
func holdRoundTrip<Value: LosslessStringConvertible & Equatable>(_: Value.Type, _ text: String) {
  guard let value = Value(text) else { return }
  let written = value.description
  hold(Value(written) == value, "\(Value.self) \(written) of \(text)")
  hold(written.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(Value.self) with a control")
}
