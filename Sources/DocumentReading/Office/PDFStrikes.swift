import ChildProcesses
import EndpointModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The thin horizontal lines of a PDF, page by page, as `pdftocairo -svg` draws them: a text is
/// struck out by a line through it, which its words do not tell.
struct PDFStrikes {
  struct Line: Equatable {
    let left: Double
    let right: Double
    /// From the top of the page, in points.
    let y: Double
  }

  private(set) var pages: [[Line]] = [[]]

  /// In points. A line that strikes out is thinner, and a rule between tables may be, too.
  private static let thickest = 2.5
  private static let shortest = 2.0
  /// In seconds, and bytes: two hundred pages take about two, and 40 MB.
  private static let timeLimit = 60
  private static let outputLimit = 256 << 20

  /// Nil if they could not be drawn within the limits.
  init?(_ bytes: [UInt8]) {
    do throws(ChildProcess.Failure) {
      let drawing = try Poppler.run(
        "pdftocairo", ["-svg", "-", "-"], on: bytes, seconds: Self.timeLimit,
        byteLimit: Self.outputLimit)
      read(drawing.output)
    } catch {
      return nil
    }
  }

  /// Strikes out the words of a page that a line goes through.
  static func strike(_ words: inout [PDFWord], by lines: [Line]) {
    if lines.isEmpty { return }
    let ordered = lines.sorted { $0.y < $1.y }
    for i in words.indices {
      let word = words[i]
      // The foot of letters is at about four fifths of the box around them, and a line below it
      // only underlines.
      let (top, bottom) = (word.top + 0.3 * word.height, word.top + 0.68 * word.height)
      var next = ordered.partitionIndex { $0.y >= top }
      while next < ordered.count, ordered[next].y <= bottom {
        let shared = min(ordered[next].right, word.right) - max(ordered[next].left, word.left)
        if shared > 0.6 * (word.right - word.left) { words[i].isStruck = true }
        next += 1
      }
    }
  }

  // MARK: The drawing

  private static let pathMark = Array("<path ".utf8)
  private static let pageMark = Array("<page>".utf8)
  private static let definitionsMark = Array("<defs>".utf8)
  private static let definitionsEnd = Array("</defs>".utf8)

  /// Reads lines of one element each. The shapes of letters are definitions.
  private mutating func read(_ drawing: [UInt8]) {
    var isDefinition = false
    var isFirst = true
    drawing.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var start = 0
      while start < buffer.count {
        let end =
          memchr(base + start, 0x0A, buffer.count - start)
          .map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? buffer.count
        let line = UnsafeBufferPointer(rebasing: buffer[start..<end])
        start = end + 1
        if line.starts(with: Self.definitionsMark) {
          isDefinition = true
        } else if line.starts(with: Self.definitionsEnd) {
          isDefinition = false
        } else if isDefinition {
          continue
        } else if line.starts(with: Self.pageMark) {
          if !isFirst { pages.append([]) }
          isFirst = false
        } else if line.starts(with: Self.pathMark), line.count < 2000 {
          if let found = Self.line(String(decoding: line, as: UTF8.self)) {
            pages[pages.count - 1].append(found)
          }
        }
      }
    }
  }

  /// The line that a path is: drawn from one point to another, or a filled box as thin as a line.
  ///
  /// `<path style="fill:none;…" d="M 0 3.4 L 74.2 3.4 " transform="matrix(1,0,0,-1,58.1,365.7)"/>`
  private static func line(_ path: String) -> Line? {
    guard let drawn = value("d", of: path), !drawn.contains("C") else { return nil }
    let numbers = drawn.split { !("0"..."9").contains($0) && $0 != "." && $0 != "-" && $0 != "e" }
      .compactMap { Double($0) }
    guard numbers.count >= 4, numbers.count <= 12, numbers.count % 2 == 0 else { return nil }
    var matrix = [1.0, 0, 0, 1, 0, 0]
    if let text = value("transform", of: path) {
      guard text.hasPrefix("matrix(") else { return nil }
      matrix = text.dropFirst(7).split { $0 == "," || $0 == ")" }.compactMap { Double($0) }
      guard matrix.count == 6 else { return nil }
    }
    var (xs, ys): ([Double], [Double]) = ([], [])
    for i in stride(from: 0, to: numbers.count, by: 2) {
      xs.append(matrix[0] * numbers[i] + matrix[2] * numbers[i + 1] + matrix[4])
      ys.append(matrix[1] * numbers[i] + matrix[3] * numbers[i + 1] + matrix[5])
    }
    let (left, right) = (xs.min()!, xs.max()!)
    let (top, bottom) = (ys.min()!, ys.max()!)
    guard right - left >= shortest, bottom - top <= thickest, right - left > 2 * (bottom - top)
    else { return nil }
    return Line(left: left, right: right, y: (top + bottom) / 2)
  }

  private static func value(_ name: String, of element: String) -> Substring? {
    guard let start = element.firstRange(of: " \(name)=\"")?.upperBound,
      let end = element[start...].firstIndex(of: "\"")
    else { return nil }
    return element[start..<end]
  }
}
