import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// The revisions of a deployment: a picture, a table, and a form to compare two.
struct RevisionsView {
  private let name: DeploymentName
  private let revisions: [Revision]
  private let zone: TimeZoneRules

  /// - Parameter revisions: the latest first.
  init(_ name: DeploymentName, _ revisions: [Revision], in zone: TimeZoneRules) {
    self.zone = zone
    self.name = name
    self.revisions = revisions
  }

  /// So many are listed; the API has all.
  private static let most = 100

  var html: HTML {
    Tag.section(.labelledBy("revisions")) {
      Tag.h2(.id("revisions")) { "Revisions" }
      RevisionTimeline(revisions, in: zone).html
      Tag.p(.class("faint")) {
        "Above the line what was added, below it what was removed; heights grow with the logarithm."
      }
      if revisions.filter(\.isAccepted).count > 1 { form }
      HTML.table("Revisions", ["Revision", "Recorded", "State", "Changes", "Endpoints", "By"]) {
        for revision in revisions.prefix(Self.most) {
          HTML.row(
            HTML {
              Tag.a(.href(.revision(name, revision.number))) { "Revision \(revision.number)" }
            }, HTML.time(revision.recordedAt, zone), HTML(revision.stateInWords),
            HTML(revision.counts.inWords), HTML("\(revision.endpointCount)"),
            HTML(revision.storedBy.text))
        }
      }
      if revisions.count > Self.most {
        Tag.p { "And \(revisions.count - Self.most) earlier ones, which the API gives." }
      }
    }
  }

  private var form: HTML {
    let accepted = revisions.filter(\.isAccepted)
    return Tag.form(
      .class("inline"), .action(Link("deployments", name.vendor, name.name, "compare"))
    ) {
      Tag.label(.labelFor("old")) { "Compare revision" }
      select("old", accepted, chosen: accepted.dropFirst().first)
      Tag.label(.labelFor("new")) { "with" }
      select("new", accepted, chosen: accepted.first)
      Tag.button(.type("submit")) { "Compare" }
    }
  }

  private func select(
    _ id: StaticString, _ revisions: [Revision], chosen: Revision?
  ) -> HTML {
    Tag.select(.id("\(id)"), .name(id)) {
      for revision in revisions {
        Tag.option(
          .value("\(revision.number)"), .selected.when(revision.number == chosen?.number)
        ) { "\(revision.number) of \(zone.day(of: revision.recordedAt))" }
      }
    }
  }
}

extension Revision {
  /// "current or was", "held", "rejected", with the revision whose table it repeats.
  var stateInWords: String {
    (isAccepted ? (isRefused ? "accepted, then rejected" : "accepted") : waiting)
      + (copyOf.map { ", table of \($0)" } ?? "")
  }

  /// Of one that is not accepted.
  private var waiting: String { state == .passed ? "superseded" : state.word }
}
