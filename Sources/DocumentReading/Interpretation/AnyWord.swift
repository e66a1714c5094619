/// Words by which an address cell says "anywhere".
enum AnyWord {
  /// "No static IPs (dynamic)", "Dynamic".
  static func isDynamic(_ text: String) -> Bool {
    let words = Words(text)
    return text.count <= 40 && words.contains("dynamic")
      && !text.contains(where: \.isNumber)
  }

  static func isWhole(_ text: String) -> Bool {
    [
      "any", "all", "*", "any address", "all addresses", "any ip", "all ips", "all networks",
      "any network", "anywhere", "internet", "any destination", "all destinations", "alle",
      "any host",
    ].contains(text.lowercased())
  }
}
