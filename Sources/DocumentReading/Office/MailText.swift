import EndpointModel

extension OfficeText {
  /// A mail with the documents that are attached to it; nil for a text that is none, or a mail
  /// without.
  ///
  /// - Parameter opened: opens what is attached.
  init?(
    mail text: SourceText, opened: (Document) throws(ReadingError) -> OpenedDocument
  ) throws(ReadingError) {
    let head = String(decoding: text.utf8.prefix(16 << 10), as: UTF8.self)
    let lines = head.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .prefix(400).map(String.init)
    guard Mail.begins(lines) else { return nil }
    let mail = Mail(text)
    // Pictures, signatures and calendars are no lists of endpoints.
    let attachments = mail.attachments.filter { attached in
      !["image/", "audio/", "video/", "text/calendar", "text/vcard"].contains {
        attached.type.hasPrefix($0)
      } && !attached.type.hasSuffix("-signature")
    }
    if attachments.isEmpty { return nil }
    self.init(format: "mail", blocks: [], places: DocumentPlaces())
    encoding = text.encoding
    (blocks, findings) = try DocumentFormat.mail.blocks(of: text)
    addLines(count: text.lineCount)
    for attached in attachments { add(attached, opened) }
  }

  private mutating func addLines(count: Int) {
    let part = places.addPart(.lines)
    for number in 1...max(count, 1) { places.add(row: number, in: part) }
  }

  private mutating func add(
    _ attached: Mail.Attachment, _ opened: (Document) throws(ReadingError) -> OpenedDocument
  ) {
    let name = attached.name.isEmpty ? attached.type.withSafeLines : attached.name
    let inner: OfficeText
    do throws(ReadingError) {
      switch try opened(Document(bytes: attached.bytes, source: name)) {
      case .office(let office): inner = office
      case .text(let text, let found):
        let format = DocumentFormat(of: text)
        if format.isData {
          return say(
            "\(name) holds \(format.rawValue), which has no place in a text; save it, and read it "
              + "by itself")
        }
        let (blocks, more) = try format.blocks(of: text)
        var office = OfficeText(format: format.rawValue, blocks: blocks, places: DocumentPlaces())
        office.findings = found + more
        office.addLines(count: text.lineCount)
        inner = office
      }
    } catch {
      return say("\(error)")
    }
    let before = places.count
    blocks += inner.blocks.map { $0.moved(by: before) }
    findings += inner.findings.map { finding in
      Finding(
        finding.severity, finding.code, line: finding.line.map { $0 + before },
        quote: finding.quote, message: finding.message)
    }
    places.append(inner.places, in: "attachment \(name)")
  }

  private mutating func say(_ reason: String) {
    findings.append(
      Finding(
        .error, "attachment-not-read", line: nil, quote: nil,
        message: "an attachment was not read: \(reason)"))
  }
}

extension SourceText {
  fileprivate var lineCount: Int {
    var count = 0
    var end = 0
    while let line = nextLine(from: end) {
      count += 1
      end = line.end
    }
    return count
  }
}

extension Block {
  /// The block with the numbers of its lines moved.
  func moved(by count: Int) -> Block {
    func moved(_ lines: [SourceLine]) -> [SourceLine] {
      lines.map { SourceLine(number: $0.number + count, text: $0.text) }
    }
    switch self {
    case .heading(let lines, let level): return .heading(moved(lines), level: level)
    case .paragraph(let lines): return .paragraph(moved(lines))
    case .item(let lines, let depth): return .item(moved(lines), depth: depth)
    case .code(let lines): return .code(moved(lines))
    case .metadata(let lines): return .metadata(moved(lines))
    case .table(var table):
      table.caption = moved(table.caption)
      table.rows = table.rows.map { row in
        Table.Row(
          cells: row.cells.map { Table.Cell(lines: moved($0.lines)) }, isCutOff: row.isCutOff)
      }
      return .table(table)
    }
  }
}
