import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// What is told of a revision.
struct RevisionView {
  private let effect: RevisionEffect
  private let quotes: [Endpoint: String]
  private let standing: [FirewallName: FirewallStanding]
  private let question: Question

  init(
    _ effect: RevisionEffect, _ quotes: [Endpoint: String],
    standing: [FirewallName: FirewallStanding], _ question: Question
  ) {
    self.standing = standing
    self.effect = effect
    self.quotes = quotes
    self.question = question
  }

  private var revision: Revision { effect.revision }
  private var changes: ChangesView { ChangesView(effect.table.report, in: question.zone) }

  /// - Parameter form: by which is decided; nothing for who may not.
  func html(deciding form: HTML) -> HTML {
    HTML {
      Tag.p {
        Tag.a(.href(.deployment(revision.deployment))) { revision.deployment.description }
        ", recorded "
        HTML.time(revision.recordedAt, question.zone)
        ", \(revision.stateInWords)."
      }
      if !revision.holdReasons.isEmpty { reasons }
      ConcernedView(
        effect.table, question,
        title: revision.isHeld ? "Whom it would concern" : "Whom it concerns",
        standing: standing
      ).html
      Tag.p {
        if let before = effect.before {
          revision.isHeld
            ? "Compared with revision \(before.number), which is current:"
            : "Compared with revision \(before.number), the one before it:"
        } else {
          "It is the first one, so everything is new:"
        }
      }
      changes.access
      form
      changes.rows
      if !quotes.isEmpty { words }
      document
      decisions
    }
  }

  private var reasons: HTML {
    Tag.section(.class("card closes"), .labelledBy("reasons")) {
      Tag.h2(.id("reasons")) { revision.isHeld ? "Why it waits" : "Why it was held" }
      Tag.ul { for reason in revision.holdReasons { Tag.li { reason.message } } }
    }
  }

  private var document: HTML {
    let document = revision.document
    return Tag.dl {
      Tag.dt { "Document" }
      Tag.dd { document.source }
      if let title = document.title {
        Tag.dt { "Title" }
        Tag.dd { title }
      }
      if let date = document.revisedOn {
        Tag.dt { "Revised on" }
        Tag.dd { date.description }
      }
      if let date = document.actBy {
        Tag.dt { "To be done by" }
        Tag.dd { Tag.strong { date.description } }
      }
      if let date = document.effectiveOn {
        Tag.dt { "In force from" }
        Tag.dd { Tag.strong { date.description } }
      }
      if let date = document.switchOffOn {
        Tag.dt { "Something is switched off on" }
        Tag.dd { Tag.strong { date.description } }
      }
      Tag.dt { "Fetched" }
      Tag.dd { HTML.time(revision.fetchedAt, question.zone) }
      Tag.dt { "SHA-256" }
      Tag.dd { Tag.code { document.sha256 } }
    }
  }

  /// The document's own words, in the order of its lines.
  private var words: HTML {
    let lines = quotes.sorted { ($0.key.line ?? 0, $0.key) < ($1.key.line ?? 0, $1.key) }
    return Tag.section(.labelledBy("words")) {
      Tag.h2(.id("words")) { "The document's words" }
      HTML.table("The document's words", ["Line", "Words", "Read as"]) {
        for (endpoint, quote) in lines.prefix(250) {
          HTML.row(
            HTML(endpoint.line.map { "\($0)" } ?? "?"), HTML { Tag.code { quote } },
            HTML {
              Tag.code { endpoint.written?.description ?? "no address" }
              " \(endpoint.transport?.rawValue ?? "protocol not stated") "
              HTML.ports(endpoint)
            })
        }
      }
      if lines.count > 250 { Tag.p { "And \(lines.count - 250) more." } }
    }
  }

  private var decisions: HTML {
    HTML {
      if !revision.decisions.isEmpty {
        Tag.section(.labelledBy("decisions")) {
          Tag.h2(.id("decisions")) { "Decisions" }
          HTML.table("Decisions", ["When", "Who", "What", "Note"]) {
            for decision in revision.decisions {
              HTML.row(
                HTML.time(decision.act.time, question.zone), HTML(decision.act.author.shown.text),
                HTML(decision.verdict.rawValue), HTML(decision.act.note?.text ?? ""))
            }
          }
        }
      }
    }
  }
}
