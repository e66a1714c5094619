import LibXML

/// What takes the elements of an XML file in the order in which they stand.
protocol XMLHandler: AnyObject {
  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes)
  func end(_ name: XMLStream.Name)
  /// A piece of text; one text may come in several.
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
  /// Whether nothing more is wanted of the file.
  var isDone: Bool { get }
}

extension XMLHandler {
  var isDone: Bool { false }
}

/// Reads the XML of office documents piece by piece, so that a sheet of any length needs no tree in
/// memory. A document type declaration is refused: no office program writes one, and its entities
/// may stand for anything, or grow without end.
enum XMLStream {
  /// An element or attribute by its local name, with the prefix that programs give its namespace:
  /// `w:p`. Names of other namespaces have none.
  typealias Name = String

  /// - Throws: `.damaged` if the bytes are not well-formed XML.
  static func read(
    _ bytes: [UInt8], of part: String, to handler: some XMLHandler
  ) throws(OfficeProblem) {
    let state = State(handler)
    guard let count = Int32(exactly: bytes.count), count > 0 else {
      throw .damaged("\(part) is empty")
    }
    let (result, line) = bytes.withUnsafeBytes { buffer -> (Int32, Int) in
      guard
        let parser = xmlCreateMemoryParserCtxt(
          buffer.assumingMemoryBound(to: CChar.self).baseAddress, count)
      else { return (-1, 0) }
      defer { xmlFreeParserCtxt(parser) }
      // No entity is replaced and nothing is fetched; the parser's limits on depth and size hold.
      xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue))
      parser.pointee.sax.pointee = reports
      state.parser = parser
      parser.pointee.userData = Unmanaged.passUnretained(state).toOpaque()
      xmlParseDocument(parser)
      let line = parser.pointee.input.map { Int($0.pointee.line) } ?? 0
      return (parser.pointee.wellFormed == 1 ? 0 : 1, line)
    }
    if state.hasDeclaration { throw .damaged("\(part) declares entities or a document type") }
    if result != 0, !handler.isDone { throw .damaged("\(part) is broken in line \(line)") }
  }

  /// The attributes of an element that starts; valid only while it is reported.
  struct Attributes {
    /// Five pointers each: local name, prefix, namespace, value, end of the value.
    fileprivate let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    fileprivate let count: Int

    /// The value of an attribute, by its local name: no element of office documents has two
    /// attributes of one local name that say different things.
    subscript(_ name: StaticString) -> String? {
      guard let pointers else { return nil }
      for i in 0..<count {
        guard let local = pointers[i * 5], Self.isEqual(local, name),
          let start = pointers[i * 5 + 3], let end = pointers[i * 5 + 4]
        else { continue }
        let bytes = UnsafeBufferPointer(start: start, count: end - start)
        let value = String(decoding: bytes, as: UTF8.self)
        return bytes.contains(UInt8(ascii: "&")) ? value.withPlainReferences : value
      }
      return nil
    }

    /// A number that an attribute states.
    func number(_ name: StaticString) -> Int? { self[name].flatMap { Int($0) } }

    private static func isEqual(_ text: UnsafePointer<xmlChar>, _ name: StaticString) -> Bool {
      let count = name.utf8CodeUnitCount
      for i in 0..<count where text[i] != name.utf8Start[i] { return false }
      return text[count] == 0
    }
  }

  /// What the functions that the parser calls need.
  fileprivate final class State {
    let handler: any XMLHandler
    var parser: xmlParserCtxtPtr?
    var hasDeclaration = false
    /// By the parser's own pointers: it keeps one for each name and namespace.
    private var names: [(key: Key, name: Name)] = []

    struct Key: Equatable {
      let local: UnsafePointer<xmlChar>
      let namespace: UnsafePointer<xmlChar>?
    }

    init(_ handler: any XMLHandler) { self.handler = handler }

    func name(
      _ local: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?
    ) -> Name {
      let key = Key(local: local, namespace: namespace)
      // The few names that come again and again are the first ones.
      if let known = names.first(where: { $0.key == key }) { return known.name }
      return made(key)
    }

    private func made(_ key: Key) -> Name {
      let prefix = key.namespace.flatMap { XMLStream.prefixes[String(cString: $0)] }
      let name = (prefix.map { $0 + ":" } ?? "") + String(cString: key.local)
      if names.count < 64 { names.append((key, name)) }
      return name
    }

    func stopIfDone() { if handler.isDone { xmlStopParser(parser) } }
  }

  /// The functions that the parser calls.
  nonisolated(unsafe) private static let reports: xmlSAXHandler = {
    func state(_ context: UnsafeMutableRawPointer?) -> State {
      Unmanaged<State>.fromOpaque(context!).takeUnretainedValue()
    }
    var reports = xmlSAXHandler()
    reports.initialized = UInt32(XML_SAX2_MAGIC)
    reports.startElementNs = { context, local, _, namespace, _, _, count, _, attributes in
      let state = state(context)
      guard let local else { return }
      state.handler.start(
        state.name(local, namespace),
        Attributes(pointers: attributes, count: Int(count)))
      state.stopIfDone()
    }
    reports.endElementNs = { context, local, _, namespace in
      let state = state(context)
      if let local { state.handler.end(state.name(local, namespace)) }
      state.stopIfDone()
    }
    reports.characters = { context, bytes, count in
      state(context).handler.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    reports.cdataBlock = reports.characters
    reports.ignorableWhitespace = reports.characters
    reports.internalSubset = { context, _, _, _ in
      let state = state(context)
      state.hasDeclaration = true
      xmlStopParser(state.parser)
    }
    // Nothing is written to the terminal.
    reports.serror = { _, _ in }
    return reports
  }()

  /// The namespaces of ECMA-376 (transitional and strict) and OpenDocument 1.3, with the prefixes
  /// that the standards use.
  private static let prefixes: [String: String] = {
    let spreadsheet = "spreadsheetml/2006/main"
    let text = "wordprocessingml/2006/main"
    var prefixes = [
      "http://schemas.openxmlformats.org/\(spreadsheet)": "x",
      "http://schemas.openxmlformats.org/\(text)": "w",
      "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
      "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
      "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
      "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
      "http://purl.oclc.org/ooxml/drawingml/main": "a",
      "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr",
      "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing": "xdr",
      "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
      "http://purl.oclc.org/ooxml/officeDocument/math": "m",
      "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
      "http://purl.org/dc/elements/1.1/": "dc",
      "http://www.w3.org/1999/xlink": "xlink",
    ]
    for name in ["office", "table", "text", "style", "meta", "drawing", "manifest"] {
      let short = name == "drawing" ? "draw" : name
      prefixes["urn:oasis:names:tc:opendocument:xmlns:\(name):1.0"] = short
    }
    prefixes["urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"] = "fo"
    prefixes["urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"] = "number"
    return prefixes
  }()
}

extension String {
  /// With the references that the parser leaves in the values of attributes resolved; that to `&`
  /// comes last, so that nothing is resolved twice.
  fileprivate var withPlainReferences: String {
    var out = self
    for (reference, character) in [
      ("&#60;", "<"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
      ("&#38;", "&"), ("&amp;", "&"),
    ] {
      out = out.replacing(reference, with: character)
    }
    return out
  }
}
