import EndpointModel

/// Notices as a message of Slack's Block Kit (docs.slack.dev/block-kit): at most 50 blocks, 150
/// characters in a header, 3,000 in a text. All words from documents are plain text, in which Slack
/// does not look for markup and mentions.
public enum SlackMessage {
  private static let blockLimit = 50
  private static let headerLimit = 150
  private static let textLimit = 3000
  /// How many items of a group are named; the rest are counted.
  private static let itemLimit = 30

  public static func json(_ history: ChangeHistory) -> JSONText {
    let outlines = history.outlines
    let phrase = NoticePhrases(history.notices.first?.language ?? .english)
    var blocks: [JSONText] = []
    var told = 0
    for outline in outlines {
      let own = Self.blocks(outline, phrase)
      // One block is reserved to say how many are left out.
      if blocks.count + own.count >= blockLimit, told > 0 { break }
      blocks += own.prefix(blockLimit - 1)
      told += 1
    }
    if told < outlines.count {
      blocks.append(section(phrase.earlier(outlines.count - told)))
    }
    if blocks.isEmpty { blocks = [section(phrase(.nothingTold))] }
    // Slack shows this where it shows no blocks, and searches it for mentions.
    let fallback = outlines.count == 1 ? outlines[0].title : history.title
    return .object(["text": .string(escaped(fallback)), "blocks": .array(blocks)])
  }

  private static func blocks(
    _ outline: NoticeOutline, _ phrase: NoticePhrases
  ) -> [JSONText] {
    var out = [
      JSONText.object([
        "type": "header", "text": plain(outline.title, limit: headerLimit),
      ]),
      section(
        outline.summary + "\n"
          + outline.facts.map { "\($0.name): \($0.value)" }
          .joined(separator: "\n")),
    ]
    for section in outline.sections {
      var text = section.heading + "\n" + (section.lead.map { $0 + "\n" } ?? "")
      for group in section.groups {
        if !group.heading.isEmpty { text += group.heading + "\n" }
        let mark = group.sign.isEmpty ? "• " : group.sign + " "
        let items = group.items.prefix(itemLimit)
        text +=
          group.isCompact
          ? "    \(mark)" + items.joined(separator: ", ")
          : items.map { "    \(mark)\($0)" }.joined(separator: "\n")
        let more = group.items.count - items.count
        text += (more > 0 ? " " + phrase(.more, phrase.number(more)) : "") + "\n"
      }
      out.append(Self.section(text))
    }
    return out
  }

  private static func section(_ text: String) -> JSONText {
    .object(["type": "section", "text": plain(text, limit: textLimit)])
  }

  /// - Parameter limit: in UTF-16 units, which Slack counts.
  private static func plain(_ text: String, limit: Int) -> JSONText {
    var text = text
    if text.utf16.count > limit {
      // A character may have any number of combining marks, so it is cut between scalars.
      var scalars = String.UnicodeScalarView()
      var room = limit - 1
      for scalar in text.unicodeScalars {
        room -= scalar.utf16.count
        if room < 0 { break }
        scalars.append(scalar)
      }
      text = String(scalars) + "…"
    }
    return .object(["type": "plain_text", "text": .string(text), "emoji": .bool(false)])
  }

  /// Escapes the three characters that have a meaning in Slack's text.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
