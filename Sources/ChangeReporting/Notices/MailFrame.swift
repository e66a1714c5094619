import EndpointModel

/// What a desk's own words say above and below the notices in a mail to a customer.
///
/// ```swift
/// let frame = try MailFrame(above: "Dear {customer},", below: "Your radio desk")
/// frame.above(for: "North EMS")  // ["Dear North EMS,"]
/// ```
public struct MailFrame: Hashable, Sendable {
  private let above: String
  private let below: String

  /// The only place that is filled in: the customer's name for people.
  private static let customer = "{customer}"

  /// - Parameters:
  ///   - above: plain text; an empty line divides paragraphs, and an empty text says nothing.
  ///   - below: likewise.
  /// - Throws: `ValueError` for a place in braces that nothing fills.
  public init(above: String, below: String) throws(ValueError) {
    for text in [above, below] {
      guard
        let unknown = text.matches(of: /{[^{}\s]*}/).first(where: { $0.output != Self.customer })
      else { continue }
      throw ValueError(
        expected: "text around notices", input: String(unknown.output),
        rule: "nothing fills that place; there is \(Self.customer)")
    }
    self.above = above
    self.below = below
  }

  /// The paragraphs above the notices.
  func above(for customer: String) -> [String] { Self.paragraphs(of: above, for: customer) }

  /// The paragraphs below the notices.
  func below(for customer: String) -> [String] { Self.paragraphs(of: below, for: customer) }

  private static func paragraphs(of text: String, for customer: String) -> [String] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { String($0).withVisibleControls }
    return lines.split { $0.allSatisfy(\.isWhitespace) }
      .map {
        $0.joined(separator: "\n").replacing(Self.customer, with: customer.withVisibleControls)
      }
  }
}

extension MailFrame {
  /// The frame of a mail; nil if none of its notices is a customer's.
  ///
  /// - Parameter notices: those of one mail. A contact of several customers gets them together.
  public func filled(for notices: [ChangeNotice]) -> FilledFrame? {
    var names: [String] = []
    for notice in notices {
      guard let name = notice.customer?.displayName.text, !names.contains(name) else { continue }
      names.append(name)
    }
    if names.isEmpty { return nil }
    let all = names.joined(separator: ", ")
    return FilledFrame(above: above(for: all), below: below(for: all))
  }
}

/// The paragraphs above and below the notices of one mail.
public struct FilledFrame: Sendable {
  let above: [String]
  let below: [String]

  public func text(around notices: String) -> String {
    above.map { $0 + "\n\n" }.joined() + notices + below.map { "\n" + $0 + "\n" }.joined()
  }

  func html(around notices: Markup<HTML>) -> Markup<HTML> {
    Self.html(above) + notices + Self.html(below)
  }

  private static func html(_ paragraphs: [String]) -> Markup<HTML> {
    paragraphs.map { paragraph -> Markup<HTML> in
      let lines = paragraph.split(separator: "\n").map { line -> Markup<HTML> in "\(String(line))" }
      return "<p>\(lines.joined("<br>\n"))</p>\n"
    }.joined()
  }
}
