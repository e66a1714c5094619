import DocumentReading

extension ReadingError: ReportedError {
  var remedy: String {
    switch self {
    case .empty: "fetch the document again; an empty download is not a revision"
    case .tooLarge, .lineTooLong: "check that this is the vendor's document and not a dump"
    case .packed: "unpack it, or save the page or table as text, CSV or JSON"
    case .notText: "save the page or table as text, CSV or JSON"
    case .malformed: "fetch the document again; it may have been cut off"
    case .webPage: "fetch the document again; an error or login page may stand in its place"
    case .noEndpoints, .unknownShape:
      "check that this is the right document; `gatebook read FILE` shows what is understood"
    }
  }

  var status: ExitStatus { .unreadableDocument }
}
