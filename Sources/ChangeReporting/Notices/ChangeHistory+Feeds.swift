import EndpointModel
import InventoryModel

extension ChangeHistory {
  /// When the latest change takes effect; the beginning of 1970 for a history without changes.
  private var updatedAt: UTCTime {
    notices.map(\.time).max() ?? UTCTime(seconds: 0)!
  }

  /// An Atom feed (RFC 4287): one entry for each notice, with HTML as its content.
  public var atom: String {
    var out: Markup<XML> = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom">
        <id>\(id.description)</id>
        <title>\(title)</title>
        <updated>\(updatedAt.description)</updated>
        <author><name>gatebook</name></author>
        <generator>gatebook</generator>

      """
    for notice in notices {
      let outline = NoticeOutline(notice)
      out += """
          <entry>
            <id>\(notice.id.description)</id>
            <title>\(outline.title)</title>
            <updated>\(notice.time.description)</updated>
            <published>\(notice.time.description)</published>
            <summary>\(outline.summary)</summary>
            <content type="html">\(Markup<XML>(textOf: outline.html))</content>
          </entry>

        """
    }
    return (out + "</feed>\n").text
  }

  /// An RSS 2.0 feed (rssboard.org/rss-specification).
  public var rss: String {
    var out: Markup<XML> = """
      <?xml version="1.0" encoding="utf-8"?>
      <rss version="2.0">
      <channel>
        <title>\(title)</title>
        <link>\(link)</link>
        <description>What opens, closes and changes, revision by revision.</description>
        <lastBuildDate>\(updatedAt.forMail)</lastBuildDate>
        <generator>gatebook</generator>

      """
    for notice in notices {
      let outline = NoticeOutline(notice)
      out += """
          <item>
            <title>\(outline.title)</title>
            <guid isPermaLink="false">\(notice.id.description)</guid>
            <pubDate>\(notice.time.forMail)</pubDate>
            <description>\(Markup<XML>(textOf: outline.html))</description>
          </item>

        """
    }
    return (out + "</channel>\n</rss>\n").text
  }

  /// RSS requires a link: to the vendor's page, if the document came from one, else the feed's id.
  private var link: String {
    let source = notices.first?.to.document.source ?? ""
    guard case .web? = SourceLocation(source) else { return id.description }
    return String(source.prefix { $0 != "?" })
  }

  /// A JSON Feed (jsonfeed.org/version/1.1); `_gatebook` has the notice as data.
  public var jsonFeed: JSONText {
    .object([
      "version": "https://jsonfeed.org/version/1.1",
      "title": .string(title),
      "items": .array(
        notices.map { notice in
          let outline = NoticeOutline(notice)
          return .object([
            "id": .string(notice.id.description),
            "title": .string(outline.title),
            "summary": .string(outline.summary),
            "content_html": .string(outline.html.text),
            "content_text": .string(outline.text(TextStyle())),
            "date_published": .string(notice.time.description),
            "_gatebook": JSONText(notice),
          ])
        }),
    ])
  }
}

extension JSONText: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self = .string(text) }
}
