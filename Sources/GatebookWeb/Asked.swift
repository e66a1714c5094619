import EndpointModel
import InventoryModel

/// What every route is given: who asks, and the values of the path and of the query or form.
protocol Asked {
  var route: Route { get }
  var caller: Caller { get }
  /// The values of the path's parameters.
  var path: [String: String] { get }
  /// Each name that the route knows, with its values.
  var query: [String: [String]] { get }
  var request: WebRequest { get }
  var now: UTCTime { get }
  var site: Site { get }
}

extension Asked {
  /// In which days are written and times told.
  var zone: TimeZoneRules { site.settings.zone }

  /// A parameter of the path.
  func part(_ name: String) -> String { path[name] ?? "" }

  /// The value of a parameter; nil if it is not given.
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

  /// The same of a form's field: one that was left empty says nothing.
  func field<Value>(_ name: String, _ read: (String) throws -> Value) throws -> Value? {
    try one(name)?.trimmingBlanks.isEmpty ?? true
      ? nil : one(name) { try read(String($0.trimmingBlanks)) }
  }

  /// "from 2026-03-10": the first moment of the day.
  func beginning(_ text: String) throws -> UTCTime {
    try WrittenTime(parsing: text).beginning(in: zone)
  }

  /// "as of 2026-03-10": its last second.
  func asOf(_ text: String) throws -> UTCTime { try WrittenTime(parsing: text).asOf(in: zone) }

  /// "until 2026-03-10": the first moment after it.
  func after(_ text: String) throws -> UTCTime { try WrittenTime(parsing: text).after(in: zone) }

  /// The revision that is named.
  func reference(_ text: String) throws -> RevisionReference {
    try WrittenReference(parsing: text).reference(in: zone)
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

  /// The number of the revision that the path names.
  func revisionNumber() throws -> Int {
    guard let number = Int(part("number")), number > 0 else {
      throw Problem(400, "bad-value", "a revision is named by its number from 1")
    }
    return number
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
