import InventoryModel

/// The steps of a deployment's history, or one change, for export.
///
/// ```swift
/// let history = ChangeHistory(deployment: notice.deployment, notices: [notice])
/// history.text(TextStyle())  // "eschat/canada-aws-02, revision 2: 8 to open, 3 to close\n…"
/// ```
public struct ChangeHistory: Sendable {
  public let deployment: DeploymentName
  /// The latest first.
  public let notices: [ChangeNotice]

  public init(deployment: DeploymentName, notices: [ChangeNotice]) {
    self.deployment = deployment
    self.notices = notices
  }

  /// The title of an export.
  var title: String {
    let phrase = NoticePhrases(notices.first?.language ?? .english)
    guard let customer = notices.first?.customer else { return phrase(.history, "\(deployment)") }
    return phrase(.historyFor, "\(deployment)", "\(customer.displayName)")
  }

  /// The same for every history of the same deployment and for the same reader.
  var id: NoticeID {
    let first = notices.first
    return NoticeID(of: [
      "history", deployment.description, first?.scope.service ?? "",
      first?.customer?.name.text ?? "", first?.scope.only?.rawValue ?? "",
    ])
  }

  var outlines: [NoticeOutline] { notices.map(NoticeOutline.init) }

  public func text(_ style: TextStyle) -> String {
    notices.isEmpty
      ? "\(title): nothing.\n"
      : outlines.map { $0.text(style) }.joined(
        separator: "\n" + String(repeating: "-", count: 72) + "\n\n")
  }

  public var markdown: String {
    if outlines.count == 1 { return outlines[0].markdown().text }
    let all: Markup<Markdown> = outlines.map { $0.markdown(level: 2) }.joined("\n")
    let markup: Markup<Markdown> = "# \(title)\n\n\(outlines.isEmpty ? "Nothing.\n" : all)"
    return markup.text
  }

  /// A self-contained page: no scripts, nothing loaded from elsewhere.
  ///
  /// - Parameter frame: what stands around it in a mail.
  public func html(in frame: FilledFrame? = nil) -> String {
    NoticeOutline.page(
      title: outlines.count == 1 ? outlines[0].title : title,
      language: notices.first?.language ?? .english, outlines, in: frame
    ).text
  }
}
