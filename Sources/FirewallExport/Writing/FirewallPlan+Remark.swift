extension FirewallPlan {
  /// What marks an object of the firewall's that stays as it is from revision to revision.
  var mark: String { "Gatebook: firewall \(firewall)" }

  /// What comments on a device begin with, by which a reader finds the number again.
  var remark: String { "\(mark), revision \(number)" }

  /// The remark, and which revisions the policy is from: on one line, cut to a length.
  func remark(limit: Int) -> String {
    let origins = origins.joined(separator: " ")
    return (origins.isEmpty ? remark : "\(remark): \(origins)").asComment(limit: limit)
  }

  /// The number in such a remark; nil if it is another.
  static func number(inRemark text: some StringProtocol) -> Int? {
    guard text.hasPrefix("Gatebook: firewall "), let range = text.firstRange(of: ", revision ")
    else { return nil }
    return Int(text[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
  }

  /// The number that all remarks among the texts agree on; nil if there are none, or several.
  static func number(inRemarks texts: some Sequence<String>) -> Int? {
    let numbers = Set(texts.compactMap { number(inRemark: $0) })
    return numbers.count == 1 ? numbers.first : nil
  }
}
