import EndpointModel

/// What a notice says, in words and in order: the one place for its wording. Formats for
/// people only lay it out. All texts are safe to show, none is escaped for a format.
struct NoticeOutline {
  let title: String
  /// The result, in a sentence.
  let summary: String
  let facts: [Fact]
  let sections: [Section]

  struct Fact {
    let name: String
    let value: String
  }

  struct Section {
    let heading: String
    var tone = Tone.plain
    /// A sentence before the items.
    var lead: String?
    var groups: [Group] = []
  }

  /// Items that share what the heading says.
  struct Group {
    let heading: String
    var sign = ""
    var tone = Tone.plain
    let items: [String]
    /// "6 addresses", where the items are addresses, so short that several fit on a line; nil for
    /// other items.
    var count: String?

    var isCompact: Bool { count != nil }
  }

  enum Tone: String { case plain, opens, closes, warns }

  /// A name from a document, cut so that it does not bury everything else.
  static func name(_ text: String) -> String { text.abridged(to: 160).withVisibleControls }

  init(_ notice: ChangeNotice) {
    let words = NoticeWords(notice)
    title = words.title
    summary = words.summary
    facts = words.facts
    sections =
      [
        words.reasons, words.opens, words.closes, words.unresolved, words.needed, words.returned,
        words.table, words.quoted, words.genuine,
      ].compactMap { $0 }
  }
}
