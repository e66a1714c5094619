import ChangeReporting
import EndpointModel
import GatebookService

/// What a sheet changes, or would.
struct SheetReportView {
  private let report: ImportReport
  private let notices: [Finding]

  init(_ report: ImportReport, _ notices: [Finding]) {
    self.report = report
    self.notices = notices
  }

  var html: HTML {
    HTML {
      HTML.lines("What changes", report.text)
      if !notices.isEmpty {
        Tag.ul {
          for notice in notices {
            Tag.li { "\(notice.placeWords.map { $0 + ": " } ?? "")\(notice.message)" }
          }
        }
      }
    }
  }
}

/// The form by which a sheet is sent as a file.
struct SheetFileForm {
  let session: Session?

  var html: HTML {
    Tag.section(.class("card"), .labelledBy("as-file")) {
      Tag.h2(.id("as-file")) { "As a file" }
      Tag.form(.class("stacked"), .method("post"), .action(Link("sheet")), .sendsFiles) {
        Tag.label(.labelFor("file")) { "A CSV file, a workbook, or the JSON of customer export" }
        Tag.input(
          .id("file"), .name("sheet"), .type("file"), .required, .describedBy("file-help"))
        Tag.p(.id("file-help"), .class("faint")) {
          "At most 1 MiB. With an error, nothing is stored, and every wrong line is named."
        }
        Tag.label(.labelFor("file-deployment")) { "Deployment of rows that name none" }
        Tag.input(.id("file-deployment"), .name("deployment"), .type("text"))
        HTML.nearNames(id: "file-new")
        if let session { session.field }
        Tag.button(.type("submit"), .name("dry-run"), .value("yes")) {
          "Show what the file would change"
        }
      }
    }
  }
}

/// The form by which a sheet is taken over whose effect was shown.
struct ShownSheetForm {
  private let id: String
  private let order: Order

  /// - Parameter id: by what the file is found again.
  init(_ id: String, _ order: Order) {
    self.id = id
    self.order = order
  }

  func html() throws -> HTML {
    let deployment = try order.one("deployment") ?? ""
    let isNew = try order.isOn("new")
    return HTML {
      Tag.form(.class("stacked"), .method("post"), .action(Link("sheet", "shown"))) {
        Tag.input(.type("hidden"), .name("shown"), .value(id))
        Tag.input(.type("hidden"), .name("deployment"), .value(deployment))
        Tag.input(.type("hidden"), .name("new"), .value(isNew ? "yes" : "no"))
        HTML.note()
        if let session = order.caller.session { session.field }
        Tag.button(.type("submit")) { "Take the file over" }
      }
      Tag.p { Tag.a(.href(Link("sheet"))) { "Send another file" } }
    }
  }
}

/// The form by which a sheet is sent as text.
struct SheetForm {
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
      HTML.nearNames(id: "new")
      if let session { session.field }
      Tag.div(.class("buttons")) {
        Tag.button(.type("submit"), .name("dry-run"), .value("yes")) { "Show what would change" }
        Tag.button(.type("submit"), .name("dry-run"), .value("no"), .class("quiet")) {
          "Take it over"
        }
      }
    }
  }
}

extension HTML {
  /// Whether customers are added whose names are one slip away from others'.
  fileprivate static func nearNames(id: String) -> HTML {
    HTML {
      Tag.label(.labelFor(id)) { "New names that are near others'" }
      Tag.select(.id(id), .name("new")) {
        Tag.option(.value("no")) { "are taken for mistyped: nothing is stored" }
        Tag.option(.value("yes")) { "are meant so" }
      }
    }
  }
}
