import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// What is told of a source.
struct SourceView {
  private let health: SourceHealth
  private let revisions: [Revision]
  private let question: Question

  /// - Parameter revisions: those of its deployment, the latest first.
  init(_ health: SourceHealth, _ revisions: [Revision], _ question: Question) {
    self.health = health
    self.revisions = revisions
    self.question = question
  }

  private var source: RegisteredSource { health.source }

  /// So many revisions that were held are shown.
  private static let mostHeld = 20

  func html() throws -> HTML {
    try HTML {
      Tag.p {
        "Of "
        Tag.a(.href(.deployment(source.deployment))) { source.deployment.description }
        ". "
        Tag.a(.href(.layout(of: source.deployment))) { "How its document is read" }
      }
      state
      Tag.dl {
        Tag.dt { "From" }
        Tag.dd { Tag.code { source.location.shown } }
        Tag.dt { "Last read with success" }
        Tag.dd { HTML.timeOrNever(source.succeededAt, question.zone) }
        Tag.dt { "Last changed" }
        Tag.dd { HTML.timeOrNever(health.changedAt, question.zone) }
        if let time = source.attemptedAt {
          Tag.dt { "Being read since" }
          Tag.dd { HTML.time(time, question.zone) }
        }
        if let time = source.failedAt {
          Tag.dt { "Last failure" }
          Tag.dd {
            HTML.time(time, question.zone)
            if let failure = source.failure { ": \(failure)" }
          }
        }
        if let time = source.waitsUntil, time > question.now {
          Tag.dt { "Not read before" }
          Tag.dd { HTML.time(time, question.zone) }
        }
        Tag.dt { "Late after" }
        Tag.dd { "\(source.options.overdueHours.of("hour")) without success" }
        Tag.dt { "Rows that are not understood" }
        Tag.dd { source.options.acceptsPartial ? "are left out" : "keep a revision held" }
        Tag.dt { "Private addresses" }
        Tag.dd { source.options.allowsPrivate ? "may be fetched from" : "are not fetched from" }
      }
      suspicious
      if question.caller.may(.approve) { try form() }
    }
  }

  /// In a few words, for a table.
  static func state(of health: SourceHealth, hasHeld: Bool, at now: UTCTime) -> HTML {
    let source = health.source
    var words: [String] = []
    if source.pause != nil { words.append("paused") }
    if source.isFailing { words.append("fails, \(source.failureCount) in a row") }
    if health.isOverdue { words.append("late") }
    if hasHeld { words.append("a change waits for approval") }
    if words.isEmpty { return HTML(source.succeededAt == nil ? "not read yet" : "well") }
    return HTML { Tag.strong { words.joined(separator: ", ") } }
  }

  private var state: HTML {
    HTML {
      if let pause = source.pause {
        Tag.section(.class("card warns"), .labelledBy("paused")) {
          Tag.h2(.id("paused")) { "It is paused" }
          Tag.p {
            "Since "
            HTML.time(pause.time, question.zone)
            if let by = pause.by { ", by \(by)" }
            if let note = pause.note { ": \(note)" }
            ". What it brought stays; what the vendor changes meanwhile is not seen."
          }
        }
      }
      if source.isFailing {
        Tag.section(.class("card closes"), .labelledBy("fails")) {
          Tag.h2(.id("fails")) {
            "It fails: \(source.failureCount.of("time")) "
            source.succeededAt == nil ? "so far, and never had success" : "since its last success"
          }
          Tag.p { source.failure ?? "" }
        }
      } else if health.isOverdue {
        Tag.p(.class("card closes")) {
          "It is late: no success for more than \(source.options.overdueHours.of("hour"))."
        }
      } else if source.pause == nil {
        Tag.p(.class("calm")) {
          source.succeededAt == nil
            ? "It was not read yet." : "It is well: the last time, it was read with success."
        }
      }
    }
  }

  /// Changes that the guard kept from being current.
  private var suspicious: HTML {
    let held = revisions.filter { !$0.holdReasons.isEmpty }
    return Tag.section(.labelledBy("suspicious")) {
      Tag.h2(.id("suspicious")) { "Suspicious changes" }
      if held.isEmpty {
        Tag.p { "None: no revision was ever held." }
      } else {
        HTML.table("Suspicious changes", ["Revision", "Recorded", "Is", "Why it was held"]) {
          for revision in held.prefix(Self.mostHeld) {
            HTML.row(
              HTML {
                Tag.a(.href(.revision(revision.deployment, revision.number))) {
                  "Revision \(revision.number)"
                }
              }, HTML.time(revision.recordedAt, question.zone), HTML(revision.stateInWords),
              HTML {
                Tag.ul(.class("plain")) {
                  for reason in revision.holdReasons { Tag.li { reason.message } }
                }
              })
          }
        }
        if held.count > Self.mostHeld { Tag.p { "And \(held.count - Self.mostHeld) earlier." } }
      }
    }
  }

  private func form() throws -> HTML {
    try Tag.section(.class("card"), .labelledBy("wish")) {
      Tag.h2(.id("wish")) { source.pause == nil ? "What is to be done" : "Read it again" }
      try Tag.form(
        .class("stacked"), .method("post"), .action(.source(of: source.deployment))
      ) {
        HTML.note()
        try HTML.sent(by: question)
        Tag.div(.class("buttons")) {
          if source.pause == nil {
            if question.site.settings.syncNow != nil { button(.sync, "Read it now") }
            button(.pause, "Pause it")
          } else {
            button(.resume, "Resume it")
          }
        }
      }
    }
  }

  private func button(_ wish: SourceWish, _ words: String) -> HTML {
    Tag.button(
      .type("submit"), .name("wish"), .value(wish.rawValue),
      wish == .pause ? .class("refuses") : .none
    ) { words }
  }
}
