import DocumentReading

/// A layout in a file.
public struct LayoutFile {
  private let path: String

  public init(_ path: String) { self.path = path }

  /// - Throws: `SourceError`, `LayoutError`
  public func layout() throws -> Layout {
    let document = try DocumentSource(path).document()
    return try Layout(parsing: String(decoding: document.bytes, as: UTF8.self))
  }
}
