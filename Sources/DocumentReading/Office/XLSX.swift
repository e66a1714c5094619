/// A workbook of Excel (SpreadsheetML, ECMA-376 part 1, 18).
struct XLSX {
  private let archive: Archive
  private var startsIn1904 = false
  private var strings: [String] = []
  private var styles: [XLSXStyles.Style] = []

  static func spreadsheet(_ archive: Archive) throws(OfficeProblem) -> Spreadsheet {
    var reader = XLSX(archive)
    return try reader.read()
  }

  private init(_ archive: Archive) { self.archive = archive }

  private mutating func read() throws(OfficeProblem) -> Spreadsheet {
    let package = try PackageLinks(of: "", in: archive)
    let name = package.target("officeDocument") ?? "xl/workbook.xml"
    let workbook = Workbook()
    try XMLStream.read(try archive.part(name), of: name, to: workbook)
    startsIn1904 = workbook.startsIn1904
    let links = try PackageLinks(of: name, in: archive)
    if let part = links.target("sharedStrings") {
      let reader = XLSXStrings()
      try XMLStream.read(try archive.part(part), of: part, to: reader)
      strings = reader.strings
    }
    if let part = links.target("styles") {
      let reader = XLSXStyles()
      try XMLStream.read(try archive.part(part), of: part, to: reader)
      styles = reader.styles
    }
    var spreadsheet = Spreadsheet()
    spreadsheet.title = try DocumentProperties.title(package.target("core-properties"), archive)
    for entry in workbook.sheets {
      var sheet = Spreadsheet.Sheet(name: entry.name)
      sheet.isHidden = entry.isHidden
      guard let link = links.links[entry.id] else {
        throw .damaged("the part of the sheet \(entry.name) is missing")
      }
      // A sheet of a diagram or a macro has no cells.
      if link.kind == "worksheet" {
        let reader = XLSXSheet(
          sheet, strings: strings, styles: styles, startsIn1904: startsIn1904)
        try XMLStream.read(try archive.part(link.target), of: link.target, to: reader)
        if let fault = reader.fault { throw .damaged("\(link.target): \(fault)") }
        sheet = reader.sheet
        let own = try PackageLinks(of: link.target, in: archive)
        for (kind, isDrawing) in [("comments", false), ("drawing", true)] {
          guard let part = own.target(kind), let bytes = try archive.file(part) else { continue }
          let beside = XLSXBeside(sheet, isDrawing: isDrawing)
          try XMLStream.read(bytes, of: part, to: beside)
          sheet = beside.sheet
        }
      }
      spreadsheet.sheets.append(sheet)
    }
    return spreadsheet
  }

  /// The list of sheets (18.2.27).
  private final class Workbook: XMLHandler {
    var sheets: [(name: String, id: String, isHidden: Bool)] = []
    var startsIn1904 = false

    func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
      switch name {
      case "x:workbookPr":
        startsIn1904 = attributes["date1904"].map { $0 == "1" || $0 == "true" } ?? false
      case "x:sheet":
        sheets.append(
          (
            attributes["name"] ?? "", attributes["id"] ?? "",
            attributes["state"].map { $0 != "visible" } ?? false
          ))
      default: break
      }
    }

    func end(_ name: XMLStream.Name) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
  }
}

/// The properties of a package (ECMA-376 part 2, 8; OpenDocument 1.3 part 3, 4.3).
enum DocumentProperties {
  /// The document's title; nil if it has none.
  static func title(_ part: String?, _ archive: Archive) throws(OfficeProblem) -> String? {
    guard let part, let bytes = try archive.file(part) else { return nil }
    let reader = Reader()
    try XMLStream.read(bytes, of: part, to: reader)
    return String(decoding: reader.title, as: UTF8.self).withoutUnsafeCharacters.text.foldedOrNil
  }

  private final class Reader: XMLHandler {
    var title: [UInt8] = []
    private var isInTitle = false

    func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
      isInTitle = name == "dc:title"
    }

    func end(_ name: XMLStream.Name) { isInTitle = false }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
      if isInTitle, title.count < 1000 { title += bytes }
    }
  }
}
