/// What a form in a request's body says: fields of text, and files.
struct WebForm: Sendable {
  private(set) var fields: [(name: String, value: String)] = []
  private(set) var files: [(name: String, file: UploadedFile)] = []

  /// A form as it is sent without files.
  static let fieldsType = "application/x-www-form-urlencoded"
  /// A form as it is sent with files (RFC 7578).
  static let filesType = "multipart/form-data"

  init(fields: [(name: String, value: String)]) { self.fields = fields }

  /// The form in a request; nil if there is none, or it is not written as its type says.
  init?(_ request: WebRequest) {
    let type = request.headers.contentType ?? ""
    if Self.names(type, Self.filesType) {
      guard let boundary = Self.boundary(type),
        let parts = MultipartParts(request.body, boundary: boundary)
      else { return nil }
      for part in parts.all {
        if let file = part.fileName {
          // A field for a file in which none was chosen.
          if file.isEmpty && part.content.isEmpty { continue }
          // A name is one line.
          if file.utf8.holdControls(allowsLines: false) { return nil }
          files.append((part.name, UploadedFile(name: file, bytes: Array(part.content))))
        } else {
          guard !part.content.holdControls(allowsLines: true),
            let text = String(validating: part.content, as: UTF8.self)
          else { return nil }
          fields.append((part.name, text))
        }
      }
    } else {
      guard Self.names(type, Self.fieldsType) || type.isEmpty && request.body.isEmpty,
        let text = String(validating: request.body, as: UTF8.self),
        let items = WebRequest.items(text[...], allowsLines: true)
      else { return nil }
      fields = items
    }
  }

  /// Whether a `Content-Type` is of a kind, whatever its parameters are.
  private static func names(_ type: String, _ kind: String) -> Bool {
    type.lowercased().hasPrefix(kind)
  }

  /// RFC 2046 section 5.1.1: 1 to 70 characters, in quotation marks or without.
  private static func boundary(_ type: String) -> [UInt8]? {
    let name = "boundary="
    let parameters = type.split(separator: ";").dropFirst().map { $0.drop { $0 == " " } }
    guard let found = parameters.first(where: { $0.lowercased().hasPrefix(name) }) else {
      return nil
    }
    let bytes = Array(found.dropFirst(name.count).filter { $0 != "\"" && $0 != " " }.utf8)
    return (1...70).contains(bytes.count) ? bytes : nil
  }
}

/// A file that somebody sent.
struct UploadedFile: Sendable {
  /// As the sender's machine calls it, without folders; `a file` if it has no name.
  let name: String
  let bytes: [UInt8]

  init(name: String, bytes: [UInt8]) {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    self.name = last.isEmpty ? "a file" : String(last.prefix(200))
    self.bytes = bytes
  }
}
