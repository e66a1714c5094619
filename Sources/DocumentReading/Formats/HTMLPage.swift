/// A page as texts and the elements that order them, in document order. Elements that only
/// dress a text (`b`, `span`, `a`) are left out; what they hold is one text with what
/// stands around it.
struct HTMLPage {
  enum Kind: Equatable {
    case text, comment
    /// The start or the end of an element that stands apart: `p`, `div`.
    case boundary
    case heading(level: UInt8)
    /// An item or a term, what defines a term, a list of them.
    case item, definition, list
    /// Lines that stay as they are.
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
    /// Where it begins, from 1.
    let line: UInt32
    /// The bytes of a text or comment among those of the page.
    let text: Range<UInt32>
    /// The place of the first node behind it and behind all that is in it.
    var end: UInt32
  }

  /// The words of `title`.
  var title: [UInt8] = []
  var nodes: [Node] = []
  /// By the places of cells; those of one row and column are left out.
  var spans: [Int: SpannedTable.Span] = [:]
  /// What texts and comments hold, one behind the other.
  var characters: [UInt8] = []

  /// The nodes in a node, without those in them.
  func children(of node: Int) -> Children { Children(of: node, in: nodes) }

  /// The words of a text or comment, folded, without control and invisible characters,
  /// which may be written as character references.
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

  /// The places of the nodes in a node.
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
