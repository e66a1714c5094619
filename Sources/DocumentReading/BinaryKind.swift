/// What a file is that is not text, told by its bytes alone.
public enum BinaryKind: Hashable, Sendable {
  case gzip, zstandard, bzip2, xz
  case zip, tar, sevenZip, rar
  /// Office's own formats since 2007, which are ZIP archives.
  case spreadsheet, wordProcessing
  /// Further ZIP archives of office programs: Excel's in binary, PowerPoint's, Apple's.
  case binarySpreadsheet, presentation, appleDocument
  /// Office's formats before that: Excel's, Word's, and others.
  case oldSpreadsheet, oldText, oldOffice
  /// A document of Office under a password, whatever it is.
  case encryptedOffice
  /// A message that Outlook saved.
  case outlookMessage
  /// OpenDocument, a ZIP archive, too.
  case openDocument
  case pdf, rtf
  case picture
  case program
  case database

  /// Nil if the first bytes are those of no such file.
  public init?(of bytes: [UInt8]) {
    guard let kind = Self.marks.first(where: { $0.begins(bytes) })?.kind else { return nil }
    switch kind {
    case .zip: self = Self.inside(bytes)
    case .oldOffice: self = Self.insideOld(bytes)
    default: self = kind
    }
  }

  /// Bytes that a kind of file has at a fixed place.
  private struct Mark {
    let kind: BinaryKind
    let mark: [UInt8]
    var offset = 0
    /// Whether text may begin like that, so that a zero byte has to follow soon.
    var needsZero = false

    init(_ kind: BinaryKind, _ mark: [UInt8], at offset: Int = 0, needsZero: Bool = false) {
      self.kind = kind
      self.mark = mark
      self.offset = offset
      self.needsZero = needsZero
    }

    init(_ kind: BinaryKind, _ mark: String, at offset: Int = 0, needsZero: Bool = false) {
      self.init(kind, Array(mark.utf8), at: offset, needsZero: needsZero)
    }

    func begins(_ bytes: [UInt8]) -> Bool {
      bytes.dropFirst(offset).starts(with: mark) && (!needsZero || bytes.prefix(64).contains(0))
    }
  }

  /// As the file command of Debian has them (/usr/share/misc/magic).
  private static let marks = [
    Mark(.gzip, [0x1F, 0x8B]), Mark(.zstandard, [0x28, 0xB5, 0x2F, 0xFD]), Mark(.bzip2, "BZh"),
    Mark(.xz, [0xFD, 0x37, 0x7A, 0x58]), Mark(.zip, "PK\u{3}\u{4}"),
    // One without any file.
    Mark(.zip, "PK\u{5}\u{6}"), Mark(.tar, "ustar", at: 257),
    Mark(.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), Mark(.rar, "Rar!\u{1A}\u{7}"),
    Mark(.pdf, "%PDF-"), Mark(.rtf, "{\\rtf"), Mark(.oldOffice, [0xD0, 0xCF, 0x11, 0xE0]),
    Mark(.picture, [0x89, 0x50, 0x4E, 0x47]), Mark(.picture, [0xFF, 0xD8, 0xFF]),
    Mark(.picture, "GIF8"), Mark(.picture, "WEBP", at: 8), Mark(.picture, "II*\0"),
    Mark(.picture, "MM\0*"), Mark(.picture, "BM", needsZero: true),
    Mark(.program, [0x7F, 0x45, 0x4C, 0x46]), Mark(.program, "MZ", needsZero: true),
    Mark(.program, [0xCF, 0xFA, 0xED, 0xFE]), Mark(.program, [0xCA, 0xFE, 0xBA, 0xBE]),
    Mark(.database, "SQLite format 3\0"),
  ]

  /// What a ZIP archive holds, by the names of its files: the list of them stands at its end, the
  /// first also at its beginning.
  private static func inside(_ bytes: [UInt8]) -> BinaryKind {
    let names = String(decoding: bytes.prefix(100) + bytes.suffix(64 << 10), as: UTF8.self)
    if names.contains("mimetypeapplication/vnd.oasis.opendocument") { return .openDocument }
    if names.contains("xl/workbook.bin") { return .binarySpreadsheet }
    if names.contains("xl/workbook.") { return .spreadsheet }
    if names.contains("ppt/presentation.") { return .presentation }
    if names.contains("Index/Document.iwa") { return .appleDocument }
    return names.contains("word/document.") ? .wordProcessing : .zip
  }

  /// What a compound file holds, by the names of its streams, in UTF-16 (MS-CFB, 2.6.1).
  private static func insideOld(_ bytes: [UInt8]) -> BinaryKind {
    // The list of streams stands anywhere; old documents are small.
    let head = bytes.prefix(32 << 20)
    let names: [(name: String, kind: BinaryKind)] = [
      ("EncryptedPackage", .encryptedOffice), ("__substg1.0_", .outlookMessage),
      ("WordDocument", .oldText), ("Workbook", .oldSpreadsheet), ("Book", .oldSpreadsheet),
    ]
    return names.first { head.holds($0.name.utf8.flatMap { [$0, 0] }) }?.kind ?? .oldOffice
  }
}

extension BinaryKind: CustomStringConvertible {
  /// What a file of this kind is, after "is": "a PDF".
  public var description: String {
    switch self {
    case .gzip: "compressed with gzip"
    case .zstandard: "compressed with zstd"
    case .bzip2: "compressed with bzip2"
    case .xz: "compressed with xz"
    case .zip: "a ZIP archive"
    case .tar: "a tar archive"
    case .sevenZip: "a 7z archive"
    case .rar: "a RAR archive"
    case .spreadsheet: "a sheet of Excel"
    case .wordProcessing: "a text of Word"
    case .binarySpreadsheet: "a binary sheet of Excel (XLSB)"
    case .presentation: "a presentation of PowerPoint"
    case .appleDocument: "a document of Pages, Numbers or Keynote"
    case .oldSpreadsheet: "an old sheet of Excel (XLS)"
    case .oldText: "an old text of Word (DOC)"
    case .oldOffice: "an old document of Office"
    case .encryptedOffice: "a document of Office that is encrypted with a password"
    case .outlookMessage: "a message of Outlook (MSG)"
    case .openDocument: "a document of LibreOffice"
    case .pdf: "a PDF"
    case .rtf: "a document in RTF"
    case .picture: "a picture"
    case .program: "a program"
    case .database: "an SQLite database"
    }
  }
}

extension Collection<UInt8> {
  /// Whether some bytes stand among these, one after the other.
  func holds(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: wanted) { return true }
      rest = rest[rest.index(after: start)...]
    }
    return false
  }
}
