import ChangeReporting
import DocumentReading
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Taking over a support desk's sheet: all of it or nothing.
extension Route {
  static let sheetOrders: [Route] = [
    Route(
      doing: "/api/v1/sheet", "Takes customers and ports from a sheet: all of it or nothing.",
      .role(.desk, .everything), sheetFields
    ) { order in
      let (report, notices) = try order.takeSheet()
      return Answer(report.json(notices))
    }.taking(mostBytes: mostSheet)
  ]

  /// In bytes, with what else is in the form: a sheet of some thousand customers.
  private static let mostSheet = 1 << 20

  static let sheetPages: [Route] = [
    Route(
      page: "/sheet", "Asks for a sheet of customers and ports.", .role(.desk, .everything)
    ) { question in
      PageFrame.answer(question, "Take over a sheet", in: .customers) {
        SheetFileForm(session: question.caller.session).html
        SheetForm(session: question.caller.session).html
      }
    },
    Route(
      doing: "/sheet", "Takes customers and ports from a sheet: all of it or nothing.",
      .role(.desk, .everything), sheetFields, mediaType: PageFrame.mediaType
    ) { order in
      let (report, notices) = try order.takeSheet()
      let isTry = try order.isOn("dry-run")
      let shown = try order.files["sheet"].flatMap { file in
        isTry
          ? order.site.shown.keep(file, for: .sheet, of: try order.author(), at: order.now) : nil
      }
      return try PageFrame.answer(order, "The sheet", in: .customers) {
        SheetReportView(report, notices).html
        if let shown {
          try ShownSheetForm(shown, order).html()
        } else if isTry {
          SheetForm(
            session: order.caller.session, sheet: try order.one("sheet") ?? "",
            deployment: try order.one("deployment") ?? ""
          ).html
        } else {
          Tag.p { Tag.a(.href(Link("customers"))) { "The customers" } }
        }
      }
    }.taking(mostBytes: mostSheet),
    Route(
      doing: "/sheet/shown", "Takes over the sheet whose effect was shown.",
      .role(.desk, .everything), [shownFile] + sheetSettings, mediaType: PageFrame.mediaType
    ) { order in
      let (report, notices) = try order.take(order.shownFile(for: .sheet), isTry: false)
      try order.forgetShown(for: .sheet)
      return PageFrame.answer(order, "The sheet", in: .customers) {
        SheetReportView(report, notices).html
        Tag.p { Tag.a(.href(Link("customers"))) { "The customers" } }
      }
    },
  ]

  private static let sheetFields =
    [
      Parameter(
        "sheet",
        "A CSV file with a header, a workbook, or the JSON of customer export; a file or its text.",
        isRequired: true, isFile: true),
      Parameter("dry-run", "Tells what would change; nothing is stored.", words: ["yes", "no"]),
    ] + sheetSettings

  private static let sheetSettings = [
    Parameter("deployment", "For rows that name none."),
    Parameter(
      "new", "Adds customers although their names are near others'.", words: ["yes", "no"]),
    note,
  ]
}

extension Order {
  fileprivate func takeSheet() throws -> (report: ImportReport, notices: [Finding]) {
    try take(file("sheet"), isTry: isOn("dry-run"))
  }

  /// - Parameter isTry: whether nothing is stored.
  fileprivate func take(
    _ file: UploadedFile, isTry: Bool
  ) throws -> (report: ImportReport, notices: [Finding]) {
    var settings = CustomerSheetReader.Settings()
    settings.zone = zone
    settings.deployment = try field("deployment") { try DeploymentName(parsing: $0) }
    var sheet = try SheetImport(Document(bytes: file.bytes, source: file.name), settings)
    sheet.allowsNearNames = try isOn("new")
    // What a row says is checked against all that is there at that moment.
    let outcome =
      try isTry
      ? rehearse(isLong: sheet.isLong) { try sheet.take($0) }
      : write(isLong: sheet.isLong) { try sheet.take($0) }
    return (ImportReport(outcome: outcome, isStored: !isTry, in: zone), sheet.notices)
  }
}
