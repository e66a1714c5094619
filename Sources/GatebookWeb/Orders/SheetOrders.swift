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

  /// In bytes: a sheet of some thousand customers.
  private static let mostSheet = 1 << 20

  static let sheetPages: [Route] = [
    Route(
      page: "/sheet", "Asks for a sheet of customers and ports.", .role(.desk, .everything)
    ) { question in
      PageFrame.answer(question, "Take over a sheet", in: .customers) {
        SheetForm(session: question.caller.session).html
      }
    },
    Route(
      doing: "/sheet", "Takes customers and ports from a sheet: all of it or nothing.",
      .role(.desk, .everything), sheetFields, mediaType: PageFrame.mediaType
    ) { order in
      let (report, notices) = try order.takeSheet()
      return try PageFrame.answer(order, "The sheet", in: .customers) {
        Tag.pre(.tabIndex(0), .role("group"), .label("What changes")) { report.text }
        if !notices.isEmpty {
          Tag.ul {
            for notice in notices {
              Tag.li { "\(notice.placeWords.map { $0 + ": " } ?? "")\(notice.message)" }
            }
          }
        }
        if try order.isOn("dry-run") {
          SheetForm(
            session: order.caller.session, sheet: try order.one("sheet") ?? "",
            deployment: try order.one("deployment") ?? ""
          ).html
        } else {
          Tag.p { Tag.a(.href(Link("customers"))) { "The customers" } }
        }
      }
    }.taking(mostBytes: mostSheet),
  ]

  private static let sheetFields = [
    Parameter(
      "sheet", "The text of a CSV file with a header, or the JSON of customer export.",
      isRequired: true),
    Parameter("deployment", "For rows that name none."),
    Parameter("dry-run", "Tells what would change; nothing is stored.", words: ["yes", "no"]),
    Parameter(
      "new", "Adds customers although their names are near others'.", words: ["yes", "no"]),
    note,
  ]
}

extension Order {
  fileprivate func takeSheet() throws -> (report: ImportReport, notices: [Finding]) {
    var settings = CustomerSheetReader.Settings()
    settings.deployment = try field("deployment") { try DeploymentName(parsing: $0) }
    let text = try one("sheet") ?? ""
    var sheet = try SheetImport(
      Document(bytes: Array(text.utf8), source: "the sheet"), settings)
    sheet.allowsNearNames = try isOn("new")
    let isTry = try isOn("dry-run")
    // What a row says is checked against all that is there at that moment.
    let outcome = try isTry ? rehearse { try sheet.take($0) } : write { try sheet.take($0) }
    return (ImportReport(outcome: outcome, isStored: !isTry), sheet.notices)
  }
}

private struct SheetForm {
  let session: Session?
  var sheet = ""
  var deployment = ""

  var html: HTML {
    Tag.form(.class("stacked"), .method("post"), .action(Link("sheet"))) {
      Tag.label(.labelFor("sheet")) { "The sheet, as CSV with a header" }
      Tag.textarea(.id("sheet"), .name("sheet"), .rows(12), .required, .describedBy("sheet-help")) {
        sheet
      }
      Tag.p(.id("sheet-help"), .class("faint")) {
        "Columns in any order: customer, name, contacts, deployment, signaling port, data ports, "
        "from, until, note. With an error, nothing is stored, and every wrong line is named."
      }
      Tag.label(.labelFor("deployment")) { "Deployment of rows that name none" }
      Tag.input(
        .id("deployment"), .name("deployment"), .type("text"), .value(deployment))
      if let session { session.field }
      Tag.div(.class("buttons")) {
        Tag.button(.type("submit"), .name("dry-run"), .value("yes")) { "Tell what would change" }
        Tag.button(.type("submit"), .name("dry-run"), .value("no"), .class("quiet")) {
          "Take it over"
        }
      }
    }
  }
}
