import EndpointModel
import InventoryModel

/// The formats that changes are exported in, each made from the same `ChangeHistory`.
public enum HistoryFormat: String, CaseIterable, Sendable {
  case text, markdown, html, csv, json, atom, rss
  case jsonFeed = "json-feed"
  case mail
  case cloudEvents = "cloudevents"
  case slack

  /// The extension of a file in this format, without a dot.
  public var fileExtension: String {
    switch self {
    case .text: "txt"
    case .markdown: "md"
    case .html: "html"
    case .csv: "csv"
    case .json, .jsonFeed, .cloudEvents, .slack: "json"
    case .atom: "atom"
    case .rss: "rss"
    case .mail: "eml"
    }
  }

  /// The history in this format.
  ///
  /// - Parameter mail: sender, recipient and date of a mail; nil for one that is not sent.
  public func text(_ history: ChangeHistory, mail: MailMessage? = nil) -> String {
    switch self {
    case .text: history.text(TextStyle())
    case .markdown: history.markdown
    case .html: history.html()
    case .csv: history.csv
    case .json: JSONText(history).text
    case .atom: history.atom
    case .rss: history.rss
    case .jsonFeed: history.jsonFeed.text
    case .mail: (mail ?? MailMessage(unsentAt: history.notices.first?.to.recordedAt)).text(history)
    case .cloudEvents: CloudEvent.json(history).text
    case .slack: SlackMessage.json(history).text
    }
  }
}
