import DocumentReading

extension ReadingError: ReportedError {
  var remedy: String {
    switch self {
    case .empty: "fetch the document again; an empty download is not a revision"
    case .tooLarge, .lineTooLong: "check that this is the vendor's document and not a dump"
    case .binary(_, let kind): kind.remedy
    case .notText: "save the page or table as text, CSV or JSON"
    case .malformed: "fetch the document again; it may have been cut off"
    case .webPage: "fetch the document again; an error or login page may stand in its place"
    case .noEndpoints, .unknownShape:
      "check that this is the right document; `gatebook read FILE` shows what is understood"
    }
  }

  var status: ExitStatus { .unreadableDocument }
}

extension BinaryKind {
  /// What to save it as.
  fileprivate var remedy: String {
    switch self {
    case .gzip, .zstandard, .bzip2, .xz, .zip, .tar, .sevenZip, .rar:
      "unpack it, and read the document inside"
    case .spreadsheet: "save the sheet as CSV"
    case .wordProcessing, .rtf: "save it as HTML or text"
    case .oldOffice, .openDocument: "save a sheet as CSV, a text as HTML or text"
    case .pdf: "save it as text that keeps the columns; `pdftotext -layout FILE` does"
    case .picture: "save the page or table as text, CSV or JSON"
    case .program, .database: "check that this is the vendor's document"
    }
  }
}
