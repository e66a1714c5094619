import EndpointModel

/// A document whose bytes are known for what they are: text, or an office document's own text. What
/// is packed, alone, in an archive is the document.
enum OpenedDocument {
  case text(SourceText, [Finding])
  case office(OfficeText)

  /// - Throws: `ReadingError` if the bytes are of no kind that is read, or cannot be opened.
  static func opening(_ document: Document) throws(ReadingError) -> OpenedDocument {
    guard document.bytes.count <= Document.byteLimit else {
      throw .tooLarge(source: document.source, byteCount: document.bytes.count)
    }
    return try opened(document, depth: 0)
  }

  /// An archive in an archive is opened, but not one in that.
  private static let depthLimit = 2

  private static func opened(
    _ document: Document, depth: Int
  ) throws(ReadingError) -> OpenedDocument {
    guard let kind = BinaryKind(of: document.bytes) else {
      let (text, findings) = try TextDecoding.text(of: document)
      if depth < depthLimit,
        let mail = try OfficeText(
          mail: text,
          opened: { inner throws(ReadingError) in
            try opened(inner, depth: depth + 1)
          })
      {
        return .office(mail)
      }
      return .text(text, findings)
    }
    do throws(OfficeProblem) {
      switch kind {
      case .gzip where depth < depthLimit:
        let content = try Gzip.content(of: document.bytes)
        return try reopened(content, unpackedName(document.source), document, depth)
      case .zip where depth < depthLimit:
        let (content, name) = try onlyDocument(in: try Archive(document.bytes))
        return try reopened(content, name, document, depth)
      case .spreadsheet, .wordProcessing, .openDocument, .pdf:
        return .office(try OfficeText(document.bytes, kind))
      default: break
      }
    } catch {
      switch error {
      case .reading(let error): throw error
      default: throw .unopened(source: document.source, kind: kind, problem: error)
      }
    }
    throw .binary(source: document.source, kind: kind)
  }

  private static func reopened(
    _ content: [UInt8], _ name: String, _ outer: Document, _ depth: Int
  ) throws(OfficeProblem) -> OpenedDocument {
    let inner = Document(
      bytes: content, source: outer.source + "/" + name, isDelimited: outer.isDelimited)
    do throws(ReadingError) {
      return try opened(inner, depth: depth + 1)
    } catch {
      throw .reading(error)
    }
  }

  /// The name of what `list.csv.gz` holds.
  private static func unpackedName(_ source: String) -> String {
    let name = source.split(whereSeparator: { $0 == "/" || $0 == "?" }).last.map(String.init) ?? ""
    let lower = name.lowercased()
    if lower.hasSuffix(".tgz") { return name.dropLast(4) + ".tar" }
    return lower.hasSuffix(".gz") ? String(name.dropLast(3)) : name
  }

  /// The document of an archive that holds no other.
  private static func onlyDocument(
    in archive: Archive
  ) throws(OfficeProblem) -> (content: [UInt8], name: String) {
    let names = archive.names.filter { name in
      let steps = name.split(separator: "/")
      // Folders, and what macOS and Windows put beside documents.
      return !name.hasSuffix("/") && !steps.contains("__MACOSX")
        && ![".DS_Store", "Thumbs.db", "desktop.ini"].contains(steps.last.map(String.init) ?? "")
    }
    guard names.count == 1, let content = try archive.file(names[0]) else {
      throw .holdsDocuments(names.sorted())
    }
    return (content, names[0])
  }
}

extension OfficeText {
  private init(_ flow: FlowBlocks, format: String) {
    self.init(format: format, blocks: flow.blocks, places: flow.places, findings: flow.findings)
  }

  /// - Parameter kind: what the bytes are, as their beginning tells.
  init(_ bytes: [UInt8], _ kind: BinaryKind) throws(OfficeProblem) {
    if kind == .pdf {
      self = try PDF.text(bytes, .byFacts)
      return
    }
    let archive = try Archive(bytes)
    if archive.holdsMacros { throw .hasMacros }
    switch kind {
    case .spreadsheet: self = try OfficeText(XLSX.spreadsheet(archive), format: "xlsx", .byFacts)
    case .wordProcessing:
      let flow = try DOCX.blocks(archive)
      self.init(flow, format: "docx")
    default: self = try Self.openDocument(archive)
    }
    if blocks.isEmpty, findings.isEmpty { throw .hasNoText }
  }

  /// A document of OpenDocument, by its media type.
  private static func openDocument(_ archive: Archive) throws(OfficeProblem) -> OfficeText {
    let type = try archive.openDocumentType()
    switch type.split(separator: ".").last?.prefix(while: { $0 != "-" }) {
    case "spreadsheet":
      return try OfficeText(ODS.spreadsheet(archive), format: "ods", .byFacts)
    case "text":
      let flow = try ODT.blocks(archive)
      return OfficeText(flow, format: "odt")
    default: throw .isOfOtherKind(type.withSafeLines.abridged(to: 80))
    }
  }
}

extension Spreadsheet {
  /// Nil if the archive holds a document of another kind.
  init?(_ archive: Archive, _ kind: BinaryKind) throws(OfficeProblem) {
    if archive.holdsMacros { throw .hasMacros }
    if kind == .spreadsheet {
      self = try XLSX.spreadsheet(archive)
    } else {
      guard try archive.openDocumentType().contains("spreadsheet") else { return nil }
      self = try ODS.spreadsheet(archive)
    }
  }
}

extension Archive {
  /// The media type of a document of OpenDocument (OpenDocument 1.3 part 2, 3.3).
  ///
  /// - Throws: `.encrypted`, or `.damaged` if it has none.
  fileprivate func openDocumentType() throws(OfficeProblem) -> String {
    if let manifest = try file("META-INF/manifest.xml"),
      String(decoding: manifest, as: UTF8.self).contains("encryption-data")
    {
      throw .encrypted
    }
    if holds("encrypted-package") { throw .encrypted }
    return String(decoding: try part("mimetype"), as: UTF8.self).trimmed
  }

  /// Whether programs are in the document: Visual Basic, or LibreOffice's scripts.
  fileprivate var holdsMacros: Bool {
    names.contains { name in
      let lower = name.lowercased()
      let isList = lower.hasSuffix("script-lc.xml") || lower.hasSuffix("script-lb.xml")
      return lower.hasSuffix("vbaproject.bin") || lower.contains("/macrosheets/")
        || (name.hasPrefix("Basic/") || name.hasPrefix("Scripts/")) && !isList
          && !name.hasSuffix("/")
    }
  }
}
