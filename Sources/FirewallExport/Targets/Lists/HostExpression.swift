import EndpointModel

/// Host names and patterns as extended regular expressions (POSIX.1-2017, section 9.4), for
/// proxies whose lists of plain names cannot say exactly what `*.example.com` means: without
/// `example.com` itself.
enum HostExpression {
  /// `^portal\.example\.com$`
  static func text(_ name: HostName) -> String { "^" + escaped(name.text) + "$" }

  /// `\.example\.com$`: what begins or ends with an asterisk is not tied to that end, as
  /// Squid warns of `^.*`.
  static func text(_ pattern: HostPattern) -> String {
    let start = pattern.text.hasPrefix("*")
    let end = pattern.text.dropFirst().hasSuffix("*")
    let inner = escaped(String(pattern.text.dropFirst(start ? 1 : 0).dropLast(end ? 1 : 0)))
    return inner.isEmpty ? "^.*$" : (start ? "" : "^") + inner + (end ? "" : "$")
  }

  /// A host name has no other character that an expression gives a meaning.
  private static func escaped(_ text: String) -> String {
    text.replacing(".", with: "\\.").replacing("*", with: ".*")
  }

  /// What an expression matches, if that is one name, one pattern, or a name and all below it;
  /// nil for any other expression, also where a dot has no backslash and so stands for any
  /// character. Where it is not tied to an end, anything may stand there.
  static func addresses(_ text: String) -> [EndpointAddress]? {
    let nameAndBelow = "(^|\\.)"
    if text.hasPrefix(nameAndBelow) {
      let rest = text.dropFirst(nameAndBelow.count)
      guard let name = plain("^" + rest), let below = plain("^.*\\." + rest) else { return nil }
      return address(name).flatMap { first in address(below).map { [first, $0] } }
    }
    return plain(text).flatMap(address).map { [$0] }
  }

  private static func address(_ text: String) -> EndpointAddress? {
    text.contains("*")
      ? HostPattern(text).map { .pattern($0) } : HostName(text).map { .host($0) }
  }

  /// The name or pattern that an expression stands for.
  private static func plain(_ expression: String) -> String? {
    var rest = expression.unicodeScalars[...]
    var out = ""
    if rest.first == "^" { rest.removeFirst() } else { out = "*" }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\":
        guard let escaped = rest.popFirst(), escaped == "." || escaped == "-" else { return nil }
        out.unicodeScalars.append(escaped)
      case ".":
        guard rest.popFirst() == "*" else { return nil }
        if !out.hasSuffix("*") { out += "*" }
      case "$": return rest.isEmpty ? out : nil
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_": out.unicodeScalars.append(scalar)
      default: return nil
      }
    }
    return out.hasSuffix("*") ? out : out + "*"
  }
}

extension HostName {
  fileprivate init?(_ text: String) {
    guard let name = try? HostName(parsing: text) else { return nil }
    self = name
  }
}

extension HostPattern {
  fileprivate init?(_ text: String) {
    guard let pattern = try? HostPattern(parsing: text) else { return nil }
    self = pattern
  }
}
