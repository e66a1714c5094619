/// Words by which an address cell says "anywhere".
enum AnyWord {
  /// "No static IPs (dynamic)", "Dynamic".
  static func isDynamic(_ text: String) -> Bool {
    guard text.utf8.count <= 80, !text.contains(where: \.isNumber) else { return false }
    return Words(text).contains("dynamic")
  }

  static func isWhole(_ text: String) -> Bool {
    [
      "any", "all", "*", "any address", "all addresses", "any ip", "all ips", "all networks",
      "any network", "anywhere", "internet", "any destination", "all destinations", "alle",
      "any host",
    ].contains(text.lowercased())
  }
}
