/// A text in pieces that are written one after another, so that a hundred thousand lines need not
/// be copied into one string.
public struct LongText: Sendable {
  private enum Piece: Sendable {
    case string(String)
    /// UTF-8.
    case bytes([UInt8])
  }

  private var pieces: [Piece] = []

  public init(_ text: String) { pieces = [.string(text)] }

  init(_ lines: [TextLines]) { pieces = lines.map { .bytes($0.bytes) } }

  public static func + (a: LongText, b: LongText) -> LongText {
    var sum = a
    sum.pieces += b.pieces
    return sum
  }

  /// Passes each piece to `body`, in UTF-8.
  public func eachPiece<Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    for piece in pieces {
      func handOver(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<Void, Failure> {
        Result { () throws(Failure) in try body(bytes) }
      }
      switch piece {
      case .string(var text): try text.withUTF8(handOver).get()
      case .bytes(let bytes): try bytes.withUnsafeBufferPointer(handOver).get()
      }
    }
  }

  /// Only so many lines, and then how many more there are; all of it if there are no more than that.
  ///
  /// - Parameter more: how to see the rest.
  public func firstLines(_ most: Int, more: String) -> LongText {
    var kept: [UInt8] = []
    var count = 0
    eachPiece { bytes in
      for byte in bytes {
        if count < most { kept.append(byte) }
        if byte == UInt8(ascii: "\n") { count += 1 }
      }
    }
    if count <= most { return self }
    let rest = (count - most).of("more line")
    return LongText(String(decoding: kept, as: UTF8.self) + "… \(rest); \(more)\n")
  }

  public var string: String {
    pieces.map { piece in
      switch piece {
      case .string(let text): text
      case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
      }
    }.joined()
  }
}
