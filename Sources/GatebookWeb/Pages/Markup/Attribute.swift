import ChangeReporting
import EndpointModel

/// An attribute of an element. Only the kinds below can be made: none of them runs a script.
struct Attribute: Sendable {
  let text: String

  /// - Parameter value: nil for an attribute whose presence says all.
  private init(_ name: StaticString, _ value: String?) {
    text = value.map { " \(name)=\"\(XML.escaped($0))\"" } ?? " \(name)"
  }

  private init() { text = "" }

  /// No attribute.
  static let none = Attribute()

  func when(_ condition: Bool) -> Attribute { condition ? self : .none }

  static func id(_ value: String) -> Attribute { Attribute("id", value) }
  static func `class`(_ value: StaticString) -> Attribute { Attribute("class", "\(value)") }
  static func lang(_ value: StaticString) -> Attribute { Attribute("lang", "\(value)") }
  static func href(_ link: Link) -> Attribute { Attribute("href", link.text) }
  static func src(_ link: Link) -> Attribute { Attribute("src", link.text) }
  static func action(_ link: Link) -> Attribute { Attribute("action", link.text) }
  static func rel(_ value: StaticString) -> Attribute { Attribute("rel", "\(value)") }
  static func type(_ value: StaticString) -> Attribute { Attribute("type", "\(value)") }
  static func name(_ value: StaticString) -> Attribute { Attribute("name", "\(value)") }
  static func value(_ value: String) -> Attribute { Attribute("value", value) }
  static func content(_ value: StaticString) -> Attribute { Attribute("content", "\(value)") }
  static func charset(_ value: StaticString) -> Attribute { Attribute("charset", "\(value)") }
  static func method(_ value: StaticString) -> Attribute { Attribute("method", "\(value)") }
  static func scope(_ value: StaticString) -> Attribute { Attribute("scope", "\(value)") }
  static func role(_ value: StaticString) -> Attribute { Attribute("role", "\(value)") }
  static func labelFor(_ id: String) -> Attribute { Attribute("for", id) }
  static func label(_ value: String) -> Attribute { Attribute("aria-label", value) }
  static func labelledBy(_ id: String) -> Attribute { Attribute("aria-labelledby", id) }
  static func describedBy(_ id: String) -> Attribute { Attribute("aria-describedby", id) }
  static func live(_ value: StaticString) -> Attribute { Attribute("aria-live", "\(value)") }
  static func title(_ value: String) -> Attribute { Attribute("title", value) }
  static func placeholder(_ value: String) -> Attribute { Attribute("placeholder", value) }
  static func autocomplete(_ value: StaticString) -> Attribute {
    Attribute("autocomplete", "\(value)")
  }
  static func maxLength(_ value: Int) -> Attribute { Attribute("maxlength", "\(value)") }
  static func rows(_ value: Int) -> Attribute { Attribute("rows", "\(value)") }
  static func columns(_ value: Int) -> Attribute { Attribute("colspan", "\(value)") }
  static func tabIndex(_ value: Int) -> Attribute { Attribute("tabindex", "\(value)") }
  static func datetime(_ time: UTCTime) -> Attribute { Attribute("datetime", "\(time)") }
  static func data(_ name: DataName, _ value: String) -> Attribute {
    switch name {
    case .search: Attribute("data-search", value)
    case .refresh: Attribute("data-refresh", value)
    }
  }
  /// Of a form: it has files.
  static let sendsFiles = Attribute("enctype", WebForm.filesType)
  static let hidden = Attribute("hidden", nil)
  /// In how many seconds a page is loaded again.
  static func loadedAgain(inSeconds seconds: Int) -> Attribute {
    Attribute(joining: [
      Attribute("http-equiv", "refresh"), Attribute("content", "\(seconds)"),
    ])
  }
  static let required = Attribute("required", nil)
  static let readOnly = Attribute("readonly", nil)
  static let selected = Attribute("selected", nil)
  static let deferred = Attribute("defer", nil)
  static let currentPage = Attribute("aria-current", "page")
  static let hiddenFromReaders = Attribute("aria-hidden", "true")

  /// What the scripts of the pages read.
  enum DataName {
    /// Where answers are shown as one types.
    case search
    /// Where the same is found as it is now.
    case refresh
  }

  // Of SVG, in units of its view.
  static func viewBox(width: Int, height: Int) -> Attribute {
    Attribute("viewBox", "0 0 \(width) \(height)")
  }
  static func x(_ value: Double) -> Attribute { Attribute("x", shown(value)) }
  static func y(_ value: Double) -> Attribute { Attribute("y", shown(value)) }
  static func width(_ value: Double) -> Attribute { Attribute("width", shown(value)) }
  static func height(_ value: Double) -> Attribute { Attribute("height", shown(value)) }
  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> Attribute {
    Attribute(joining: [
      Attribute("x1", shown(x1)), Attribute("y1", shown(y1)), Attribute("x2", shown(x2)),
      Attribute("y2", shown(y2)),
    ])
  }
  static func anchor(_ value: StaticString) -> Attribute { Attribute("text-anchor", "\(value)") }

  private init(joining all: [Attribute]) { text = all.map(\.text).joined() }

  /// To a tenth.
  private static func shown(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0
      ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
