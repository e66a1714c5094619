/// The formats that rules are written in.
public enum RulesFormat: String, CaseIterable, Sendable {
  case text, json, csv, markdown, html

  public func text(_ report: RulesReport, _ style: TextStyle) -> String {
    switch self {
    case .text: report.text(style)
    case .json: report.json.text
    case .csv: report.csv
    case .markdown: report.markdown(in: style.zone)
    case .html: report.html(in: style.zone)
    }
  }
}
