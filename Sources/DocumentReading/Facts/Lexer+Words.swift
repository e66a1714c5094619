import EndpointModel

/// Finds words and numbers in chunks of text.
extension Lexer {
  /// Splits a chunk into runs of letters, runs of digits, and signs.
  mutating func readPieces(_ range: Range<Int>, _ isApart: Bool) {
    var i = range.lowerBound
    var stands = isApart
    while i < range.upperBound {
      let start = i
      if bytes[i].isDigit {
        i = endOfDigits(from: i, before: range.upperBound)
        let dotted = endOfDotted(behind: start..<i, before: range.upperBound)
        if dotted > i {
          addDotted(start..<dotted, stands)
          i = dotted
        } else if let end = endOfVariable(from: i, before: range.upperBound) {
          add(.otherNumber, start..<end, stands)
          i = end
        } else if let end = endOfUnit(from: i, before: range.upperBound) {
          add(.otherNumber, start..<end, stands)
          i = end
        } else {
          addNumber(start..<i, stands)
        }
      } else if bytes[i].maybeLetter || bytes[i] == UInt8(ascii: "_") {
        i = endOfWord(from: i, before: range.upperBound)
        add(.word, start..<i, stands)
      } else {
        i += 1
        add(sign(start), start..<i, stands)
      }
      stands = false
    }
  }

  private func endOfDigits(from start: Int, before end: Int) -> Int {
    var i = start
    while i < end, bytes[i].isDigit { i += 1 }
    return i
  }

  /// The end of digits that continue after dots or apostrophes (`30.000`, `4.2.1`), or as a date
  /// or time.
  private func endOfDotted(behind first: Range<Int>, before end: Int) -> Int {
    let start = first.upperBound
    var i = start
    while i + 1 < end, ".'".utf8.contains(bytes[i]), bytes[i + 1].isDigit {
      i = endOfDigits(from: i + 1, before: end)
    }
    if i > start { return i }
    // 2026-03-14, 14/03/2026, 12:30:05
    for mark in "-/:".utf8 {
      var parts = 1
      i = start
      while parts <= 3, i + 1 < end, bytes[i] == mark, bytes[i + 1].isDigit {
        i = endOfDigits(from: i + 1, before: end)
        parts += 1
      }
      if parts == 3, mark != UInt8(ascii: "/") || isDate(first.lowerBound..<i) { return i }
    }
    return start
  }

  /// Whether three numbers with slashes between them are a date, not three ports.
  private func isDate(_ range: Range<Int>) -> Bool {
    let parts = bytes[range].split(separator: UInt8(ascii: "/")).map { part in
      part.count > 5 ? Int.max : part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    guard parts.count == 3, (1...31).contains(parts[1]) else { return false }
    let years = 1900...2100
    return years.contains(parts[0]) && parts[2] <= 31
      || (1...31).contains(parts[0]) && (years.contains(parts[2]) || parts[2] <= 99)
  }

  /// The end of a part to be filled in, after digits (`33{NN}`, `443*nn*`, `80$$`).
  private func endOfVariable(from start: Int, before end: Int) -> Int? {
    guard start + 1 < end else { return nil }
    let (mark, next) = (bytes[start], bytes[start + 1])
    let opens =
      switch mark {
      case UInt8(ascii: "{"): true
      case UInt8(ascii: "<"), UInt8(ascii: "*"): next.maybeLetter
      case UInt8(ascii: "$"), UInt8(ascii: "#"): next == mark || next == UInt8(ascii: "{")
      default: false
      }
    return opens ? end : nil
  }

  /// The end of letters that make digits a measure or a name (`16GB`, `1st`, `3年`).
  private func endOfUnit(from start: Int, before end: Int) -> Int? {
    guard start < end else { return nil }
    if bytes[start] == UInt8(ascii: "%") { return start + 1 }
    guard bytes[start].maybeLetter else { return nil }
    let word = endOfWord(from: start, before: end)
    let letters = substring(start..<word).lowercased()
    if ProtocolNames.transport(letters) != nil || ProtocolNames.application(letters) != nil {
      return nil
    }
    if let first = letters.unicodeScalars.first, first.isOfUnspacedScript {
      return Self.counters.contains(first) ? start + String(first).utf8.count : nil
    }
    return word
  }

  private static let counters: Set<Unicode.Scalar> = [
    "年", "月", "日", "人", "个", "個", "分", "秒", "章", "版", "台", "名", "時", "时", "点", "点", "路",
    "년", "월", "일", "명", "분", "초", "장", "개",
  ]

  /// "signaling5060UDP", "media16384-32768UDP": ports of a cell that runs into the one before it.
  private func isGluedNumber(at start: Int, before end: Int) -> Bool {
    let digits = endOfDigits(from: start, before: end)
    guard (2...5).contains(digits - start), digits + 3 <= end else { return false }
    let next = bytes[digits..<digits + 3]
    if next.elementsEqual("TCP".utf8) || next.elementsEqual("UDP".utf8) { return true }
    return bytes[digits] == UInt8(ascii: "-")
      && (4...5).contains(endOfDigits(from: digits + 1, before: end) - digits - 1)
  }

  /// "HTTPS443", "DNS53": an application and the port that IANA gave it.
  private func isOwnPort(of letters: String, at start: Int, before end: Int) -> Bool {
    guard let port = ProtocolNames.application(letters)?.port else { return false }
    return substring(start..<endOfDigits(from: start, before: end)) == "\(port)"
  }

  /// The end of letters, with the digits that belong to them (`IPv4`, `node2`) unless they name a
  /// protocol (`TCP443`). Letters of scripts without spaces are kept apart from others.
  private func endOfWord(from start: Int, before end: Int) -> Int {
    var i = start
    let isUnspaced = scalar(at: start).isOfUnspacedScript
    while i < end {
      if bytes[i] >= 0x80 {
        let scalar = scalar(at: i)
        if scalar.isOfUnspacedScript != isUnspaced || !scalar.properties.isAlphabetic && i > start,
          !scalar.properties.isDiacritic
        {
          break
        }
        i += scalar.utf8Count
      } else if bytes[i].maybeLetter || bytes[i] == UInt8(ascii: "_") {
        if isUnspaced { break }
        i += 1
      } else if bytes[i] == UInt8(ascii: "."), i == start + 1, i + 1 < end, bytes[i + 1].isDigit {
        // "H.323"
        i += 1
      } else if bytes[i] == UInt8(ascii: "'"), i + 1 < end, bytes[i + 1].maybeLetter {
        i += 1
      } else if bytes[i].isDigit, !isUnspaced {
        let letters = substring(start..<i).lowercased()
        // "TCP443", not "ESP32"
        if ProtocolNames.transport(letters)?.hasPorts ?? false
          || Lexicon.isPortWord(letters) || isGluedNumber(at: i, before: end)
          || isOwnPort(of: letters, at: i, before: end)
        {
          break
        }
        i += 1
      } else {
        break
      }
    }
    return max(i, start + scalar(at: start).utf8Count)
  }

  func scalar(at i: Int) -> Unicode.Scalar {
    if bytes[i] < 0x80 { return Unicode.Scalar(bytes[i]) }
    let place = text.utf8.index(text.startIndex, offsetBy: i)
    return text.unicodeScalars[place]
  }

  mutating func addNumber(_ range: Range<Int>, _ isApart: Bool) {
    let digits = bytes[range]
    let isPort = digits.count <= 5 && !(digits.count > 1 && digits.first == UInt8(ascii: "0"))
    let value = isPort ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0
    add(isPort && value <= 65535 ? .number(value) : .otherNumber, range, isApart)
  }

  /// `30.000` and `10'000` are numbers with thousands separators.
  private mutating func addDotted(_ range: Range<Int>, _ isApart: Bool) {
    let groups = bytes[range].split { !$0.isDigit }
    let isGrouped =
      groups.count == 2 && (1...2).contains(groups[0].count) && groups[1].count == 3
      && groups[0].first != UInt8(ascii: "0")
    let value = bytes[range].reduce(0) {
      $1.isDigit && $0 < 1_000_000 ? $0 * 10 + Int($1 - 0x30) : $0
    }
    add(isGrouped && value <= 65535 ? .grouped(value) : .otherNumber, range, isApart)
  }
}
