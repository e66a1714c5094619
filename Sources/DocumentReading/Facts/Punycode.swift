/// Converts host names in other scripts to the form the DNS uses (RFC 3492, RFC 5891).
enum Punycode {
  /// The name with each non-ASCII label as `xn--…`; the text itself if it has none.
  static func host(_ text: Substring) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return String(text) }
    let isName = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic && $0 != "º" && $0 != "ª" || ("0"..."9").contains($0)
        || "-.*".unicodeScalars.contains($0)
        || $0.properties.generalCategory == .nonspacingMark
    }
    guard isName else { return String(text) }
    return text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
      .map { label in
        label.utf8.allSatisfy { $0 < 0x80 } ? String(label) : "xn--" + encoded(label)
      }.joined(separator: ".")
  }

  // The parameters of RFC 3492, section 5.
  private static let base = 36
  private static let (tMin, tMax, skew, damp) = (1, 26, 38, 700)
  private static let (initialBias, initialN) = (72, 128)

  /// A label in Punycode, without the `xn--` (RFC 3492, section 6.3).
  static func encoded(_ label: some StringProtocol) -> String {
    let input = label.unicodeScalars.map { Int($0.value) }
    var output = input.filter { $0 < initialN }.map { UInt8($0) }
    let basic = output.count
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var (n, delta, bias, handled) = (initialN, 0, initialBias, basic)
    while handled < input.count {
      guard let next = input.filter({ $0 >= n }).min() else { break }
      delta += (next - n) * (handled + 1)
      n = next
      for code in input {
        if code < n { delta += 1 }
        if code == n {
          append(delta, bias, to: &output)
          bias = adapted(delta, handled + 1, isFirst: handled == basic)
          delta = 0
          handled += 1
        }
      }
      delta += 1
      n += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends a number as a generalized variable-length integer.
  private static func append(_ number: Int, _ bias: Int, to output: inout [UInt8]) {
    var q = number
    var k = base
    while true {
      let t = min(max(k - bias, tMin), tMax)
      if q < t { break }
      output.append(digit(t + (q - t) % (base - t)))
      q = (q - t) / (base - t)
      k += base
    }
    output.append(digit(q))
  }

  private static func digit(_ value: Int) -> UInt8 {
    value < 26 ? UInt8(ascii: "a") + UInt8(value) : UInt8(ascii: "0") + UInt8(value - 26)
  }

  private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / count
    var k = 0
    while delta > (base - tMin) * tMax / 2 {
      delta /= base - tMin
      k += base
    }
    return k + (base - tMin + 1) * delta / (delta + skew)
  }
}
