import EndpointModel

/// Why a text is no layout.
public struct LayoutError: Error, Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// What is wrong there, and what is allowed.
  public let rule: String

  init(line: Int, _ rule: String) {
    self.line = line
    self.rule = rule
  }
}

extension LayoutError: CustomStringConvertible {
  public var description: String { "line \(line) of the layout: \(rule.withVisibleControls)" }
}
