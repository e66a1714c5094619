/// Why an office document or archive cannot be read, in words that go on after its name.
public enum OfficeProblem: Error, Hashable, Sendable {
  /// A password is needed to open it.
  case encrypted
  /// Bytes are missing or changed.
  ///
  /// - Parameter detail: which part, and what is wrong with it.
  case damaged(_ detail: String)
  /// Programs are in it, which compute what it shows.
  case hasMacros
  /// It shows pictures of text only.
  case hasNoText
  /// It unpacks to more than any document has.
  case unpacksTooLarge
  /// Reading it took too much time or memory.
  case takesTooMuch
  /// The program that reads it is not installed.
  case needsProgram(_ program: String, package: String)
  /// It is of the right family, but neither a text nor a sheet.
  case isOfOtherKind(_ type: String)
  /// What is packed in it cannot be read.
  indirect case reading(ReadingError)
  /// An archive of no document, or of several.
  case holdsDocuments(_ names: [String])
}

extension OfficeProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .encrypted: "it is encrypted with a password"
    case .damaged(let detail): "it is damaged: \(detail)"
    case .hasMacros: "it holds macros, which are not run"
    case .hasNoText: "it holds pictures and no text"
    case .unpacksTooLarge: "it unpacks to more than any document has"
    case .takesTooMuch: "reading it takes too much time or memory"
    case .needsProgram(let program, _): "\(program), which reads it, is not installed"
    case .isOfOtherKind(let type): "\(type.withVisibleControls) is not read"
    case .reading(let error): error.description
    case .holdsDocuments(let names):
      names.isEmpty
        ? "it is empty, or holds folders only"
        : "\(names.count) documents are in it: "
          + names.prefix(5).map { $0.withVisibleControls.abridged(to: 60) }.joined(separator: ", ")
          + (names.count > 5 ? ", …" : "")
    }
  }
}
