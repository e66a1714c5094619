import InventoryModel

/// Several notices in one mail: first one line for each, then each in full.
///
/// ```swift
/// NoticeDigestText(notices).title  // "Firewall changes: 3 notices of 2 deployments"
/// ```
public struct NoticeDigestText {
  private let outlines: [NoticeOutline]
  private let language: NoticeLanguage
  /// "Firewall changes: 3 notices of 2 deployments"; of a single notice, its own title.
  public let title: String

  /// - Parameter notices: at least one; its first one's language is the mail's.
  public init(_ notices: [ChangeNotice]) {
    outlines = notices.map(NoticeOutline.init)
    language = notices.first?.language ?? .english
    let phrase = NoticePhrases(language)
    let names = Set(notices.map(\.deployment)).sorted()
    let count =
      notices.count == 1 ? phrase(.oneNotice) : phrase(.notices, phrase.number(notices.count))
    let places = names.count == 1 ? "\(names[0])" : phrase(.deployments, phrase.number(names.count))
    title = outlines.count == 1 ? outlines[0].title : phrase(.digestTitle, count, places)
  }

  public func text(_ style: TextStyle) -> String {
    let line = String(repeating: "-", count: 72)
    let all = outlines.map { $0.text(style) }.joined(separator: "\n\(line)\n\n")
    if outlines.count == 1 { return all }
    return title + "\n\n" + outlines.map { "  \($0.title)\n" }.joined() + "\n\(line)\n\n" + all
  }

  public func html(in frame: FilledFrame?) -> String {
    NoticeOutline.page(title: title, language: language, outlines, in: frame).text
  }
}
