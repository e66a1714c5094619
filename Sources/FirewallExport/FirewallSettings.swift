import EndpointModel

/// A name or number that a firewall may set for its target.
public struct FirewallSetting: Hashable, Sendable {
  /// Lower-case words with hyphens: `table`, `from-zone`, `limit-entries`.
  public let name: String
  /// What it is where a firewall sets none.
  public let standard: String
  /// Half a sentence: `the name of the table`.
  public let meaning: String
  public let kind: Kind

  public enum Kind: Hashable, Sendable {
    /// A name in the target's configuration, up to so many ASCII letters, digits and `_ - .`; it
    /// does not begin with a hyphen, which would make it an option, and is none of the exceptions.
    case name(upTo: Int, except: Set<String> = [])
    /// As `name`, and it does not begin with a digit either.
    case identifier(upTo: Int, except: Set<String>)
    /// A name that people make: as `name`, with single blanks within.
    case title(upTo: Int)
    /// An interface or a zone of them: as `title`, with `/` and `:`, as in `ethernet1/1`.
    case interface(upTo: Int)
    /// A whole number from 1.
    case number
    /// Some of them, with single blanks between.
    case numbers(upTo: Int)
    /// One of these words.
    case word([String])
  }

  public init(_ name: String, _ kind: Kind, _ standard: String, _ meaning: String) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.meaning = meaning
  }

  /// - Throws: `ValueError` with the rule that a value breaks.
  func check(_ value: String) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "value of \(name)", input: value, rule: rule)
    }
    switch kind {
    case .name(let limit, let exceptions):
      if let rule = Self.rule(of: value, "_-.", upTo: limit) { throw failure(rule) }
      if exceptions.contains(value) { throw failure("it is a word of the target's own") }
    case .identifier(let limit, let exceptions):
      if let rule = Self.rule(of: value, "_-.", upTo: limit) { throw failure(rule) }
      if exceptions.contains(value) { throw failure("it is a word of the target's own") }
      if value.first?.isNumber ?? false { throw failure("it begins with a digit") }
    case .title(let limit):
      if let rule = Self.rule(of: value, "_-. ", upTo: limit) { throw failure(rule) }
    case .interface(let limit):
      if let rule = Self.rule(of: value, "_-./: ", upTo: limit) { throw failure(rule) }
    case .number:
      guard let number = Int(value), number >= 1, String(number) == value else {
        throw failure("it is not a whole number from 1")
      }
    case .numbers(let most):
      let words = value.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count <= most,
        words.allSatisfy({ Int($0).map { $0 >= 1 } == true && String(Int($0)!) == $0 })
      else { throw failure("it is not up to \(most) whole numbers from 1, with blanks between") }
    case .word(let words):
      guard words.contains(value) else {
        throw failure("it is none of " + words.joined(separator: ", "))
      }
    }
  }
}

extension FirewallSetting {
  /// The rule that a name breaks; nil if it breaks none.
  ///
  /// - Parameter signs: what it may hold besides ASCII letters and digits.
  private static func rule(of name: String, _ signs: String, upTo limit: Int) -> String? {
    if name.isEmpty { return "it is empty" }
    if name.utf8.count > limit { return "it is longer than \(limit)" }
    let allowed = ("0123456789" + signs).unicodeScalars
    guard
      name.unicodeScalars.allSatisfy({
        $0.isASCII && ($0.properties.isAlphabetic || allowed.contains($0))
      })
    else {
      let words = signs.map { $0 == " " ? "blanks" : String($0) }
      return "it holds something other than letters, digits, "
        + words.dropLast().joined(separator: " ") + " and " + (words.last ?? "")
    }
    if name.hasPrefix("-") { return "it begins with a hyphen" }
    if name.hasPrefix(" ") || name.hasSuffix(" ") || name.contains("  ") {
      return "its blanks are not single ones within it"
    }
    return nil
  }
}

/// The values of a target's settings.
public struct FirewallSettings: Hashable, Sendable {
  private let values: [String: String]

  /// - Parameters:
  ///   - given: by name; what is not given has its standard value.
  ///   - known: the target's settings.
  /// - Throws: `ValueError` if a name is not known or a value breaks a rule.
  public init(_ given: [String: String], of known: [FirewallSetting]) throws(ValueError) {
    var values = Dictionary(known.map { ($0.name, $0.standard) }, uniquingKeysWith: { $1 })
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let setting = known.first(where: { $0.name == name }) else {
        throw ValueError(
          expected: "setting", input: name,
          rule: known.isEmpty ? "this target has none" : "this target has none of that name")
      }
      try setting.check(value)
      values[name] = value
    }
    self.values = values
  }

  /// A setting of the target: one that it does not declare is a defect of the program.
  public subscript(name: String) -> String { values[name]! }

  public func number(_ name: String) -> Int { Int(values[name]!)! }
}
