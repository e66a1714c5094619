/// One JSON text per line (ndjson.org), as a list.
enum NDJSON {
  static func node(_ text: SourceText) throws(ReadingError) -> DataNode {
    var nodes: [DataNode] = []
    var number = 0
    var end = 0
    while let line = text.nextLine(from: end) {
      number += 1
      end = line.end
      let bytes = text.utf8[line.text]
      if bytes.allSatisfy(\.isASCIIBlank) { continue }
      nodes.append(try node(Array(bytes), number, text))
    }
    return DataNode(line: nodes.first?.line ?? 1, content: .list(nodes))
  }

  private static func node(_ bytes: [UInt8], _ number: Int, _ text: SourceText)
    throws(ReadingError) -> DataNode
  {
    do throws(ReadingError) {
      let line = SourceText(source: text.source, encoding: text.encoding, utf8: bytes)
      return DataNode(try JSONTree(line).root, lineOffset: number - 1)
    } catch {
      guard case .malformed(let source, let format, _, let column, let rule) = error else {
        throw error
      }
      throw .malformed(source: source, format: format, line: number, column: column, rule: rule)
    }
  }

  /// Whether the first two lines are whole objects.
  static func begins(_ text: SourceText) -> Bool {
    var end = 0
    var count = 0
    while count < 2, let line = text.nextLine(from: end, within: SourceText.lineByteLimit) {
      end = line.end
      var bytes = text.utf8[line.text]
      while bytes.first?.isASCIIBlank ?? false { bytes.removeFirst() }
      while bytes.last?.isASCIIBlank ?? false { bytes.removeLast() }
      if bytes.isEmpty { continue }
      guard bytes.count > 1, bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}")
      else { return false }
      count += 1
    }
    return count == 2
  }
}
