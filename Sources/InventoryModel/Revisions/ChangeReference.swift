import EndpointModel

/// Which changes of a deployment are meant: `eschat/canada-aws-02` is all of its history, `…@2..5`
/// is what turns revision 2 into 5, `…@2..` the same up to the current one, `…@5` what revision 5
/// changed. Each end may also be a day or time.
public enum ChangeReference: Hashable, Sendable {
  case history(DeploymentName)
  case step(WrittenReference)
  case between(WrittenReference, WrittenReference)

  public var deployment: DeploymentName {
    switch self {
    case .history(let deployment): deployment
    case .step(let reference), .between(let reference, _): reference.deployment
    }
  }

  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    guard let at = text.firstIndex(of: "@") else {
      self = .history(try DeploymentName(parsing: text))
      return
    }
    // Neither a number nor a time contains two dots.
    let ends = text[text.index(after: at)...].split(
      separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard ends.count == 3, ends[1].isEmpty else {
      self = .step(try WrittenReference(parsing: text))
      return
    }
    let name = String(text[...at])
    let from = try WrittenReference(parsing: name + ends[0])
    self = .between(
      from,
      ends[2].isEmpty
        ? WrittenReference(from.deployment) : try WrittenReference(parsing: name + ends[2]))
  }
}
