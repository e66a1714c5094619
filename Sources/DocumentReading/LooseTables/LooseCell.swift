/// A cell whose place in a table is not known yet.
struct LooseCell {
  enum Look { case blank, address, ports, any, words, sentence }

  let lines: [SourceLine]
  var text: String { lines.text }
  /// The index of the line after the cell.
  let end: Int
  let look: Look
  /// What the cell would head as a column name.
  let concept: Concept?
  /// Whether it can only be a column name: a single word that is one, or a name for ports or
  /// addresses.
  let isName: Bool
  /// Whether it is a protocol, and nothing else.
  let isTransport: Bool
  /// Whether it is one line of nothing but addresses without ports.
  let isBareAddress: Bool
  /// Whether it names the reader's own network.
  let isOwn: Bool
  /// Whether it would head addresses, ports or protocols.
  var saysFacts: Bool {
    concept.map { Self.ofAddresses.contains($0) || $0 == .port || $0 == .transportProtocol }
      ?? false
  }
  static let ofAddresses: Set<Concept> = [.address, .host, .network, .source, .destination]

  /// Whether it is an address or a port, and no words.
  var isFact: Bool { look == .address || look == .ports }

  /// Whether it may be a column name.
  let mayBeName: Bool

  /// Names of columns are short, unlike the lines of a paragraph.
  private static let longestName = 45

  /// - Parameter isLine: whether it is a line between others.
  init(_ lines: [SourceLine], end: Int, isLine: Bool = false) {
    self.lines = lines
    self.end = end
    let facts = TextFacts(lines)
    look =
      if facts.isBlank {
        .blank
      } else if facts.holdsAddress, !facts.isAny {
        facts.text.isSentence && !facts.isAddressValue ? .sentence : .address
      } else if facts.text.isSentence {
        .sentence
      } else if facts.isAny {
        .any
      } else if facts.isNumbers || facts.saysPorts
        || facts.isTransport && !facts.concepts.contains(.port)
        || facts.tokens.contains(where: \.isNumber) && facts.leftoverWords.count <= 1
      {
        .ports
      } else {
        .words
      }
    mayBeName =
      (look == .words || facts.isTransport || facts.isNameWithNumber)
      && (!":：.,;".contains(facts.text.last ?? ":") || facts.text.isAbbreviation)
      && facts.text.utf8.count <= 80 && (!isLine || facts.text.count <= Self.longestName)
      && !facts.text.isFieldWithValue
    isTransport = facts.isTransport
    isBareAddress =
      look == .address && lines.count == 1 && facts.isOnlyAddresses && !facts.saysPorts
      && facts.addresses.items.allSatisfy { $0.ports == nil }
    isOwn = facts.concepts.contains(.own)
    concept = mayBeName ? ColumnHeader.concept(facts) : nil
    isName =
      look == .words && concept != nil && !isOwn
      && (facts.tokens.count == 1 || concept == .port || concept == .address)
      // "DNS" is a service more often than a name for addresses.
      && facts.text.lowercased() != "dns"
  }
}

extension TextFacts {
  /// "Layer 4": a name of protocols with a number in it.
  fileprivate var isNameWithNumber: Bool {
    tokens.count == 2 && tokens[0].isWord && tokens[1].number == 4
      && ColumnHeader.concept(self) == .transportProtocol && !isTransport
  }
}

extension String {
  /// "No.", "Nr."
  fileprivate var isAbbreviation: Bool {
    utf8.count <= 5 && last == "." && first?.isLetter ?? false
  }

  /// "Service: Sign-in": a name with what it names.
  fileprivate var isFieldWithValue: Bool { contains(": ") || dropLast().contains("：") }

  fileprivate var isSentence: Bool {
    guard utf8.count > 24, let last = trimmed.last else { return false }
    return ".:。：".contains(last)
  }
}
