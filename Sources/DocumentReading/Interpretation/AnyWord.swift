/// Words by which an address cell says "anywhere".
enum AnyWord {
  /// "No static IPs (dynamic)", "Dynamic".
  static func isDynamic(_ text: String) -> Bool {
    guard !text.beginsLikeAddress, text.utf8.count <= 80, !text.contains(where: \.isNumber) else {
      return false
    }
    return Words(text).contains("dynamic")
  }

  static func isWhole(_ text: String) -> Bool {
    if text.beginsLikeAddress || text.utf8.count > 16 { return false }
    return [
      "any", "all", "*", "any address", "all addresses", "any ip", "all ips", "all networks",
      "any network", "anywhere", "internet", "any destination", "all destinations", "alle",
      "any host",
    ].contains(text.lowercased())
  }
}

extension String {
  /// It begins with a digit, as words for "anywhere" do not.
  fileprivate var beginsLikeAddress: Bool { utf8.first?.isDigit ?? false }
}
