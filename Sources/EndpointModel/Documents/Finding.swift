/// Something in a document that a person should look at.
public struct Finding: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Worth knowing; nothing is in doubt.
    case note
    /// Read, but repaired, guessed or contradicted elsewhere.
    case warning
    /// Not understood and left out: the document is only partly read.
    case error

    public static func < (a: Self, b: Self) -> Bool {
      allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }
  }

  public let severity: Severity
  /// The fixed name of this kind of finding: `stated-count-differs`.
  public let code: String
  /// The line of the document, from 1.
  public let line: Int?
  /// Where the line is in a document that is not made of lines: `sheet Ports, cell B7`.
  public let place: String?
  /// The words in question, as written; abridged.
  public let quote: String?
  /// What was found, in words for people.
  public let message: String

  public init(
    _ severity: Severity, _ code: String, line: Int?, place: String? = nil, quote: String?,
    message: String
  ) {
    self.severity = severity
    self.code = code
    self.line = line
    self.place = place
    self.quote = quote?.abridged(to: 120)
    self.message = message
  }

  /// Whether it tells of a fact that was not understood, or that belongs to nothing.
  public var isLeftOver: Bool {
    severity == .error
      || severity == .warning && ["ports-unused", "ports-apart", "address-in-prose"].contains(code)
  }

  /// The finding with the place of its line.
  public func placed(by places: DocumentPlaces) -> Finding {
    guard !places.isEmpty, let line else { return self }
    return Finding(
      severity, code, line: line, place: places.words(ofLine: line), quote: quote,
      message: message)
  }

  /// Where it is, in words: `line 12`, `sheet Ports, cell B7`.
  public var placeWords: String? { place ?? line.map { "line \($0)" } }
}

extension Finding: Comparable {
  /// By line, then the more severe first, then by code and words.
  public static func < (a: Finding, b: Finding) -> Bool {
    Order.by(a.line, b.line)
      ?? Order.by(b.severity, a.severity)
      ?? Order.by(a.code, b.code)
      ?? Order.by(a.quote, b.quote)
      ?? Order.by(a.message, b.message)
      ?? false
  }
}

extension [Finding] {
  /// Without notes, and with at most five findings of each code and severity, so that a list for
  /// people stays short; the rest are counted.
  public var summarized: [Finding] {
    var out: [Finding] = []
    var kinds: [[Finding]] = []
    for finding in self where finding.severity != .note {
      let isSameKind = { (kind: [Finding]) in
        kind[0].code == finding.code && kind[0].severity == finding.severity
      }
      if let kind = kinds.firstIndex(where: isSameKind) {
        kinds[kind].append(finding)
      } else {
        kinds.append([finding])
      }
    }
    for kind in kinds {
      out += kind.prefix(5)
      if kind.count > 5 {
        out.append(
          Finding(
            kind[0].severity, kind[0].code, line: nil, quote: nil,
            message: "\(kind.count - 5) more of this kind"))
      }
    }
    return out
  }
}
