import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// What is asked of a route.
struct Question {
  let route: Route
  let site: Site
  let caller: Caller
  let rights: Rights
  let reader: InventoryReader
  let now: UTCTime
  /// The values of the path's parameters.
  let path: [String: String]
  /// Each name that the route knows, with its values.
  let query: [String: [String]]
  let request: WebRequest

  /// By what name it is known who asks.
  var asker: String { caller.name ?? request.client }

  /// A parameter of the path.
  func part(_ name: String) -> String { path[name] ?? "" }

  /// The value of a parameter of the query; nil if it is not given.
  ///
  /// - Throws: `Problem` if it is given more than once.
  func one(_ name: String) throws -> String? {
    let values = query[name] ?? []
    if values.count > 1 { throw Problem(400, "given-twice", "\(name) is given more than once") }
    return values.first
  }

  /// A value that a type reads.
  func one<Value>(_ name: String, _ read: (String) throws -> Value) throws -> Value? {
    try one(name).map { text in
      do {
        return try read(text)
      } catch let error as ValueError {
        throw Problem(400, "bad-value", "\(name): \(error)")
      }
    }
  }

  /// Whether a word is given that switches something on: `aggregate=yes`.
  func isOn(_ name: String, word: String = "yes") throws -> Bool {
    guard let value = try one(name) else { return false }
    if value == word { return true }
    if value == "no" { return false }
    throw Problem(400, "bad-value", "\(name) is \(word) or no")
  }

  /// A number.
  func number(_ name: String, _ bounds: ClosedRange<Int>) throws -> Int? {
    try one(name).map { text in
      guard let number = Int(text), bounds.contains(number) else {
        throw Problem(
          400, "bad-value",
          "\(name) is a number from \(bounds.lowerBound) to \(bounds.upperBound)")
      }
      return number
    }
  }

  /// The deployment that the path names.
  func deployment() throws -> DeploymentName {
    try DeploymentName(parsing: part("vendor") + "/" + part("name"))
  }

  /// Who asks has to see a deployment.
  ///
  /// - Throws: `Problem`, the same whether it exists or not.
  func check(_ deployment: DeploymentName) throws {
    if !caller.sees(deployment) { throw Problem.outOfScope }
  }

  /// Who asks has to see a customer.
  func check(_ customer: CustomerName) throws {
    if !caller.sees(customer) { throw Problem.outOfScope }
  }
}

extension Problem {
  static let outOfScope = Problem(
    403, "out-of-scope",
    "the token, if any was given, is not for that; what it is for is told "
      + "where it was made")
}

/// What a route gives.
struct Answer {
  let representation: Representation
  /// Of what may be given again until the inventory changes: whom it is for; nil for what is made
  /// anew each time.
  var audience: Audience?
  /// Whether it may change with the clock, too: what is a customer's own begins and ends.
  var isTimed = false

  init(_ representation: Representation, audience: Audience? = nil, isTimed: Bool = false) {
    self.representation = representation
    self.audience = audience
    self.isTimed = isTimed
  }

  /// An answer that is made anew each time.
  init(_ json: JSONText, headers: [(name: String, value: String)] = []) {
    self.init(
      Representation(Array(json.text.utf8), mediaType: "application/json", headers: headers))
  }
}

/// One path that is answered, and everything that is known about it: who may ask, what it takes,
/// what it gives. The text of the API and the tests are made from the same.
struct Route: Sendable {
  /// `/lists/{vendor}/{name}.txt`
  let path: String
  /// What it answers, in one sentence.
  let summary: String
  let need: Need
  let parameters: [Parameter]
  let mediaType: String
  let answer: Source
  /// Of an answer that is given again: what it is made from, in a few words that are found at once.
  /// As long as they are the same, it is not made anew, whatever else is stored.
  var basis: (@Sendable (Question) throws -> String?)?
  private let ignoresCase: Bool
  private let pattern: [Part]

  /// How an answer is made.
  enum Source: Sendable {
    /// Without looking at the inventory, which may be out of order.
    case fixed(@Sendable () -> Answer)
    case asked(@Sendable (Question) throws -> Answer)
  }

  /// A parameter of the query.
  struct Parameter: Hashable, Sendable {
    let name: String
    let summary: String
    var isRequired = false
    var isRepeated = false
    var words: [String] = []
    var isNumber = false

    init(
      _ name: String, _ summary: String, isRequired: Bool = false, isRepeated: Bool = false,
      words: [String] = [], isNumber: Bool = false
    ) {
      self.name = name
      self.summary = summary
      self.isRequired = isRequired
      self.isRepeated = isRepeated
      self.words = words
      self.isNumber = isNumber
    }
  }

  /// A part of the path between slashes.
  private enum Part: Hashable {
    case word(String)
    case parameter(String, before: String)
  }

  init(
    _ path: String, _ summary: String, _ need: Need, _ parameters: [Parameter] = [],
    mediaType: String = "application/json", ignoresCase: Bool = false,
    _ answer: @escaping @Sendable (Question) throws -> Answer
  ) {
    self.init(path, summary, need, parameters, mediaType, ignoresCase, .asked(answer))
  }

  /// A route whose answer holds nothing of the inventory.
  init(fixed path: String, _ summary: String, _ answer: @escaping @Sendable () -> Answer) {
    self.init(path, summary, .nothing, [], "application/json", false, .fixed(answer))
  }

  private init(
    _ path: String, _ summary: String, _ need: Need, _ parameters: [Parameter],
    _ mediaType: String, _ ignoresCase: Bool, _ answer: Source
  ) {
    self.ignoresCase = ignoresCase
    self.path = path
    self.summary = summary
    self.need = need
    self.parameters = parameters
    self.mediaType = mediaType
    self.answer = answer
    pattern = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
      guard part.first == "{", let end = part.firstIndex(of: "}") else {
        return .word(String(part))
      }
      return .parameter(
        String(part[part.index(after: part.startIndex)..<end]),
        before: String(part[part.index(after: end)...]))
    }
  }

  func answer(to question: Question) throws -> Answer {
    switch answer {
    case .fixed(let make): make()
    case .asked(let make): try make(question)
    }
  }

  /// The names of the path's parameters.
  var pathNames: [String] {
    pattern.compactMap { part in
      if case .parameter(let name, _) = part { name } else { nil }
    }
  }

  /// The values of the path's parameters; nil if it is another path.
  func values(of segments: [String]) -> [String: String]? {
    guard segments.count == pattern.count else { return nil }
    var values: [String: String] = [:]
    for (part, text) in zip(pattern, segments) {
      switch part {
      case .word(let word): if word != text { return nil }
      case .parameter(let name, let ending):
        guard text.hasSuffix(ending), text.utf8.count > ending.utf8.count else { return nil }
        values[name] = String(text.dropLast(ending.count))
      }
    }
    return values
  }

  /// By what an answer is kept: path and query, without what tells one client from another.
  func key(of request: WebRequest, _ items: [(name: String, value: String)]) -> String {
    guard ignoresCase else { return request.target }
    let rest = items.filter { $0.name.lowercased() != "clientrequestid" }
      .map { "\($0.name.lowercased())=\($0.value)" }.sorted()
    return ([String(request.path)] + rest).joined(separator: "&")
  }

  /// The query's values by the names that the route knows. A name that it does not know is
  /// refused: mistyped, it would give another list than was meant.
  func query(_ items: [(name: String, value: String)]) throws -> [String: [String]] {
    var values: [String: [String]] = [:]
    for (given, value) in items {
      let parameter = parameters.first {
        ignoresCase ? $0.name.lowercased() == given.lowercased() : $0.name == given
      }
      guard let parameter else {
        throw Problem(
          400, "unknown-parameter",
          "there is no parameter \(given.withVisibleControls) here"
            + (parameters.isEmpty
              ? "" : "; there are " + parameters.map(\.name).joined(separator: ", ")))
      }
      if !parameter.words.isEmpty, !parameter.words.contains(value) {
        throw Problem(
          400, "bad-value",
          "\(parameter.name) is one of " + parameter.words.joined(separator: ", "))
      }
      values[parameter.name, default: []].append(value)
    }
    for parameter in parameters where parameter.isRequired && values[parameter.name] == nil {
      throw Problem(400, "missing-parameter", "\(parameter.name) is needed: \(parameter.summary)")
    }
    return values
  }
}
