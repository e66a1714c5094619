import EndpointModel
import InventoryModel

/// One path that is answered, and everything that is known about it: who may ask, what it takes,
/// what it gives. The text of the API and the tests are made from the same.
struct Route: Sendable {
  /// `/lists/{vendor}/{name}.txt`
  let path: String
  /// `GET`, which HEAD is answered by, too, or `POST`.
  let method: Method
  /// What it answers, in one sentence.
  let summary: String
  let need: Need
  let parameters: [Parameter]
  let mediaType: String
  let answer: Source
  /// Of an answer that is given again: what it is made from, in a few words that are found at once.
  /// As long as they are the same, it is not made anew, whatever else is stored.
  var basis: (@Sendable (Question) throws -> String?)?
  /// The most that a form may have, in bytes.
  var mostBody = Site.smallForm
  /// Whether it is answered from a copy that is too old, too.
  private(set) var isAlwaysAnswered = false
  private let ignoresCase: Bool
  private let pattern: [Part]

  /// How an answer is made.
  enum Source: Sendable {
    /// Without looking at the inventory, which may be out of order.
    case fixed(@Sendable () -> Answer)
    case asked(@Sendable (Question) throws -> Answer)
    /// Something is done.
    case ordered(@Sendable (Order) throws -> Answer)
  }

  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// A parameter of the query.
  struct Parameter: Hashable, Sendable {
    let name: String
    let summary: String
    var isRequired = false
    var isRepeated = false
    var words: [String] = []
    var isNumber = false
    /// Whether it may be sent as a file.
    var isFile = false

    init(
      _ name: String, _ summary: String, isRequired: Bool = false, isRepeated: Bool = false,
      words: [String] = [], isNumber: Bool = false, isFile: Bool = false
    ) {
      self.name = name
      self.summary = summary
      self.isRequired = isRequired
      self.isRepeated = isRepeated
      self.words = words
      self.isNumber = isNumber
      self.isFile = isFile
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

  /// A route that does something; its parameters are those of a form.
  init(
    doing path: String, _ summary: String, _ need: Need, _ parameters: [Parameter],
    mediaType: String = "application/json",
    _ answer: @escaping @Sendable (Order) throws -> Answer
  ) {
    self.init(path, summary, need, parameters, mediaType, false, .ordered(answer))
  }

  /// The same with longer forms.
  func taking(mostBytes: Int) -> Route {
    var route = self
    route.mostBody = mostBytes
    return route
  }

  /// Whether something of its form may be a file.
  var takesFiles: Bool { parameters.contains(where: \.isFile) }

  /// The same, answered from a copy that is too old, too.
  var always: Route {
    var route = self
    route.isAlwaysAnswered = true
    return route
  }

  /// A route whose answer holds nothing of the inventory.
  init(
    fixed path: String, _ summary: String, mediaType: String = "application/json",
    _ answer: @escaping @Sendable () -> Answer
  ) {
    self.init(path, summary, .nothing, [], mediaType, false, .fixed(answer))
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
    if case .ordered = answer { method = .post } else { method = .get }
    pattern = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
      guard part.first == "{", let end = part.firstIndex(of: "}") else {
        return .word(String(part))
      }
      return .parameter(
        String(part[part.index(after: part.startIndex)..<end]),
        before: String(part[part.index(after: end)...]))
    }
  }

  /// The answer to a question; nil of a route that does something.
  func answer(to question: Question) throws -> Answer? {
    switch answer {
    case .fixed(let make): make()
    case .asked(let make): try make(question)
    case .ordered: nil
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
  ///
  /// - Parameter files: the names of those that are sent as files.
  func query(
    _ items: [(name: String, value: String)], files: [String] = []
  ) throws -> [String: [String]] {
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
    for name in files {
      if !parameters.contains(where: { $0.isFile && $0.name == name }) {
        throw Problem(
          400, "unknown-parameter", "there is no file \(name.withVisibleControls) here")
      }
      if values[name] != nil || files.filter({ $0 == name }).count > 1 {
        throw Problem(400, "given-twice", "\(name) is given more than once")
      }
    }
    for parameter in parameters
    where parameter.isRequired && values[parameter.name] == nil && !files.contains(parameter.name) {
      throw Problem(400, "missing-parameter", "\(parameter.name) is needed: \(parameter.summary)")
    }
    return values
  }
}
