import EndpointModel
import InventoryModel

/// The words of a notice, section by section; nil for a section that has nothing to say.
struct NoticeWords {
  let notice: ChangeNotice
  private var name: String { notice.deployment.description }

  init(_ notice: ChangeNotice) { self.notice = notice }

  var title: String {
    let what = "\(name), revision \(notice.to.number)"
    let whom = notice.customer.map { "\($0.displayName): " } ?? ""
    switch notice.kind {
    case .held:
      return notice.to.isHeld
        ? "\(what) waits for approval" : "\(what) was held, and is \(notice.to.state.word)"
    case .change: return "\(whom)\(what)\(notice.from == nil ? ", the first" : ""): \(counts)"
    case .ports: return "\(whom)\(name), own ports from \(notice.time.forPeople): \(counts)"
    case .void:
      return "\(whom)\(name), revision \(withdrawn) was recorded by mistake: \(counts)"
    }
  }

  /// The number of the revision that is void.
  private var withdrawn: Int { notice.from?.number ?? notice.to.number }

  /// "8 to open, 3 to close".
  private var counts: String {
    let parts = [(notice.opened.count, "to open"), (notice.closed.count, "to close")]
      .filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }
    return parts.isEmpty ? "no firewall rule changes" : parts.joined(separator: ", ")
  }

  var summary: String {
    if notice.kind == .held { return heldSummary }
    let isNothing = notice.opened.isEmpty && notice.closed.isEmpty
    var out =
      switch notice.kind {
      case .held, .change:
        isNothing
          ? "The table changed, but nothing opens or closes: no firewall rule has to follow."
          : "Firewalls have to follow: \(counts)."
      case .ports:
        "Own ports change; the document does not. Firewalls have to follow: \(counts). This takes "
          + "the place of what was told of that time and later."
      case .void:
        "Revision \(withdrawn) counts no more, and what was told of it is taken back"
          + (isNothing ? "; no firewall rule has to follow." : ": \(counts).")
      }
    if let only = notice.scope.only { out += " Only what is \(only.rawValue) is told here." }
    if let service = notice.scope.service {
      out += " Only the service \"\(NoticeOutline.name(service))\" is told here."
    }
    return out
  }

  private var heldSummary: String {
    let held = RevisionReference(notice.deployment, .number(notice.to.number))
    let base = notice.from.map { "revision \($0.number)" } ?? "nothing"
    return notice.to.isHeld
      ? "The revision is held; \(base) stays current until a person approves or rejects it "
        + "(\(notice.remedies(.approve(held))))."
      : notice.to.state == .passed
        ? "The revision was held; the vendor shows something else by now."
        : "The revision was held; it is \(notice.to.state.word) by now."
  }

  var facts: [NoticeOutline.Fact] {
    let document = notice.to.document
    let base = notice.kind == .ports ? nil : notice.from
    let from = base.map { "\($0.number) of \($0.recordedAt.forPeople) → " } ?? ""
    var facts = [("Deployment", name)]
    if let stated = document.deploymentName ?? document.title {
      facts.append(("Called", NoticeOutline.name(stated)))
    }
    facts.append(("Revision", from + "\(notice.to.number) of \(notice.to.recordedAt.forPeople)"))
    if let customer = notice.customer {
      facts.append(("For", "\(customer.displayName) (\(customer.name))"))
      if let step = notice.ports {
        facts.append(("Your ports before", step.before.words))
        facts.append(("Your ports from then on", step.after.words))
      } else {
        for assignment in notice.scope.customer?.assignments ?? [] {
          facts.append(
            (
              "Your \(assignment.role.portsName)",
              "\(assignment.transport.rawValue) \(assignment.ports)"
            )
          )
        }
      }
    }
    facts.append(("Published", document.revisedOn?.inWords ?? "not stated in the document"))
    facts.append(("Recorded", notice.to.recordedAt.forPeople))
    facts.append(
      (
        "Effective",
        notice.ports.map { $0.time.forPeople }
          ?? document.actBy.map { "act before \($0.inWords)" }
          ?? "not stated in the document"
      )
    )
    if let declaration = notice.report.declaration {
      facts.append(("Taken as meant", declaration.text))
    }
    return facts.map { NoticeOutline.Fact(name: $0.0, value: $0.1) }
  }

  var reasons: NoticeOutline.Section? {
    if notice.kind != .held { return nil }
    return NoticeOutline.Section(
      heading: "Why it is held", tone: .warns,
      groups: [
        NoticeOutline.Group(
          heading: "", items: notice.to.holdReasons.map { $0.message.withVisibleControls },
          isCompact: false)
      ])
  }

  // MARK: What to do

  /// When to do something: before or after the document's own date, or now.
  private func when(_ word: String) -> String {
    if notice.kind == .ports { return " \(word) \(notice.time.forPeople)" }
    guard notice.kind != .void, let date = notice.to.document.actBy else { return "" }
    return date.isPast(on: notice.to.recordedAt.day)
      ? " now: the document's date, \(date.inWords), has passed" : " \(word) \(date.inWords)"
  }

  var opens: NoticeOutline.Section? {
    if notice.opened.isEmpty { return nil }
    return NoticeOutline.Section(
      heading: (notice.kind == .held ? "It would open" : "Open these") + when("before"),
      tone: .opens, groups: groups(notice.opened, "+", .opens))
  }

  var closes: NoticeOutline.Section? {
    if notice.closed.isEmpty { return nil }
    return NoticeOutline.Section(
      heading: (notice.kind == .held ? "It would close" : "Close these") + when("after"),
      tone: .closes,
      lead: hasNeededAmongClosed
        ? "Some of these addresses are still needed by others: see below before you close them."
        : nil,
      groups: groups(notice.closed, "-", .closes))
  }

  /// Whether something that closes is still needed for something else.
  private var hasNeededAmongClosed: Bool {
    let closed = Set(notice.closed.compactMap(\.address))
    let ranges = AddressSet(closed.compactMap(\.range))
    return notice.stillNeeded.contains { needed in
      needed.address.range.map(ranges.overlaps) ?? closed.contains(needed.address)
    }
  }

  private func groups(
    _ entries: AccessEntries, _ sign: String, _ tone: NoticeOutline.Tone
  ) -> [NoticeOutline.Group] {
    EndpointListing.grouped(entries) { TermsText.text($0) }.map { terms, entries in
      NoticeOutline.Group(
        heading: terms, sign: sign, tone: tone,
        items: entries.map { EndpointListing.text($0.address) })
    }
  }

  var unresolved: NoticeOutline.Section? {
    if notice.unresolved.isEmpty { return nil }
    return NoticeOutline.Section(
      heading: "Not settled: these open nothing yet", tone: .warns,
      groups: EndpointListing.grouped(notice.unresolved, by: \.missing).map { missing, all in
        NoticeOutline.Group(
          heading: missing.inWords, tone: .warns,
          items: all.map { EndpointListing.text($0.endpoint.written) })
      })
  }

  var needed: NoticeOutline.Section? {
    if notice.stillNeeded.isEmpty { return nil }
    return NoticeOutline.Section(
      heading: "Still needed by others", tone: .warns,
      lead: "These addresses are removed or narrowed here, and named elsewhere all the same.",
      groups: notice.stillNeeded.map { needed in
        NoticeOutline.Group(
          heading: EndpointListing.text(needed.address), tone: .warns,
          items: needed.users.prefix(Self.userLimit).map { user in
            let place = user.deployment == notice.deployment ? "here" : "\(user.deployment)"
            return "\(place): \(Self.line(user.endpoint))"
          }
            + (needed.users.count > Self.userLimit
              ? ["and \((needed.users.count - Self.userLimit).of("more endpoint"))"] : []),
          isCompact: false)
      })
  }

  var returned: NoticeOutline.Section? {
    if notice.report.returns.isEmpty || notice.scope.only == .closed { return nil }
    return NoticeOutline.Section(
      heading: "Back again",
      lead: "These addresses had been gone for at most a week: they come and go.",
      groups: EndpointListing.grouped(notice.report.returns, by: \.inWords).map { words, all in
        NoticeOutline.Group(
          heading: words, items: all.map { EndpointListing.text($0.address) })
      })
  }

  // MARK: The table

  var table: NoticeOutline.Section? {
    let changes = notice.report.changes
    if changes.isEmpty { return nil }
    let only = notice.scope.only
    let groups =
      (only == .closed ? [] : groups(changes.added, "+", "added", .opens))
      + (only == .opened ? [] : groups(changes.removed, "-", "removed", .closes))
      + changedGroups
    if groups.isEmpty { return nil }
    return NoticeOutline.Section(
      heading: notice.customer == nil ? "The table, row by row" : "Your rules, row by row",
      groups: groups)
  }

  private func groups(
    _ endpoints: Endpoints, _ sign: String, _ verb: String, _ tone: NoticeOutline.Tone
  ) -> [NoticeOutline.Group] {
    EndpointListing.grouped(endpoints) { Self.terms($0) }.map { terms, endpoints in
      NoticeOutline.Group(
        heading: "\(verb): \(terms)", sign: sign, tone: tone,
        items: endpoints.map { EndpointListing.text($0.written) })
    }
  }

  private var changedGroups: [NoticeOutline.Group] {
    EndpointListing.grouped(notice.report.changes.changed) { change in
      let fields = change.fields.map { field in
        "\(TermsText.name(field, in: change)) \(TermsText.value(of: field, in: change.before)) → "
          + TermsText.value(of: field, in: change.after)
      }
      return "changed: \(NoticeOutline.name(change.before.service)), "
        + fields.joined(separator: ", ")
    }.map { heading, changes in
      NoticeOutline.Group(
        heading: heading, sign: "~", items: changes.map { EndpointListing.text($0.before.written) })
    }
  }

  /// Service, group and terms of an endpoint.
  private static func terms(_ endpoint: Endpoint) -> String {
    let group = endpoint.group.map { ", " + NoticeOutline.name($0) } ?? ""
    return NoticeOutline.name(endpoint.service) + group + ", " + TermsText.text(endpoint)
  }

  private static func line(_ endpoint: Endpoint) -> String {
    "\(EndpointListing.text(endpoint.written)) for \(terms(endpoint))"
  }

  // MARK: Where it comes from

  /// Nobody compares more lines than this.
  private static let quoteLimit = 20
  private static let userLimit = 10

  var quoted: NoticeOutline.Section? {
    let endpoints = notice.report.changes.addedOrChanged
    // The customer's ports are not in the document, so the quotes are found by line.
    let byLine = Dictionary(
      notice.quotes.compactMap { endpoint, quote in endpoint.line.map { ($0, quote) } },
      uniquingKeysWith: { first, _ in first })
    let lines = Set(endpoints.compactMap(\.line)).sorted().filter { byLine[$0] != nil }
    if lines.isEmpty { return nil }
    var items = lines.prefix(Self.quoteLimit).map {
      // A quote of a document that is not made of lines says where it is.
      (notice.to.document.isMadeOfLines ? "line \($0): " : "") + byLine[$0]!.withVisibleControls
    }
    if lines.count > Self.quoteLimit {
      items.append("and \((lines.count - Self.quoteLimit).of("more line"))")
    }
    return NoticeOutline.Section(
      heading: "Quoted from the document",
      groups: [NoticeOutline.Group(heading: "", items: items, isCompact: false)])
  }

  /// Where a document is from; a customer is shown only the name of a local file.
  private func source(_ document: DocumentDescription) -> String {
    guard notice.customer != nil, case .path(let path)? = SourceLocation(document.source) else {
      return document.source
    }
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  var genuine: NoticeOutline.Section? {
    let document = notice.to.document
    return NoticeOutline.Section(
      heading: "Where this comes from",
      lead: "Whoever doubts this notice can fetch the document and compare its SHA-256.",
      groups: [
        NoticeOutline.Group(
          heading: "",
          items: [
            "document: " + source(document).abridged(to: 300).withVisibleControls,
            "SHA-256: " + document.sha256,
            "fetched: " + notice.to.fetchedAt.forPeople + ", \(document.byteCount.grouped) bytes",
            "notice: " + notice.id.description,
          ], isCompact: false)
      ])
  }
}

extension PartialDate {
  /// "13 February 2023", "January 2023", "2023": as precise as it is.
  var inWords: String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return [day.map(String.init), month.map { names[$0 - 1] }, String(year)].compactMap { $0 }
      .joined(separator: " ")
  }
}

extension OwnPorts {
  /// As a notice words them.
  fileprivate var words: String {
    if !isUsed { return "the deployment is not used" }
    if parts.isEmpty { return "none" }
    return parts.map { "\($0.role.portsName) \($0.transport.rawValue) \($0.ports)" }
      .joined(separator: ", ")
  }
}
