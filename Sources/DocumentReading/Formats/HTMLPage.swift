/// A page as texts and the elements that structure them, in document order. Elements that only
/// format text (`b`, `span`, `a`) are left out; their content forms one text with the text around
/// them.
struct HTMLPage {
  enum Kind: Equatable {
    case text, comment
    /// The start or the end of a block-level element: `p`, `div`.
    case boundary
    case heading(level: UInt8)
    /// An item or a term, the definition of a term, a list of them.
    case item, definition, list
    /// Preformatted lines.
    case code
    /// A table, its title, its head, body or foot, a row, a cell.
    case table, caption
    case rows(isHead: Bool)
    case row
    case cell(isHeader: Bool)

    var isCell: Bool { if case .cell = self { true } else { false } }
  }

  struct Node {
    let kind: Kind
    /// The line where it begins, from 1.
    let line: UInt32
    /// The bytes of a text or comment within the page's `characters`.
    let text: Range<UInt32>
    /// The index of the first node after it and everything inside it.
    var end: UInt32
  }

  /// The words of `title`.
  var title: [UInt8] = []
  var nodes: [Node] = []
  /// By the indices of cells; those of one row and column are left out.
  var spans: [Int: SpannedTable.Span] = [:]
  /// The contents of texts and comments, one after the other.
  var characters: [UInt8] = []

  /// The direct children of a node.
  func children(of node: Int) -> Children { Children(of: node, in: nodes) }

  /// The words of a text or comment, folded, without control and invisible characters, which may
  /// come from character references.
  func words(of node: Int) -> String {
    let text = nodes[node].text
    return characters.withUnsafeBufferPointer { bytes in
      let bytes = UnsafeBufferPointer(
        rebasing: bytes[Int(text.lowerBound)..<Int(text.upperBound)])
      if bytes.allSatisfy({ $0.isSafe || $0 == UInt8(ascii: "\n") }) {
        return String(folding: bytes)
      }
      return String(decoding: bytes, as: UTF8.self).folded.withoutUnsafeCharacters(
        keepsStruckMarks: true
      ).text.folded
    }
  }

  /// The indices of a node's direct children.
  struct Children: Sequence, IteratorProtocol {
    private let nodes: [Node]
    private var place: Int
    private let end: Int

    init(of node: Int, in nodes: [Node]) {
      self.nodes = nodes
      place = node + 1
      end = Int(nodes[node].end)
    }

    mutating func next() -> Int? {
      if place >= end { return nil }
      defer { place = Int(nodes[place].end) }
      return place
    }
  }
}
