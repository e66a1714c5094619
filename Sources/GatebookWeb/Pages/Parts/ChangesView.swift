import ChangeReporting
import EndpointModel
import InventoryModel

/// What changed: access first, then the rows that did it.
struct ChangesView {
  private let report: ChangeReport
  private let zone: TimeZoneRules

  init(_ report: ChangeReport, in zone: TimeZoneRules) {
    self.report = report
    self.zone = zone
  }

  /// So many rows of each kind are shown.
  private static let most = 250

  var html: HTML {
    HTML {
      access
      rows
    }
  }

  /// What opens and closes.
  var access: HTML {
    HTML {
      if let declaration = report.declaration {
        Tag.p { "Declared: \(declaration.text(in: zone))." }
      }
      HTML.access(report.access)
      if !report.returns.isEmpty {
        Tag.section(.labelledBy("returns")) {
          Tag.h2(.id("returns")) { "Back again" }
          Tag.p { "These addresses were gone for a short time only." }
          Tag.ul(.class("entries")) {
            for back in report.returns.prefix(Self.most) {
              Tag.li { Tag.code { back.address.description } }
            }
          }
        }
      }
    }
  }

  /// The rows that did it.
  var rows: HTML {
    HTML {
      rows("Rows added", "rows-added", report.changes.added)
      rows("Rows removed", "rows-removed", report.changes.removed)
      if !report.changes.changed.isEmpty { changed }
    }
  }

  private func rows(_ title: String, _ id: String, _ endpoints: Endpoints) -> HTML {
    HTML {
      if !endpoints.isEmpty {
        Tag.section(.labelledBy(id)) {
          Tag.h2(.id(id)) { "\(title): \(endpoints.count)" }
          HTML.endpoints(title, endpoints.prefix(Self.most))
          if endpoints.count > Self.most {
            Tag.p { "And \(endpoints.count - Self.most) more, which the API gives." }
          }
        }
      }
    }
  }

  private var changed: HTML {
    let all = report.changes.changed
    return Tag.section(.labelledBy("rows-changed")) {
      Tag.h2(.id("rows-changed")) { "Rows changed: \(all.count)" }
      HTML.table("Rows changed", ["Address", "Service", "Before", "After"]) {
        for change in all.prefix(Self.most) {
          HTML.row(
            HTML { Tag.code { change.after.written?.description ?? "no address" } },
            HTML(change.after.service ?? ""), Self.terms(change.before),
            Self.terms(change.after))
        }
      }
      if all.count > Self.most {
        Tag.p { "And \(all.count - Self.most) more, which the API gives." }
      }
    }
  }

  private static func terms(_ endpoint: Endpoint) -> HTML {
    HTML {
      "\(endpoint.transport?.rawValue ?? "protocol not stated") "
      HTML.ports(endpoint)
      " \(endpoint.direction?.rawValue ?? "")"
      if let group = endpoint.group { ", \(group)" }
    }
  }
}
