import EndpointModel

/// Why a document could not be read at all. Anything unusual in a document that was read is a
/// `Finding`. Lines and columns count from 1, offsets from 0.
public enum ReadingError: Error, Hashable, Sendable {
  /// There are no bytes, or only white space.
  case empty(source: String)
  case tooLarge(source: String, byteCount: Int)
  case lineTooLong(source: String, line: Int, byteCount: Int)
  /// The bytes are not text in any encoding that documents use.
  case notText(source: String, offset: Int)
  /// It is an archive or a document of another kind, recognized by its bytes.
  case binary(source: String, kind: BinaryKind)
  /// It is an office document or an archive that cannot be opened.
  case unopened(source: String, kind: BinaryKind, problem: OfficeProblem)
  /// The bytes break the rules of their format.
  case malformed(source: String, format: String, line: Int, column: Int, rule: String)
  /// It is a web page without endpoints: an error page, a login page.
  case webPage(source: String, title: String?)
  /// It was read to its end, but holds no endpoint.
  case noEndpoints(source: String, format: String, firstError: Finding?)
  /// No format fits.
  case unknownShape(source: String, format: String, seen: String)
}

extension ReadingError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .empty(let source):
      "\(source.withVisibleControls) is empty"
    case .tooLarge(let source, let byteCount):
      "\(source.withVisibleControls) has \(byteCount) bytes; documents are read up to "
        + "\(Document.byteLimit) bytes"
    case .lineTooLong(let source, let line, let byteCount):
      "\(source.withVisibleControls):\(line):1: the line has \(byteCount) bytes; lines are read "
        + "up to \(SourceText.lineByteLimit) bytes"
    case .notText(let source, let offset):
      "\(source.withVisibleControls) is not text: byte \(offset) belongs to no text encoding"
    case .binary(let source, let kind):
      "\(source.withVisibleControls) is \(kind)"
    case .unopened(let source, let kind, let problem):
      "\(source.withVisibleControls) is \(kind): \(problem)"
    case .malformed(let source, let format, let line, let column, let rule):
      "\(source.withVisibleControls):\(line):\(column): broken \(format): \(rule)"
    case .webPage(let source, let title):
      "\(source.withVisibleControls) is a web page without a list of endpoints"
        + (title.map { ", titled \"\($0.abridged(to: 80).withVisibleControls)\"" } ?? "")
    case .noEndpoints(let source, let format, let firstError):
      "\(source.withVisibleControls) was read as \(format) and holds no endpoint"
        + (firstError.map { "; \($0.placeWords.map { $0 + ": " } ?? "")\($0.message)" } ?? "")
    case .unknownShape(let source, let format, let seen):
      "\(source.withVisibleControls) is \(format) of a shape that is not known: \(seen)"
    }
  }
}
