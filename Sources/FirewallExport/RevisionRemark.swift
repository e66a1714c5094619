/// What an object of Gatebook's says of itself in its comment or description: the number of the
/// policy, by which a device tells what it has, and the revisions that the policy was made from.
enum RevisionRemark {
  private static let beginning = "Gatebook revision "

  /// `Gatebook revision 3: eschat/canada-aws-02@1`, of harmless characters.
  static func text(of plan: FirewallPlan, limit: Int = 200) -> String {
    let origins = plan.origins.joined(separator: ", ")
    return (beginning + String(plan.number) + (origins.isEmpty ? "" : ": " + origins))
      .asComment(limit: limit)
  }

  /// The number that all remarks among the texts agree on; nil if there are none, or several.
  static func number(in texts: some Sequence<String>) -> Int? {
    let numbers = Set(
      texts.compactMap { text in
        text.hasPrefix(beginning)
          ? Int(text.dropFirst(beginning.count).prefix { $0.isASCII && $0.isNumber }) : nil
      })
    return numbers.count == 1 ? numbers.first : nil
  }
}
