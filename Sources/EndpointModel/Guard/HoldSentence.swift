/// The sentences in which it is told why a revision is held. The raw value is the English one, which
/// is stored with the revision; `{0}`, `{1}` stand for figures and names. Another language finds them
/// in the stored sentence again, so what is here is only ever added to.
///
/// ```swift
/// HoldSentence.goneShare("7", "12", "before", "50")
/// // "7 of the 12 addresses before are gone; up to 50 % may go"
/// HoldSentence.found(in: "192.0.2.0/24 is allowed now")  // (.nowAllowed, ["192.0.2.0/24"])
/// ```
public enum HoldSentence: String, CaseIterable, Sendable {
  // About the document.
  case partlyRead = "something in the document was not understood"
  case noEndpoints = "the document has no endpoint any more"
  case otherDeployment = "the document is of \"{0}\", the last one was of \"{1}\""
  case olderDate = "the document's own date went back from {0} to {1}"
  case olderVersion = "the feed's version went back from {0} to {1}"
  case sameVersion = "the feed has other content, but its version is still {0}"
  case layoutDiffers = "the document no longer fits its layout: {0}"
  case layoutDiffersMore = "and {0} more differ from its layout"
  case cutShort = "the download may be cut short: {0}"
  // Signs of that, joined by commas.
  case onlyClosed = "only the closed connection ended it"
  case insideElement = "the page ends inside a table or list"
  case lineWithoutEnd = "its last line has no end, and the last document's had one"

  // What is gone.
  case goneShare = "{0} of the {1} addresses {2} are gone; up to {3} % may go"
  case goneOnly = "the only address {0}, {1}, is gone, and {2} is not a neighbour of it"
  case goneAll = "all {0} addresses {1} are gone, and {2} is not a neighbour of any"

  // What is wide.
  case anyAllowed = "any address is allowed"
  case anyNowAllowed = "any address is allowed now"
  case allowed = "{0} is allowed"
  case nowAllowed = "{0} is allowed now"
  case nameNowAllowed = "every name of {0} is allowed now"
  case widerName = "{0} is allowed now, and before it was {1} only"
  case wideTogether =
    "IPv{0} addresses are allowed now that were not {1}, more than a /{2} has"

  // What has grown.
  case allPorts = "all ports of {0} are allowed"
  case nearlyAllPorts = "nearly all ports of {0} ({1}) are allowed"
  case allPortsNow = "all ports of {0} are allowed now; there was none of which they were"
  case nearlyAllPortsNow =
    "nearly all ports of {0} ({1}) are allowed now; there was none of which they were"
  case moreAddresses = "more than {0} times as many IPv{1} addresses as {2} are allowed"
  case morePorts =
    "more than {0} times as many ports of addresses as {1} are allowed, as {2} of {3}"

  // What is stated otherwise, or no more.
  case termsChanged =
    """
    {0} of {1} addresses are allowed other ports, protocols or directions than {2}, {3} among them; up \
    to {4} % may be
    """
  case portsUnstated = "no ports are stated for {0}, beside rows with ports"
  case portsNoLongerStated = "no ports are stated for {0}; until now they were stated for all"
  case protocolUnstated = "no protocol is stated any more; until now there was one"

  // What is special.
  case special = "{0} is {1} address space"
  case specialAndMore = "{0} is {1} address space, and {2} more"

  // With which table something is compared.
  case before = "before"
  case weekBefore = "a week before, in revision {0}"
  case lastApproved = "in revision {0}, the last that was approved"
  case first = "in revision {0}, the first"

  // In the place of an address or ports.
  case noAddress = "an endpoint without an address"
  case thosePorts = "those"

  /// The sentence with what stands in its places.
  public func callAsFunction(_ values: String...) -> String { filled(rawValue, values) }

  /// The sentence as a language has it, with what stands in its places.
  ///
  /// - Parameter pattern: the language's own, with the same places in any order.
  public func filled(_ pattern: String, _ values: [String]) -> String {
    var out = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      out += rest[..<open]
      if let place = Int(rest[rest.index(after: open)..<close]), values.indices.contains(place) {
        out += values[place]
      }
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  /// The sentence that a text is, and what stands in its places; nil if it is none of these.
  public static func found(in text: String) -> (sentence: HoldSentence, values: [String])? {
    for sentence in bySpecificity {
      if let values = sentence.values(in: text) { return (sentence, values) }
    }
    return nil
  }

  /// Those with the most words of their own first: "any address is allowed" is also "{0} is allowed".
  private static let bySpecificity = allCases.sorted {
    $0.pieces.joined().utf8.count > $1.pieces.joined().utf8.count
  }

  /// What stands between the places, which are numbered as they come.
  private var pieces: [Substring] {
    var pieces: [Substring] = []
    var rest = rawValue[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      pieces.append(rest[..<open])
      rest = rest[rest.index(after: close)...]
    }
    return pieces + [rest]
  }

  private func values(in text: String) -> [String]? {
    let pieces = pieces
    guard text.hasPrefix(pieces[0]), text.hasSuffix(pieces[pieces.count - 1]) else { return nil }
    if pieces.count == 1 { return text == rawValue ? [] : nil }
    var rest = text.dropFirst(pieces[0].count)
    guard rest.hasSuffix(pieces[pieces.count - 1]) else { return nil }
    rest = rest.dropLast(pieces[pieces.count - 1].count)
    // From the end: the name of an earlier table, which stands before an address, has a comma, too.
    var values: [String] = []
    for piece in pieces.dropFirst().dropLast().reversed() {
      guard let found = rest.lastRange(of: piece) else { return nil }
      values.insert(String(rest[found.upperBound...]), at: 0)
      rest = rest[..<found.lowerBound]
    }
    values.insert(String(rest), at: 0)
    return values.allSatisfy { !$0.isEmpty } ? values : nil
  }
}

extension HoldReason {
  /// - Parameter values: what stands in the places of the sentence.
  public init(_ code: Code, _ sentence: HoldSentence, _ values: String...) {
    self.init(code, sentence.filled(sentence.rawValue, values))
  }
}

extension Substring {
  /// Where the last such text is.
  fileprivate func lastRange(of text: Substring) -> Range<Index>? {
    ranges(of: text).last
  }
}
