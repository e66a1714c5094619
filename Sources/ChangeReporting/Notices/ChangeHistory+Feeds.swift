import EndpointModel

extension ChangeHistory {
  /// The moment of the latest change; that of the deployment's beginning has to do for a
  /// history without any.
  private var updatedAt: UTCTime {
    notices.map(\.time).max() ?? UTCTime(seconds: 0)!
  }

  /// An Atom feed (RFC 4287): an entry a notice, its content HTML.
  public var atom: String {
    var out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    out += "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
    out += "  <id>\(id)</id>\n  <title>\(title.asHTML)</title>\n"
    out += "  <updated>\(updatedAt)</updated>\n"
    out += "  <author><name>gatebook</name></author>\n  <generator>gatebook</generator>\n"
    for notice in notices {
      let outline = NoticeOutline(notice)
      out += "  <entry>\n    <id>\(notice.id)</id>\n"
      out += "    <title>\(outline.title.asHTML)</title>\n"
      out += "    <updated>\(notice.time)</updated>\n"
      out += "    <published>\(notice.time)</published>\n"
      out += "    <summary>\(outline.summary.asHTML)</summary>\n"
      out += "    <content type=\"html\">\(outline.html.asXMLText)</content>\n  </entry>\n"
    }
    return out + "</feed>\n"
  }

  /// An RSS 2.0 feed (rssboard.org/rss-specification).
  public var rss: String {
    var out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\">\n<channel>\n"
    out += "  <title>\(title.asHTML)</title>\n  <link>\(link.asHTML)</link>\n"
    out += "  <description>What opens, closes and changes, revision by revision.</description>\n"
    out += "  <lastBuildDate>\(updatedAt.forMail)</lastBuildDate>\n"
    out += "  <generator>gatebook</generator>\n"
    for notice in notices {
      let outline = NoticeOutline(notice)
      out += "  <item>\n    <title>\(outline.title.asHTML)</title>\n"
      out += "    <guid isPermaLink=\"false\">\(notice.id)</guid>\n"
      out += "    <pubDate>\(notice.time.forMail)</pubDate>\n"
      out += "    <description>\(outline.html.asXMLText)</description>\n  </item>\n"
    }
    return out + "</channel>\n</rss>\n"
  }

  /// RSS wants a page: the vendor's, where the document came from one.
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
            "content_html": .string(outline.html),
            "content_text": .string(outline.text(TextStyle())),
            "date_published": .string(notice.time.description),
            "_gatebook": JSONText(notice),
          ])
        }),
    ])
  }
}

extension String {
  /// Markup as the text of an XML element. What it holds is safe to show already.
  fileprivate var asXMLText: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

extension JSONText: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self = .string(text) }
}
