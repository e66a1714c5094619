import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// What needs a person today, as far as who asks sees it.
struct TodayView {
  private let today: Today
  private let caller: Caller
  private let now: UTCTime
  private let zone: TimeZoneRules
  /// That a copy is looked at, and how old it is; empty for the inventory itself.
  private let copyWords: String

  init(_ today: Today, for question: Question) {
    self.today = today
    caller = question.caller
    now = question.now
    zone = question.zone
    let age = question.site.copyAge(at: question.now)
    // An inventory in PostgreSQL is asked each second.
    let isFollowing = question.site.settings.following != nil
    copyWords =
      age.map { age in
        if !isFollowing, let seconds = age.seconds, seconds < 10 { return "" }
        return age.seconds.map { ", of a copy that was \($0.of("second")) old" }
          ?? ", of a copy whose age is not known"
      } ?? ""
  }

  private var held: [Revision] { today.status.held.filter { caller.sees($0.deployment) } }

  private var sources: [SourceHealth] {
    today.status.sources.filter {
      ($0.source.isFailing || $0.isOverdue || $0.source.pause != nil)
        && caller.sees($0.source.deployment)
    }
  }

  private var deadlines: [Deadline] { today.deadlines.filter(caller.sees) }

  /// Who is notified of what is told only to who sees everything; so is what firewalls have.
  private var behind: [FirewallBehind] { caller.seesEverything ? today.behind : [] }

  private var undelivered: Int { caller.seesEverything ? today.status.undelivered.count : 0 }

  /// Where the inventory stands besides is told to who sees everything, too.
  private var replication: ReplicationState? {
    caller.seesEverything ? today.status.replication : nil
  }

  /// It is kept current by a script, which fetches the page for a screen of its own.
  var html: HTML {
    HTML {
      Tag.p(.id("alarm"), .class("card closes"), .role("alert"), .hidden)
      Tag.p(.class("faint")) {
        Tag.span(.id("age")) {
          "As of "
          HTML.time(now, zone)
          copyWords
        }
        Tag.span(.id("age-words"))
      }
      Tag.div(.id("today-now"), .data(.refresh, Link("today").text)) { needed }
      Tag.script(.src(Link("today.js")), .deferred)
    }
  }

  private var needed: HTML {
    HTML {
      if held.isEmpty && sources.isEmpty && deadlines.isEmpty && behind.isEmpty
        && undelivered == 0 && replication?.unconfirmed ?? 0 == 0
      {
        Tag.p(.class("calm")) { "Nothing: no revision waits, no source fails, no day is near." }
      }
      Tag.ul(.class("cards")) {
        for revision in held { heldCard(revision) }
        for health in sources { sourceCard(health) }
        for firewall in behind { firewallCard(firewall) }
        if let replication, let since = replication.since {
          Tag.li(.class("card warns")) {
            Tag.strong { "\(replication.unconfirmed.of("change")) not confirmed" }
            Tag.p {
              "Not known to stand in the second place since "
              HTML.time(since, zone)
            }
          }
        }
        if undelivered > 0 {
          Tag.li(.class("card warns")) {
            Tag.strong { "\(undelivered.of("notice")) not delivered" }
            Tag.p { "Somebody was not told what changed." }
          }
        }
        for deadline in deadlines { deadlineCard(deadline) }
      }
      Tag.p { Tag.a(.href(Link("changes"))) { "What has changed in the last 7 days" } }
      if let replication { place(replication) }
    }
  }

  private func place(_ replication: ReplicationState) -> HTML {
    Tag.p {
      if let generation = replication.generation { "Generation \(generation). " }
      if let time = replication.confirmedAt {
        "Last confirmed by the second place "
        HTML.time(time, zone)
      } else {
        "Never confirmed by the second place"
      }
    }
  }

  private func heldCard(_ revision: Revision) -> HTML {
    Tag.li(.class("card closes")) {
      Tag.strong {
        Tag.a(.href(.revision(revision.deployment, revision.number))) {
          "\(revision.deployment): revision \(revision.number) waits for approval"
        }
      }
      Tag.p { HTML.time(revision.recordedAt, zone) }
      Tag.ul { for reason in revision.holdReasons { Tag.li { reason.message } } }
    }
  }

  private func sourceCard(_ health: SourceHealth) -> HTML {
    let source = health.source
    return Tag.li(.class("card warns")) {
      Tag.strong {
        Tag.a(.href(.source(of: source.deployment))) { source.deployment.description }
        source.pause != nil
          ? ": its source is paused"
          : health.isOverdue ? ": its source is late" : ": its source fails"
      }
      Tag.p {
        "Last read "
        if let time = source.succeededAt { HTML.time(time, zone) } else { "never" }
        if let pause = source.pause {
          ". Paused "
          HTML.time(pause.time, zone)
          if let note = pause.note { ": \(note)" }
        } else if source.isFailing, let failure = source.failure {
          ". \(failure)"
        }
      }
    }
  }

  private func firewallCard(_ behind: FirewallBehind) -> HTML {
    Tag.li(.class("card warns")) {
      Tag.strong {
        Tag.a(.href(.firewall(behind.firewall.name))) { behind.firewall.name.text }
        ": newer revisions than it has"
      }
      Tag.p {
        "Applied "
        HTML.time(behind.appliedAt, zone)
        ". Since then: "
        behind.revisions.map { "\($0.deployment)@\($0.number)" }.joined(separator: ", ")
      }
    }
  }

  private func deadlineCard(_ deadline: Deadline) -> HTML {
    Tag.li(.class("card")) {
      Tag.strong { deadline.date.description }
      Tag.p { deadline.html }
    }
  }
}

extension Caller {
  /// Who sees a deployment sees what its document wants; who sees a customer, its ports.
  func sees(_ deadline: Deadline) -> Bool {
    switch deadline.subject {
    case .document(let deployment, _, _): sees(deployment)
    case .portsBegin(let ports), .portsEnd(let ports): sees(ports.customer)
    }
  }
}

extension Deadline {
  /// What has to be done, leading to where it is told.
  var html: HTML {
    HTML {
      switch subject {
      case .document(let deployment, _, let revisions):
        Tag.a(.href(.revision(deployment, revisions.last?.number ?? 1))) { inWords }
      case .portsBegin(let ports), .portsEnd(let ports):
        Tag.a(.href(.customer(ports.customer))) { inWords }
      }
    }
  }
}
