import EndpointModel

/// A piece of a text with what it may mean.
struct Token {
  enum Kind {
    case word
    /// Digits alone.
    case number(Int)
    /// Digits with thousands separators: `30.000`.
    case grouped(Int)
    /// Digits that are part of something else: a version, a date, `4x`, `16GB`.
    case otherNumber
    case address(AddressToken.Found)
    /// It looks like an address but is not one.
    case broken(ValueError)
    case sign(Character)
    /// Between lines.
    case lineEnd
    case struckBegin, struckEnd
  }

  let kind: Kind
  /// As written, in plain form.
  let text: Substring
  /// In lower case; empty if it is not a word.
  let lower: String
  let line: Int
  /// Whether white space precedes it.
  let isApart: Bool
  /// The concepts of a word.
  private(set) var concepts: ConceptSet
  private(set) var transport: IPProtocol?
  let application: ProtocolNames.Application?
  /// Of an address: the ports and the protocol written with it, as in
  /// `192.0.2.5:10000-10010/udp` and `tls://host.example:8443`.
  var ownPorts: PortSet?
  var ownTransport: IPProtocol?
  /// Of a URL of the web: the port that its scheme stands for.
  var schemePort: UInt16?
  /// Of an address: whether it is a URL with a path, which leads to a page.
  var isLink = false
  /// Of an address: whether it could also be a file name.
  var mayBeFile = false

  init(
    _ kind: Kind, _ text: Substring, line: Int, isApart: Bool
  ) {
    self.kind = kind
    self.text = text
    self.line = line
    self.isApart = isApart
    if case .word = kind {
      lower = text.lowercased()
      transport = ProtocolNames.transport(lower)
      application = transport == nil ? ProtocolNames.application(lower) : nil
      let whole = Lexicon.concepts(of: lower)
      let isUnspaced = lower.holdsUnspacedScript
      concepts = isUnspaced ? whole.union(Lexicon.phrases(in: lower)) : whole
    } else {
      lower = ""
      transport = nil
      application = nil
      concepts = []
    }
  }

  /// "TCP but not UDP": a protocol that is denied is a word like others.
  mutating func denyTransport() { transport = nil }

  /// "nicht-SSL", "non-SSL": a negation that is part of a name negates nothing else.
  mutating func becomePartOfName() { concepts.remove(ConceptSet(.not)) }

  var isWord: Bool { if case .word = kind { true } else { false } }
  var isLineEnd: Bool { if case .lineEnd = kind { true } else { false } }

  func isSign(_ character: Character) -> Bool {
    if case .sign(character) = kind { true } else { false }
  }

  var number: Int? {
    switch kind {
    case .number(let value), .grouped(let value): value
    default: nil
    }
  }

  var isNumber: Bool { number != nil }

  var isOtherNumber: Bool { if case .otherNumber = kind { true } else { false } }

  var address: AddressToken.Found? { if case .address(let found) = kind { found } else { nil } }
}
