import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// What it would do to take a document, and the form for it.
struct DocumentTrialView {
  private let outcome: SyncOutcome
  private let file: UploadedFile
  private let id: String
  private let seen: Int
  private let order: Order

  /// - Parameters:
  ///   - id: by what the file is found again.
  ///   - seen: the audit's last entry before the document was compared.
  init(_ outcome: SyncOutcome, of file: UploadedFile, kept id: String, seen: Int, _ order: Order) {
    self.outcome = outcome
    self.file = file
    self.id = id
    self.seen = seen
    self.order = order
  }

  private var plan: SyncPlan { outcome.plan }

  /// So many findings are told.
  private static let mostFindings = 100

  func html() throws -> HTML {
    let changes = ChangesView(outcome.report, in: order.zone)
    let effect = try order.site.inventory.read {
      try TableEffect(plan.comparison, of: plan.deployment, in: $0, at: order.now)
    }
    return HTML {
      Tag.p {
        Tag.code { file.name }
        ", \(file.bytes.count.of("byte")): \(plan.comparison.new.endpoints.count.of("endpoint"))."
      }
      verdict
      findings
      if plan.status != .unchanged {
        changes.access
        ConcernedView(effect, order, title: "Whom it would concern").html
        form
        changes.rows
      } else {
        Tag.p { Tag.a(.href(.document(plan.deployment))) { "Send another file" } }
      }
    }
  }

  private var verdict: HTML {
    HTML {
      switch plan.status {
      case .unchanged:
        Tag.p(.class("calm")) {
          if let known = plan.known {
            "It shows revision \(known.number), which was rejected: nothing would be stored."
          } else {
            "Its table is the current one: nothing would be stored."
          }
        }
      case .held:
        Tag.section(.class("card closes"), .labelledBy("reasons")) {
          Tag.h2(.id("reasons")) { "It would wait for approval" }
          Tag.ul { for reason in plan.holdReasons { Tag.li { reason.message } } }
        }
      case .first, .changed:
        Tag.p(.class("card warns")) {
          "Revision \(outcome.revision) would be current at once, and firewalls follow it."
        }
      }
    }
  }

  private var findings: HTML {
    let all = plan.reading.findings.summarized
    return HTML {
      if !all.isEmpty {
        Tag.section(.labelledBy("findings")) {
          Tag.h2(.id("findings")) { "What is worth a look in it" }
          HTML.table("Findings", ["Line", "Kind", "What", "Words"]) {
            for finding in all.prefix(Self.mostFindings) {
              HTML.row(
                HTML(finding.line.map { "\($0)" } ?? "all"), HTML(finding.severity.rawValue),
                HTML(finding.message), HTML { if let quote = finding.quote { Tag.code { quote } } })
            }
          }
          if all.count > Self.mostFindings {
            Tag.p { "And \(all.count - Self.mostFindings) more." }
          }
        }
      }
    }
  }

  private var form: HTML {
    Tag.section(.class("card"), .labelledBy("store")) {
      Tag.h2(.id("store")) { "Store it" }
      Tag.form(.class("stacked"), .method("post"), .action(.shownDocument(plan.deployment))) {
        Tag.input(.type("hidden"), .name("shown"), .value(id))
        HTML.sent(session: order.caller.session, seen: seen)
        Tag.div(.class("buttons")) {
          Tag.button(.type("submit")) {
            plan.status == .held ? "Store it, to wait for approval" : "Store it"
          }
        }
      }
    }
  }
}
