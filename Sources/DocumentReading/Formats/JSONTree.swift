import EndpointModel

/// A parsed JSON text (RFC 8259) that knows where each value is. Strict: no comments, no trailing
/// commas, nothing after the value.
///
/// The nodes are in one array in document order, each with the index of the node after its last
/// descendant; strings and numbers are decoded only when asked for.
final class JSONTree: Sendable {
  enum Kind: UInt8, Sendable {
    case object, array, string, escapedString, number, bool, null
  }

  struct Node: Sendable {
    let kind: Kind
    let start: Int32
    var end: Int32
    /// The index of the next sibling, or of the node that follows the parent.
    var next: Int32
  }

  fileprivate let nodes: [Node]
  fileprivate let bytes: [UInt8]
  /// The offsets of the line feeds.
  private let lineEnds: [Int32]

  /// - Throws: `ReadingError.malformed` with line and column.
  init(_ text: SourceText) throws(ReadingError) {
    bytes = text.utf8
    var ends: [Int32] = []
    for (i, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { ends.append(Int32(i)) }
    lineEnds = ends
    let parsed = bytes.withUnsafeBufferPointer { buffer -> Result<[Node], JSONParser.Failure> in
      var parser = JSONParser(buffer)
      return parser.parse()
    }
    switch parsed {
    case .success(let nodes): self.nodes = nodes
    case .failure(let failure):
      let line = ends.partitionIndex { $0 >= failure.offset }
      let column = failure.offset - (line == 0 ? 0 : Int(ends[line - 1]) + 1) + 1
      throw .malformed(
        source: text.source, format: "JSON", line: line + 1, column: column, rule: failure.rule)
    }
  }

  var root: JSONValue { JSONValue(tree: self, index: 0) }

  /// The line of a byte, from 1.
  fileprivate func line(at offset: Int32) -> Int { lineEnds.partitionIndex { $0 >= offset } + 1 }
}

/// One value of a JSON tree.
struct JSONValue: Sendable {
  fileprivate let tree: JSONTree
  fileprivate let index: Int

  private var node: JSONTree.Node { tree.nodes[index] }

  var kind: JSONTree.Kind { node.kind }

  /// The line where the value begins, from 1.
  var line: Int { tree.line(at: node.start) }

  var isNull: Bool { node.kind == .null }

  /// The text of a string, escapes resolved; nil for other kinds.
  var string: String? {
    let content = Int(node.start) + 1..<max(Int(node.start) + 1, Int(node.end) - 1)
    switch node.kind {
    case .string: return String(decoding: tree.bytes[content], as: UTF8.self)
    case .escapedString: return Self.unescaped(tree.bytes[content])
    default: return nil
    }
  }

  /// Calls `body` with the bytes between the quotation marks of a string without escapes, valid
  /// only during the call; nil for all else.
  func withStringBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    let node = node
    guard node.kind == .string else { return nil }
    return tree.bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(node.start) + 1..<Int(node.end) - 1]))
    }
  }

  /// A hash value of a string as written; nil for other kinds.
  var hashOfBytes: UInt32? {
    let node = node
    guard node.kind == .string || node.kind == .escapedString else { return nil }
    return tree.bytes.withUnsafeBufferPointer { bytes in
      var hash: UInt32 = 2_166_136_261  // FNV-1a
      for i in Int(node.start)..<Int(node.end) { hash = (hash ^ UInt32(bytes[i])) &* 16_777_619 }
      return hash ^ hash >> 15
    }
  }

  /// Whether a value of the same tree is written exactly like this one.
  func hasSameBytes(as other: JSONValue) -> Bool {
    let (a, b) = (node, other.node)
    guard a.end - a.start == b.end - b.start else { return false }
    return tree.bytes.withUnsafeBufferPointer { bytes in
      (0..<Int(a.end - a.start)).allSatisfy {
        bytes[Int(a.start) + $0] == bytes[Int(b.start) + $0]
      }
    }
  }

  /// The text of a number or a truth value as written.
  var literal: String? {
    switch node.kind {
    case .number, .bool:
      String(decoding: tree.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    default: nil
    }
  }

  /// A whole number; nil for other kinds and for fractions.
  var integer: Int? { node.kind == .number ? literal.flatMap { Int($0) } : nil }

  /// The elements of an array; empty for other kinds.
  var elements: [JSONValue] {
    node.kind == .array ? children : []
  }

  /// The members of an object in order; empty for other kinds.
  var members: [(key: String, value: JSONValue)] {
    guard node.kind == .object else { return [] }
    let children = children
    return stride(from: 0, to: children.count, by: 2).map {
      (children[$0].string ?? "", children[$0 + 1])
    }
  }

  /// The last member of that name; nil if there is none.
  subscript(_ key: String) -> JSONValue? {
    guard node.kind == .object else { return nil }
    let end = Int(node.next)
    let found = key.withUTF8Bytes { wanted in
      tree.nodes.withUnsafeBufferPointer { nodes in
        tree.bytes.withUnsafeBufferPointer { bytes -> Int? in
          var found: Int?
          var i = index + 1
          while i < end {
            let name = nodes[i]
            let start = Int(name.start) + 1
            let isEqual =
              name.kind == .string
              ? Int(name.end) - 1 - start == wanted.count
                && wanted.indices.allSatisfy { bytes[start + $0] == wanted[$0] }
              : JSONValue(tree: tree, index: i).string == key
            if isEqual { found = i + 1 }
            i = Int(nodes[i + 1].next)
          }
          return found
        }
      }
    }
    return found.map { JSONValue(tree: tree, index: $0) }
  }

  private var children: [JSONValue] {
    var out: [JSONValue] = []
    var i = index + 1
    while i < Int(node.next) {
      out.append(JSONValue(tree: tree, index: i))
      i = Int(tree.nodes[i].next)
    }
    return out
  }

  /// The parser has checked every escape; lone surrogates become U+FFFD.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    var plain: [UInt8] = []
    func flush() {
      units += String(decoding: plain, as: UTF8.self).utf16
      plain.removeAll()
    }
    var i = bytes.startIndex
    while i < bytes.endIndex {
      guard bytes[i] == UInt8(ascii: "\\") else {
        plain.append(bytes[i])
        i += 1
        continue
      }
      flush()
      switch bytes[i + 1] {
      case UInt8(ascii: "u"):
        units.append(
          bytes[i + 2..<i + 6].reduce(0) { $0 << 4 | UInt16($1.hexDigit ?? 0) })
        i += 6
        continue
      case UInt8(ascii: "b"): units.append(8)
      case UInt8(ascii: "f"): units.append(12)
      case UInt8(ascii: "n"): units.append(10)
      case UInt8(ascii: "r"): units.append(13)
      case UInt8(ascii: "t"): units.append(9)
      case let other: units.append(UInt16(other))
      }
      i += 2
    }
    flush()
    return String(decoding: units, as: UTF16.self)
  }
}
