import DocumentReading
import EndpointModel

/// A PDF made for a test: texts at places, in Helvetica.
struct DrawnPDF {
  /// Reads a page with a title and what is drawn below it.
  static func read(_ draw: (inout DrawnPDF) -> Void) throws -> Reading {
    var pdf = DrawnPDF()
    pdf.put("Ports of the harbour radio", 40, 40, size: 18)
    draw(&pdf)
    return try DocumentReader.read(Document(bytes: pdf.bytes, source: "harbour.pdf"))
  }

  private var pages: [String] = [""]

  /// Puts a text on the page.
  ///
  /// - Parameters:
  ///   - x: from the left, in points (1/72 inch).
  ///   - y: from the top, to the foot of the letters.
  mutating func put(_ text: String, _ x: Double, _ y: Double, size: Double = 10) {
    let words = text.split(separator: "\\", omittingEmptySubsequences: false)
      .joined(separator: "\\\\").split(separator: "(", omittingEmptySubsequences: false)
      .joined(separator: "\\(").split(separator: ")", omittingEmptySubsequences: false)
      .joined(separator: "\\)")
    pages[pages.count - 1] += "BT /F1 \(size) Tf \(x) \(800 - y) Td (\(words)) Tj ET\n"
  }

  /// Puts texts at the left edges of columns.
  mutating func putRow(_ texts: [String], _ lefts: [Double], _ y: Double, size: Double = 10) {
    for (text, left) in zip(texts, lefts) where !text.isEmpty { put(text, left, y, size: size) }
  }

  /// Draws a line as thin as one that strikes a text out.
  mutating func line(_ x: Double, to end: Double, _ y: Double) {
    pages[pages.count - 1] += "0.5 w \(x) \(800 - y) m \(end) \(800 - y) l S\n"
  }

  /// Draws an upright line.
  mutating func upright(_ x: Double, _ y: Double, to end: Double) {
    pages[pages.count - 1] += "0.5 w \(x) \(800 - y) m \(x) \(800 - end) l S\n"
  }

  /// Draws the lines around cells, all of one height and width.
  mutating func frame(_ xs: [Double], _ ys: [Double]) {
    for x in xs { upright(x, ys[0], to: ys[ys.count - 1]) }
    for y in ys { line(xs[0], to: xs[xs.count - 1], y) }
  }

  /// Draws a filled square as small as the mark of an item.
  mutating func dot(_ x: Double, _ y: Double) {
    pages[pages.count - 1] += "\(x) \(800 - y) 3 3 re f\n"
  }

  /// Draws something of which only what lies in an area is shown.
  mutating func within(
    _ left: Double, to right: Double, top: Double = 0, bottom: Double = 800,
    _ draw: (inout DrawnPDF) -> Void
  ) {
    pages[pages.count - 1] +=
      "q \(left) \(800 - bottom) \(right - left) \(bottom - top) re W n\n"
    draw(&self)
    pages[pages.count - 1] += "Q\n"
  }

  mutating func endPage() { pages.append("") }

  /// The file (ISO 32000-1, 7.5).
  var bytes: [UInt8] {
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count \(pages.count) /Kids ["
        + pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ") + "] >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for (i, page) in pages.enumerated() {
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents \(5 + 2 * i) 0 R "
          + "/Resources << /Font << /F1 3 0 R >> >> >>")
      objects.append("<< /Length \(page.utf8.count) >>\nstream\n\(page)endstream")
    }
    var file = "%PDF-1.4\n"
    var table = "0000000000 65535 f \n"
    for (i, object) in objects.enumerated() {
      let place = String(file.utf8.count)
      table += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
      file += "\(i + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n\(table)trailer\n"
    file += "<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }
}
