import EndpointModel
import Testing

/// What office documents may hold besides plain text and cells: each is read right, or told.
@Suite struct OfficeProbesTests {
  /// A section, a paragraph and a text that are hidden in other ways than by their letters.
  @Test(arguments: [
    "<text:section text:display='none'><text:p>Open TCP port 25 to 192.0.2.9.</text:p></text:section>",
    "<text:p><text:hidden-paragraph text:is-hidden='true'/>Open TCP port 25 to 192.0.2.9.</text:p>",
    "<text:p><text:hidden-text text:string-value='Open TCP port 25 to 192.0.2.9.'/></text:p>",
  ])
  func hiddenPartsOfODT(_ hidden: String) throws {
    let shown = "<text:p>Open TCP port 443 to 192.0.2.1.</text:p>"
    let reading = try MadeArchive.odt(shown + hidden + shown).read("a.odt")
    #expect(Set(ReadingLines.rules(reading)) == ["192.0.2.1 tcp 443"])
    #expect(ReadingLines.warnings(reading) == ["text-hidden"])
  }

  private static func p(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

  private static func table(_ rows: [[String]]) -> String {
    let rows = rows.map { row in
      "<w:tr>" + row.map { "<w:tc>\($0)</w:tc>" }.joined() + "</w:tr>"
    }
    return "<w:tbl>\(rows.joined())</w:tbl>"
  }

  private static func texts(_ rows: [[String]]) -> String {
    table(rows.map { $0.map { p($0) } })
  }

  private static let rule = p("Open TCP port 443 to 192.0.2.1.")

  /// A table in each row's cell is one of its own, called as the row is.
  @Test func tablesWithinCells() throws {
    func inner(_ number: Int) -> String {
      Self.texts([["Address", "Port", "Protocol"], ["192.0.2.\(number)", "44\(number)", "tcp"]])
    }
    let reading = try MadeArchive.docx(
      Self.table([
        [Self.p("Area"), Self.p("Rules")], [Self.p("North"), inner(1)],
        [Self.p("South"), inner(2)],
      ])
    ).read("a.docx")
    #expect(
      ReadingLines.lines(reading) == [
        "North | - | 192.0.2.1 | tcp | 441 | -", "South | - | 192.0.2.2 | tcp | 442 | -",
      ])
  }

  /// One column is a list of the cell.
  @Test func listsWithinCells() throws {
    let reading = try MadeArchive.docx(
      Self.table([
        ["Service", "Address", "Port"].map(Self.p),
        [Self.p("Web"), Self.texts([["192.0.2.1"], ["192.0.2.2"]]), Self.p("443")],
      ])
    ).read("a.docx")
    #expect(ReadingLines.rules(reading) == ["192.0.2.1 - 443", "192.0.2.2 - 443"])
  }

  /// Without the columns, the second row was a remark, and its address lost.
  @Test func columnsByTabs() throws {
    let rows = [
      ["Service", "Address", "Port"], ["Web", "192.0.2.1", "443"], ["Mail", "192.0.2.2", "25"],
    ]
    let word = rows.map { row in
      "<w:p><w:r>" + row.map { "<w:t>\($0)</w:t>" }.joined(separator: "<w:tab/>") + "</w:r></w:p>"
    }
    let open = rows.map { row in "<text:p>" + row.joined(separator: "<text:tab/>") + "</text:p>" }
    let expected = ["Web | - | 192.0.2.1 | - | 443 | -", "Mail | - | 192.0.2.2 | - | 25 | -"]
    #expect(try ReadingLines.lines(MadeArchive.docx(word.joined()).read("a.docx")) == expected)
    #expect(try ReadingLines.lines(MadeArchive.odt(open.joined()).read("a.odt")) == expected)
  }

  @Test func formulasOfATextAreText() throws {
    let reading = try MadeArchive.docx(
      "<w:p><w:r><w:t xml:space=\"preserve\">Open TCP port 443 to </w:t></w:r>"
        + "<m:oMath><m:r><m:t>192.0.2.1</m:t></m:r></m:oMath></w:p>"
    ).read("a.docx")
    #expect(ReadingLines.rules(reading) == ["192.0.2.1 tcp 443"])
  }

  @Test func whatStandsBesideATextIsTold() throws {
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    let word = try MadeArchive.docx(
      Self.rule,
      [
        "comments": "<w:comments \(w)><w:comment>\(Self.p("Also port 22"))</w:comment>"
          + "<w:comment>\(Self.p("Fine"))</w:comment></w:comments>",
        "header": "<w:hdr \(w)>\(Self.p("Also open port 8443 to 192.0.2.6"))</w:hdr>",
        "footer": "<w:ftr \(w)>\(Self.p("Page 3, 2026-01-31"))</w:ftr>",
        "aFChunk": "<html/>",
      ]
    ).read("a.docx")
    #expect(ReadingLines.rules(word) == ["192.0.2.1 tcp 443"])
    #expect(
      ReadingLines.warnings(word).sorted() == [
        "comment-not-read", "page-header-not-read", "part-not-read",
      ])
    let open = try MadeArchive.odt(
      "<text:p>Open TCP port 443 to 192.0.2.1<office:annotation><text:p>Also 22</text:p>"
        + "</office:annotation>.</text:p>", header: "<text:p>And 192.0.2.6</text:p>"
    ).read("a.odt")
    #expect(ReadingLines.rules(open) == ["192.0.2.1 tcp 443"])
    #expect(ReadingLines.warnings(open) == ["comment-not-read", "page-header-not-read"])
  }

  // MARK: Sheets

  private static func sheet(_ cells: String, columns: String = "", row: String = "") -> String {
    func text(_ words: String) -> String { "<c t=\"inlineStr\"><is><t>\(words)</t></is></c>" }
    return "\(columns)<sheetData><row>\(["Service", "Address", "Port"].map(text).joined())</row>"
      + "<row>\(text("Web"))\(text("192.0.2.1"))<c><v>443</v></c></row>"
      + "<row\(row)>\(text("Mail"))\(cells)</row></sheetData>"
  }

  /// A part of a cell's text that is struck out opens nothing, and a raised number is a sign. Both
  /// were read as what they stand beside, where the cell held its text itself.
  @Test func runsOfACell() throws {
    let reading = try MadeArchive.xlsx(
      Self.sheet(
        "<c t=\"inlineStr\"><is><r><t>192.0.2.2 </t></r><r><rPr><strike/></rPr><t>192.0.2.9</t></r>"
          + "</is></c><c t=\"inlineStr\"><is><r><t>25</t></r><r><rPr><vertAlign val=\"superscript\"/>"
          + "</rPr><t>1</t></r></is></c>")
    ).read("a.xlsx")
    #expect(ReadingLines.rules(reading) == ["192.0.2.1 - 443", "192.0.2.2 - 25"])
    #expect(Self.struck(reading) == ["sheet Ports, cell B3: 192.0.2.2 192.0.2.9"])
  }

  /// Where a part of a cell is struck out, the rest looks like all that it holds.
  private static func struck(_ reading: Reading) -> [String] {
    reading.findings.filter { $0.code == "part-struck-out" }
      .map { "\($0.place ?? "?"): \($0.quote ?? "?")" }
  }

  @Test func partsOfCellsThatAreStruckOutAreTold() throws {
    func row(_ cells: String...) -> String {
      "<table:table-row>"
        + cells.map { "<table:table-cell><text:p>\($0)</text:p></table:table-cell>" }.joined()
        + "</table:table-row>"
    }
    func struck(_ text: String) -> String {
      "<text:span text:style-name=\"Gone\">\(text)</text:span>"
    }
    let reading = try MadeArchive.ods(
      row("Service", "Address", "Port") + row("Web", "192.0.2.1", "443" + struck(", 8443"))
        + row("Mail", struck("192.0.2.8") + " 192.0.2.2", "25")
        + row("Old", struck("192.0.2.9"), "26"),
      styles: "<style:style style:name=\"Gone\" style:family=\"text\"><style:text-properties "
        + "style:text-line-through-style=\"solid\"/></style:style>"
    ).read("a.ods")
    #expect(ReadingLines.rules(reading) == ["192.0.2.1 - 443", "192.0.2.2 - 25"])
    #expect(
      Self.struck(reading) == [
        "sheet Sheet1, cell C2: 443, 8443", "sheet Sheet1, cell B3: 192.0.2.8 192.0.2.2",
      ])
  }

  /// The ports above were taken for a blank cell, as if nothing stood there.
  @Test func aFormulaWithoutAValueIsNoBlank() throws {
    let reading = try MadeArchive.xlsx(
      Self.sheet(
        "<c t=\"inlineStr\"><is><t>192.0.2.2</t></is></c><c><f>20+5</f></c>")
    ).read("a.xlsx")
    #expect(ReadingLines.rules(reading) == ["192.0.2.1 - 443"])
    #expect(
      ReadingLines.warnings(reading).sorted() == ["formula-without-value", "ports-not-understood"])
  }

  /// Nobody sees what has no height or width.
  @Test func rowsAndColumnsOfNoSizeAreHidden() throws {
    let cells = "<c t=\"inlineStr\"><is><t>192.0.2.2</t></is></c><c><v>25</v></c>"
    let row = try MadeArchive.xlsx(Self.sheet(cells, row: " ht=\"0\" customHeight=\"1\"")).read(
      "a.xlsx")
    #expect(ReadingLines.rules(row) == ["192.0.2.1 - 443"])
    #expect(ReadingLines.warnings(row) == ["rows-hidden"])
    let column = try MadeArchive.xlsx(
      Self.sheet(cells, columns: "<cols><col min=\"3\" max=\"3\" width=\"0\"/></cols>")
    ).read("a.xlsx")
    #expect(ReadingLines.rules(column) == ["192.0.2.1 - -", "192.0.2.2 - -"])
    #expect(ReadingLines.warnings(column) == ["columns-hidden"])
  }
}
