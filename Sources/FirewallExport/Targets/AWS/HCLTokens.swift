/// A word or sign of Terraform's language.
struct HCLToken {
  enum Kind: Equatable {
    case word(String)
    case number(String)
    case string(String)
    /// A string that holds `${` or `%{`, or a heredoc: what it says is computed, or long.
    case template
    case mark(Character)
    case lineEnd
  }

  let kind: Kind
  let line: Int
}

/// Why a text is not in Terraform's language.
struct HCLFailure: Error {
  let line: Int
  let reason: String
}

/// Splits a text in Terraform's language (HCL native syntax specification, "Lexical elements").
struct HCLTokens {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var line = 1
  private var tokens: [HCLToken] = []

  /// Without blanks and comments.
  ///
  /// - Throws: `HCLFailure`
  static func of(_ text: String) throws -> [HCLToken] {
    var reader = HCLTokens(scalars: Array(text.unicodeScalars))
    while let scalar = reader.scalar() { try reader.take(scalar) }
    return reader.tokens
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  /// The scalar so many places further on; nil behind the end.
  private func scalar(_ ahead: Int = 0) -> Unicode.Scalar? {
    place + ahead < scalars.count ? scalars[place + ahead] : nil
  }

  private mutating func add(_ kind: HCLToken.Kind) {
    tokens.append(HCLToken(kind: kind, line: line))
  }

  private mutating func take(_ scalar: Unicode.Scalar) throws {
    switch (scalar, self.scalar(1)) {
    case ("\n", _):
      add(.lineEnd)
      line += 1
      place += 1
    case (" ", _), ("\t", _), ("\r", _): place += 1
    case ("#", _), ("/", "/"?): _ = run { $0 != "\n" }
    case ("/", "*"?): try skipComment()
    case ("\"", _): try takeString()
    case ("<", "<"?): try skipHeredoc()
    case ("0"..."9", _): add(.number(run { Self.isPartOfWord($0) || $0 == "." }))
    case _ where scalar != "-" && Self.isPartOfWord(scalar): add(.word(run(Self.isPartOfWord)))
    default:
      add(.mark(Character(scalar)))
      place += 1
    }
  }

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
      || scalar == "-"
  }

  /// The scalars from here on that are alike.
  private mutating func run(_ isAlike: (Unicode.Scalar) -> Bool) -> String {
    var out = String.UnicodeScalarView()
    while let scalar = scalar(), isAlike(scalar) {
      out.append(scalar)
      place += 1
    }
    return String(out)
  }

  private mutating func skipComment() throws {
    let start = line
    place += 2
    while let scalar = scalar() {
      if scalar == "*", self.scalar(1) == "/" {
        place += 2
        return
      }
      if scalar == "\n" { line += 1 }
      place += 1
    }
    throw HCLFailure(line: start, reason: "a comment has no end")
  }

  /// Reads from the opening quotation mark to behind the closing one; within `${` and its brace,
  /// quotation marks do not close it.
  private mutating func takeString() throws {
    var out = String.UnicodeScalarView()
    var isTemplate = false
    var braces = 0
    place += 1
    while let scalar = scalar(), scalar != "\n" {
      let next = self.scalar(1) ?? " "
      place += 1
      switch scalar {
      case "\\":
        out.append(Self.escapes[next] ?? next)
        place += 1
      // `$${` stands for `${`.
      case "$" where next == "$", "%" where next == "%":
        out.append(scalar)
        place += 1
      case "$" where next == "{", "%" where next == "{":
        isTemplate = true
        braces += 1
        place += 1
      case "}" where braces > 0: braces -= 1
      case "\"" where braces == 0:
        return add(isTemplate ? .template : .string(String(out)))
      default: out.append(scalar)
      }
    }
    throw HCLFailure(line: line, reason: "a string has no end")
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "n": "\n", "t": "\t", "r": "\r",
  ]

  /// `<<END` or `<<-END`, up to a line with nothing but the word.
  private mutating func skipHeredoc() throws {
    let start = line
    place += 2
    let end = run { $0 != "\n" }.filter { !$0.isWhitespace && $0 != "-" }
    while scalar() != nil, !end.isEmpty {
      place += 1
      line += 1
      if run({ $0 != "\n" }).filter({ !$0.isWhitespace }) == end {
        tokens.append(HCLToken(kind: .template, line: start))
        return
      }
    }
    throw HCLFailure(line: start, reason: "a text has no end")
  }
}
