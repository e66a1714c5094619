import EndpointModel
import InventoryModel

/// What a change opens and closes, in words for a person.
public struct AccessText: Sendable {
  /// "Access: 3 entries opened, 1 entry closed."
  let headline: String
  /// To be shown one below the other.
  let parts: [TextLines]

  public init(_ access: AccessDifference, _ style: TextStyle) {
    headline = Self.headline(access)
    if access.isEmpty {
      var lines = TextLines(style)
      lines.add(style.toned("Access", .bold))
      lines.add("  Nothing opens or closes: no firewall rule changes.")
      parts = [lines]
      return
    }
    parts = [
      Self.lines("Opens: firewalls must newly allow", access.opened, "+", .green, style),
      Self.lines("Closes: no longer needed by this deployment", access.closed, "-", .red, style),
    ]
  }

  /// Entries below a title, grouped by what passes: `+` for what is to be opened, `-` for what
  /// is to be closed. Without entries there is the word `nothing`.
  public static func list(
    _ title: String, opens entries: AccessEntries, _ style: TextStyle,
    in language: NoticeLanguage = .english
  ) -> String {
    lines(title, entries, "+", .green, style, NoticePhrases(language)).text
  }

  /// See `list(_:opens:_:)`.
  public static func list(
    _ title: String, closes entries: AccessEntries, _ style: TextStyle,
    in language: NoticeLanguage = .english
  ) -> String {
    lines(title, entries, "-", .red, style, NoticePhrases(language)).text
  }

  static func headline(_ access: AccessDifference) -> String {
    if access.isEmpty { return "Nothing opens or closes." }
    let counts = [(access.opened.count, "opened"), (access.closed.count, "closed")]
      .filter { $0.0 > 0 }
    return "Access: "
      + counts.map { "\($0.0.of("entry", plural: "entries")) \($0.1)" }.joined(separator: ", ")
      + "."
  }

  private static func lines(
    _ title: String, _ entries: AccessEntries, _ sign: String, _ tone: TextStyle.Tone,
    _ style: TextStyle, _ phrase: NoticePhrases = NoticePhrases(.english)
  ) -> TextLines {
    var lines = TextLines(style, places: entries.count)
    lines.add(style.toned(title, .bold))
    if entries.isEmpty { lines.add("  " + phrase(.nothing)) }
    for (term, entries) in entries.byTerm {
      let addresses = entries.writtenAddresses
      let list =
        phrase.language == .english
        ? AddressList(sign: sign, tone: tone, addresses)
        : AddressList(
          sign: sign, tone: tone, addresses.map(phrase.address),
          count: phrase(.addresses, phrase.number(addresses.count)))
      list.write(heading: phrase.terms(TermsText.text(term)), indent: 2, to: &lines)
    }
    return lines
  }
}
