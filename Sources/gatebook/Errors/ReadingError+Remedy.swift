import DocumentReading

extension ReadingError: ReportedError {
  var remedy: String {
    switch self {
    case .empty: "fetch the document again; an empty download is not a revision"
    case .tooLarge, .lineTooLong: "check that this is the vendor's document and not a dump"
    case .binary(_, let kind): kind.remedy
    case .unopened(_, let kind, let problem): problem.remedy(kind)
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
    case .wordProcessing, .openDocument, .pdf: "save the table as XLSX, ODS or CSV"
    case .oldSpreadsheet, .binarySpreadsheet: "save it as XLSX, ODS or CSV"
    case .oldText, .rtf: "save it as DOCX, ODT or HTML"
    case .oldOffice: "save a sheet as XLSX, a text as DOCX"
    case .presentation: "save it as PDF"
    case .appleDocument: "save it as XLSX, DOCX or PDF"
    case .encryptedOffice: "open it with its password, and save it without one"
    case .outlookMessage: "save the message as EML, or the document attached to it"
    case .picture: "save the page or table as text, CSV or JSON"
    case .program, .database: "check that this is the vendor's document"
    }
  }
}

extension OfficeProblem {
  /// What to do about it.
  fileprivate func remedy(_ kind: BinaryKind) -> String {
    switch self {
    case .encrypted: "open it with its password, and save it without one"
    case .damaged: "fetch the document again; it may have been cut off"
    case .hasMacros: "save it in the format without macros (XLSX, DOCX, ODS, ODT)"
    case .hasNoText: "ask the vendor for a document with text, or have its text recognized (OCR)"
    case .unpacksTooLarge, .takesTooMuch: "check that this is the vendor's document and not a dump"
    case .needsProgram(_, let package): "install the package \(package)"
    case .isOfOtherKind: "save it as ODS, ODT or PDF"
    case .holdsDocuments([]): "check that this is the vendor's document, and fetch it again"
    case .holdsDocuments: "unpack it, and read the document inside"
    case .reading(let error): error.remedy
    }
  }
}
