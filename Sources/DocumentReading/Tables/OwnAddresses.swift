/// What a cell says of the addresses on which a program of one's own machine listens, as "0.0.0.0:443",
/// "127.0.0.1:5432", "[::]:80" and "0.0.0.0:8080->80/tcp".
///
/// "On all of them" is no far end, and any may reach it; nothing from outside reaches the loopback
/// addresses (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3).
struct OwnAddresses {
  /// What else the cell says: ports, and addresses of other kinds.
  private(set) var rest: [String] = []
  private(set) var loopbacks = 0
  /// How many stand for all addresses of the machine.
  private(set) var everywhere = 0
  /// How many of these have a port behind them.
  private(set) var withPorts = 0

  init(_ text: String) {
    for word in text.split(whereSeparator: { $0.isWhitespace || ",;".contains($0) }) {
      add(word.trimming { "`\"'()".contains($0) })
    }
  }

  /// Whether a short text may name the machine itself; most do not, and this is asked of each cell.
  static func mayBeNamed(in text: String) -> Bool {
    guard text.utf8.count <= 40 else { return false }
    var last: UInt8 = 0
    for byte in text.utf8 {
      // "Localhost", "loopback", "127.0.0.1", "::1", "本机"
      if byte >= 0x80 { return true }
      let isNamed =
        last | 0x20 == UInt8(ascii: "l") && byte | 0x20 == UInt8(ascii: "o")
        || last == UInt8(ascii: "2") && byte == UInt8(ascii: "7")
        || last == UInt8(ascii: ":") && byte == UInt8(ascii: "1")
      if isNamed { return true }
      last = byte
    }
    return false
  }

  /// "Localhost only", "127.0.0.1 (local only)": whether a cell says that only the machine itself gets
  /// there.
  static func areOnly(_ text: String) -> Bool {
    guard mayBeNamed(in: text) else { return false }
    let words = text.lowercased().split { $0.isWhitespace || "()`,;".contains($0) }.map(String.init)
    let places = words.filter { ["localhost", "loopback", "127.0.0.1", "::1"].contains($0) }
    let limits = words.filter { onlyWords.contains($0) }
    return !places.isEmpty && !limits.isEmpty
      && words.count - places.count - limits.count
        == words.count { ["interface", "local", "access", "to", "from", "on", "auf"].contains($0) }
      || ["仅本机", "仅本地", "仅限本机", "本机", "ローカルのみ", "localhost のみ", "로컬 전용"].contains(
        text.lowercased())
  }

  private static let onlyWords: Set = [
    "only", "nur", "uniquement", "seulement", "solo", "sólo", "solamente", "apenas", "somente",
    "soltanto", "alleen", "tylko", "только", "endast", "kun", "sadece", "のみ", "仅", "만",
  ]

  /// Whether it names such addresses and no others.
  var areAll: Bool { loopbacks + everywhere > 0 && others == 0 }

  /// How many other words look like addresses.
  private var others = 0

  private mutating func add(_ word: Substring) {
    let lower = word.lowercased()
    for name in Self.loopbackNames {
      if lower == name || lower.hasPrefix(name + ":") {
        loopbacks += 1
        return
      }
    }
    if lower.hasPrefix("127."), lower.prefix(while: { $0.isNumber || $0 == "." }).count >= 7,
      !lower.contains("/8")
    {
      loopbacks += 1
      return
    }
    for name in Self.everywhereNames {
      if lower == name {
        everywhere += 1
        return
      }
      let port = word.dropFirst(name.count + 1)
      if lower.hasPrefix(name + ":"), port.first?.isNumber ?? false {
        everywhere += 1
        withPorts += 1
        rest.append(String(port))
        return
      }
    }
    if word.contains("."), word.contains(where: { $0.isNumber || $0.isLetter }) { others += 1 }
    rest.append(String(word))
  }

  private static let loopbackNames = ["localhost", "[::1]", "::1", "loopback", "lo"]
  private static let everywhereNames = ["0.0.0.0", "[::]", "::", "*"]
}

extension Substring {
  /// Without such characters at both ends.
  fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> Substring {
    var text = self
    while let first = text.first, isLeftOut(first) { text.removeFirst() }
    while let last = text.last, isLeftOut(last) { text.removeLast() }
    return text
  }
}
