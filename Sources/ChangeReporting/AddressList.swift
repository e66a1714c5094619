import EndpointModel

/// Lays out addresses that share a heading: one on the line of the heading, many in columns below
/// it, so that 3 and 300 are grasped at a glance.
struct AddressList {
  /// `+`, `-`, `~` or empty.
  private let sign: String
  private let tone: TextStyle.Tone?
  /// The texts of the addresses, one after another.
  private var texts: [UInt8] = []
  /// Where in `texts` each one ends, and its width in characters.
  private var places: [(end: Int, width: Int)] = []
  /// How many of them are more than one address.
  private var blockCount = 0
  /// What they are most of, if they are many pieces of few blocks; else empty.
  private var whole = ""
  /// How many they are, in words; nil for English ones.
  private var countInWords: String?

  init(sign: String, tone: TextStyle.Tone?, _ addresses: some Collection<WrittenAddress?>) {
    self.sign = sign
    self.tone = tone
    let count = addresses.count
    var ranges: [AddressRange] = []
    places.reserveCapacity(count)
    texts.reserveCapacity(count * CIDRBlock.textLimit)
    for address in addresses {
      let start = texts.count
      EndpointListing.add(address, to: &texts)
      if let range = address?.address.range, ranges.count <= PiecesOf.most { ranges.append(range) }
      if case .block(let block)? = address?.address {
        places.append((texts.count, texts.count - start))
        if block.prefixLength < block.family.bitWidth { blockCount += 1 }
      } else {
        if address?.address.range != nil { blockCount += 1 }
        addPlace(from: start)
      }
    }
    whole = PiecesOf(ranges)?.text ?? ""
  }

  /// - Parameter count: how many they are, in words.
  init(sign: String, tone: TextStyle.Tone?, _ addresses: [String], count: String) {
    self.sign = sign
    self.tone = tone
    countInWords = count
    for address in addresses {
      let start = texts.count
      texts += address.utf8
      addPlace(from: start)
    }
  }

  /// Adds the place of the text that was added last.
  private mutating func addPlace(from start: Int) {
    places.append((texts.count, String(decoding: texts[start...], as: UTF8.self).width))
  }

  /// - Parameters:
  ///   - heading: what the addresses share.
  ///   - indent: spaces before each line.
  func write(heading: String, indent: Int, to lines: inout TextLines) {
    let heading = "  " + heading
    if places.count == 1 {
      lines.add(
        tone,
        { line in
          addMark(indent, to: &line)
          line += texts
          line.addBlanks(18 - places[0].width)
        }, then: heading)
      return
    }
    lines.add(
      tone,
      { line in
        addMark(indent, to: &line)
        let count =
          countInWords
          ?? (blockCount * 2 > places.count
            ? places.count.of("block") : places.count.of("address", plural: "addresses"))
        line += (count + whole).utf8
      }, then: heading)
    writeColumns(indent: indent + 4, to: &lines)
  }

  private func addMark(_ indent: Int, to line: inout [UInt8]) {
    line.addBlanks(indent)
    if !sign.isEmpty {
      line += sign.utf8
      line.addBlanks(1)
    }
  }

  private func writeColumns(indent: Int, to lines: inout TextLines) {
    let cell = (places.lazy.map(\.width).max() ?? 0) + 2
    let perLine = max(1, (lines.style.width - indent + 2) / cell)
    var start = 0
    for first in stride(from: 0, to: places.count, by: perLine) {
      lines.add(
        tone,
        { line in
          var blanks = indent
          for (end, width) in places[first..<min(first + perLine, places.count)] {
            line.addBlanks(blanks)
            line += texts[start..<end]
            start = end
            blanks = cell - width
          }
        })
    }
  }
}

extension [UInt8] {
  fileprivate mutating func addBlanks(_ count: Int) {
    if count <= 0 { return }
    append(addingCapacity: count) { $0.append(repeating: UInt8(ascii: " "), count: count) }
  }
}

/// Many blocks that together are most of a large part of the Internet: what is left of it if others
/// already allowed a part of it.
private struct PiecesOf {
  /// ", most of 0.0.0.0/0 and ::/0"
  let text: String

  /// Nobody reads a list of more.
  static let most = 1_000

  init?(_ all: [AddressRange]) {
    // Fewer are grasped as they are.
    guard (3...Self.most).contains(all.count) else { return nil }
    let hulls = IPFamily.allCases.compactMap { family -> String? in
      let own = all.filter { $0.family == family }
      guard own.count >= 3, let hull = AddressSet(own).mostOf,
        hull.prefixLength <= (family == .v4 ? 8 : 16)
      else { return nil }
      return "\(hull)"
    }
    if hulls.isEmpty { return nil }
    text = ", most of " + hulls.joined(separator: " and ")
  }
}
