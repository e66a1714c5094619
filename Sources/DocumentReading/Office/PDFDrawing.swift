import ChildProcesses

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The straight lines of a PDF, page by page, as `pdftocairo -svg` draws them: the borders of cells,
/// and what strikes a text out, which the words of a page do not tell.
struct PDFDrawing {
  /// A line along the page's edges.
  struct Line: Equatable {
    /// From where to where it reaches, in points from the left, or from the top if it is upright.
    let start: Double
    let end: Double
    /// How far from the top it is, or from the left if it is upright.
    let place: Double
  }

  /// A small disc, circle or square, as web browsers draw before the items of lists.
  struct Dot: Equatable {
    let left: Double
    let right: Double
    /// From the top of the page.
    let middle: Double
  }

  struct Page: Equatable {
    var level: [Line] = []
    var upright: [Line] = []
    var dots: [Dot] = []
    /// Where letters are cut through: the ends of areas beyond which nothing of them is shown.
    var cuts: [PDFCut] = []
  }

  private(set) var pages = [Page()]

  /// In points. A filled box as thin as this is a line.
  fileprivate static let thickest = 2.5
  fileprivate static let shortest = 2.0
  /// How wide a dot is.
  fileprivate static let dotWidth = 2.0...7.0
  /// In seconds, and bytes: two hundred pages take about two, and 40 MB.
  private static let timeLimit = 60
  private static let outputLimit = 256 << 20
  /// In bytes; a program may draw all borders of a page as one path.
  private static let longestPath = 1 << 16

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

  private static let pathMark = Array("<path ".utf8)
  private static let pageMark = Array("<page>".utf8)
  private static let definitionsMark = Array("<defs>".utf8)
  private static let definitionsEnd = Array("</defs>".utf8)

  /// Reads lines of one element each. The shapes of letters are definitions.
  private mutating func read(_ drawing: [UInt8]) {
    var clips = PDFClips()
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
          clips.define(line)
        } else if let cut = clips.cut(line) {
          pages[pages.count - 1].cuts.append(cut)
        } else if line.starts(with: Self.pageMark) {
          if !isFirst { pages.append(Page()) }
          isFirst = false
        } else if line.starts(with: Self.pathMark), line.count < Self.longestPath {
          pages[pages.count - 1].add(String(decoding: line, as: UTF8.self))
        }
      }
    }
  }
}

extension PDFDrawing.Page {
  /// Adds the lines that a path is: those drawn from one point to the next, and the filled boxes as
  /// thin as a line.
  ///
  /// `<path style="fill:none;…" d="M 0 3.4 L 74.2 3.4 " transform="matrix(1,0,0,-1,58.1,365.7)"/>`
  fileprivate mutating func add(_ path: String) {
    guard let drawn = Self.value("d", of: path), let matrix = Self.matrix(path) else { return }
    let isFilled = !(Self.value("style", of: path) ?? "").contains("fill:none")
    var points: [(x: Double, y: Double)] = []
    var numbers: [Double] = []
    // A curve is no border, but may round the corners of one.
    var isCurved = false
    for word in drawn.split(separator: " ") {
      if let number = Double(word) {
        numbers.append(number)
        guard numbers.count == (isCurved ? 6 : 2) else { continue }
        let (x, y) = (numbers[numbers.count - 2], numbers[numbers.count - 1])
        let point = (
          x: matrix[0] * x + matrix[2] * y + matrix[4], y: matrix[1] * x + matrix[3] * y + matrix[5]
        )
        if !isFilled, !isCurved, let last = points.last { addBox([last, point]) }
        points.append(point)
        numbers = []
      } else if word == "Z", !isFilled, let first = points.first, let last = points.last {
        addBox([last, first])
      } else {
        if word == "M" {
          if isFilled { addBox(points) }
          addDot(points)
          points = []
        }
        isCurved = word == "C"
      }
    }
    if isFilled { addBox(points) }
    addDot(points)
  }

  /// Adds the box around some points if it is as small as the mark of an item, and as wide as high.
  private mutating func addDot(_ points: [(x: Double, y: Double)]) {
    guard points.count >= 4, points.count <= 20 else { return }
    let (left, right) = (points.lazy.map(\.x).min()!, points.lazy.map(\.x).max()!)
    let (top, bottom) = (points.lazy.map(\.y).min()!, points.lazy.map(\.y).max()!)
    guard PDFDrawing.dotWidth.contains(right - left), abs(right - left - (bottom - top)) < 0.3
    else { return }
    dots.append(PDFDrawing.Dot(left: left, right: right, middle: (top + bottom) / 2))
  }

  /// Adds the box around some points if it is a line.
  private mutating func addBox(_ points: [(x: Double, y: Double)]) {
    guard points.count > 1 else { return }
    let (left, right) = (points.lazy.map(\.x).min()!, points.lazy.map(\.x).max()!)
    let (top, bottom) = (points.lazy.map(\.y).min()!, points.lazy.map(\.y).max()!)
    let (width, height) = (right - left, bottom - top)
    if height <= PDFDrawing.thickest, width >= PDFDrawing.shortest, width > 2 * height {
      level.append(PDFDrawing.Line(start: left, end: right, place: (top + bottom) / 2))
    } else if width <= PDFDrawing.thickest, height >= PDFDrawing.shortest, height > 2 * width {
      upright.append(PDFDrawing.Line(start: top, end: bottom, place: (left + right) / 2))
    }
  }

  private static func matrix(_ path: String) -> [Double]? {
    guard let text = value("transform", of: path) else { return [1, 0, 0, 1, 0, 0] }
    guard text.hasPrefix("matrix(") else { return nil }
    let numbers = text.dropFirst(7).split { $0 == "," || $0 == ")" }.compactMap { Double($0) }
    return numbers.count == 6 ? numbers : nil
  }

  private static func value(_ name: String, of element: String) -> Substring? {
    guard let start = element.firstRange(of: " \(name)=\"")?.upperBound,
      let end = element[start...].firstIndex(of: "\"")
    else { return nil }
    return element[start..<end]
  }
}
