import InventoryModel

/// The fields of an entry of the audit as they are stored, in JSON: `[["from",null,"2026-01-01"]]`.
enum AuditChanges {
  static func text(_ fields: [AuditEntry.Change]) -> String {
    var text: [UInt8] = []
    // Most entries fit, so that the bytes are not moved while they grow.
    text.reserveCapacity(128)
    text.append(UInt8(ascii: "["))
    for (place, field) in fields.enumerated() {
      text += place == 0 ? "[".utf8 : ",[".utf8
      append(field.field, to: &text)
      for value in [field.before, field.after] {
        text.append(UInt8(ascii: ","))
        append(value, to: &text)
      }
      text.append(UInt8(ascii: "]"))
    }
    text.append(UInt8(ascii: "]"))
    return String(decoding: text, as: UTF8.self)
  }

  /// A JSON string (RFC 8259 section 7), or `null`.
  private static func append(_ value: String?, to text: inout [UInt8]) {
    guard var value else {
      text += "null".utf8
      return
    }
    text.append(UInt8(ascii: "\""))
    value.withUTF8 { bytes in
      // Most values have nothing to escape.
      if bytes.contains(where: isEscaped) {
        for byte in bytes { appendEscaped(byte, to: &text) }
      } else {
        text.append(contentsOf: bytes)
      }
    }
    text.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func appendEscaped(_ byte: UInt8, to text: inout [UInt8]) {
    if !isEscaped(byte) {
      text.append(byte)
    } else if byte < 0x20 {
      text += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
    } else {
      text += [UInt8(ascii: "\\"), byte]
    }
  }
}
