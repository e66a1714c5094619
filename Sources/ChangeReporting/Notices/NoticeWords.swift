import EndpointModel
import InventoryModel

/// The words of a notice, section by section; nil for a section that has nothing to say.
struct NoticeWords {
  let notice: ChangeNotice
  private let phrase: NoticePhrases
  private var name: String { notice.deployment.description }

  init(_ notice: ChangeNotice) {
    self.notice = notice
    phrase = NoticePhrases(notice.language)
  }

  var title: String {
    let what = phrase(.revision, name, "\(notice.to.number)")
    let whom = notice.customer.map { "\($0.displayName): " } ?? ""
    switch notice.kind {
    case .held:
      return notice.to.isHeld
        ? phrase(.waits, what) : phrase(.wasHeld, what, phrase.state(notice.to.state))
    case .change:
      return "\(whom)\(what)\(notice.from == nil ? phrase(.first) : ""): \(counts)"
    case .ports:
      return whom + phrase(.ownPorts, name, notice.time.forPeople(in: notice.zone)) + ": \(counts)"
    case .void: return whom + phrase(.mistake, name, "\(withdrawn)") + ": \(counts)"
    case .reminder: return whom + phrase(.reminder, dueDay, "\(what): \(counts)")
    }
  }

  /// By which day a reminder's matter has to be done.
  private var dueDay: String {
    if let step = notice.ports { return step.time.forPeople(in: notice.zone) }
    return notice.to.openBefore(in: notice.zone).map(phrase.date) ?? phrase(.notStatedHere)
  }

  /// The number of the revision that is void.
  private var withdrawn: Int { notice.from?.number ?? notice.to.number }

  /// "8 to open, 3 to close".
  private var counts: String {
    let parts = [(notice.opened.count, NoticePhrase.toOpen), (notice.closed.count, .toClose)]
      .filter { $0.0 > 0 }.map { phrase($0.1, phrase.number($0.0)) }
    return parts.isEmpty ? phrase(.nothingToDo) : parts.joined(separator: ", ")
  }

  var summary: String {
    if notice.kind == .held { return heldSummary }
    let isNothing = notice.opened.isEmpty && notice.closed.isEmpty
    var out =
      switch notice.kind {
      case .held, .change:
        isNothing ? phrase(.nothingFollows) : phrase(.follow, counts)
      case .ports: phrase(.ownPortsChange, counts)
      case .void:
        isNothing
          ? phrase(.takenBackIdly, "\(withdrawn)") : phrase(.takenBack, "\(withdrawn)", counts)
      case .reminder: phrase(.reminded, dueDay, counts)
      }
    if let only = notice.scope.only {
      out += " " + phrase(only == .opened ? .onlyOpened : .onlyClosed)
    }
    if let service = notice.scope.service {
      out += " " + phrase(.onlyService, NoticeOutline.name(service))
    }
    return out
  }

  private var heldSummary: String {
    let held = RevisionReference(notice.deployment, .number(notice.to.number))
    let base = notice.from.map { phrase(.current, "\($0.number)") } ?? phrase(.nothing)
    return notice.to.isHeld
      ? phrase(.held, base, notice.remedies(.approve(held)))
      : notice.to.state == .passed
        ? phrase(.passedBy) : phrase(.settled, phrase.state(notice.to.state))
  }

  var facts: [NoticeOutline.Fact] {
    let document = notice.to.document
    let base = notice.ports == nil ? notice.from : nil
    func dated(_ revision: Revision) -> String {
      phrase(.revisionOf, "\(revision.number)", revision.recordedAt.forPeople(in: notice.zone))
    }
    var facts = [(phrase(.deploymentFact), name)]
    if let stated = document.deploymentName ?? document.title {
      facts.append((phrase(.calledFact), NoticeOutline.name(stated)))
    }
    facts.append(
      (phrase(.revisionFact), (base.map { dated($0) + " → " } ?? "") + dated(notice.to)))
    if let customer = notice.customer {
      facts.append((phrase(.forFact), "\(customer.displayName) (\(customer.name))"))
      if let step = notice.ports {
        facts.append((phrase(.portsBeforeFact), words(step.before)))
        facts.append((phrase(.portsAfterFact), words(step.after)))
      } else {
        let own = notice.scope.customer?.assignments ?? []
        for role in PortRole.allCases {
          let name = phrase(role == .data ? .yourData : .yourSignaling)
          let texts = own.filter { $0.role == role }.map { ($0.ports, $0.transport) }.portTexts
          facts += texts.map { (name, $0) }
        }
      }
    }
    facts.append(
      (phrase(.publishedFact), document.revisedOn.map(phrase.date) ?? phrase(.notStatedHere)))
    facts.append((phrase(.recordedFact), notice.to.recordedAt.forPeople(in: notice.zone)))
    facts.append(
      (
        phrase(.effectiveFact),
        notice.ports.map { $0.time.forPeople(in: notice.zone) } ?? statedDays
      )
    )
    if let declaration = notice.report.declaration {
      facts.append((phrase(.meantFact), phrase.declaration(declaration, in: notice.zone)))
    }
    return facts.map { NoticeOutline.Fact(name: $0.0, value: $0.1) }
  }

  /// "act before 20 February 2026; in force from 1 March 2026".
  private var statedDays: String {
    let document = notice.to.document
    let days: [(NoticePhrase, PartialDate?)] = [
      (.actBefore, document.actBy), (.inForceFrom, document.effectiveOn),
      (.switchedOff, document.switchOffOn),
    ]
    let words = days.compactMap { word, date in date.map { phrase(word, phrase.date($0)) } }
    return words.isEmpty ? phrase(.notStatedHere) : words.joined(separator: "; ")
  }

  var reasons: NoticeOutline.Section? {
    if notice.kind != .held { return nil }
    return NoticeOutline.Section(
      heading: phrase(.whyHeld), tone: .warns,
      groups: [
        NoticeOutline.Group(
          heading: "", items: notice.to.holdReasons.map(phrase.reason))
      ])
  }

  // MARK: What to do

  /// When to do something: before or after the document's own date, or now.
  private func when(_ word: NoticePhrase, _ date: PartialDate?) -> String {
    if notice.ports != nil { return " " + phrase(word, notice.time.forPeople(in: notice.zone)) }
    guard notice.kind != .void, let date else { return "" }
    return " "
      + (date.isPast(on: notice.zone.day(of: notice.to.recordedAt))
        ? phrase(.now, phrase.date(date)) : phrase(word, phrase.date(date)))
  }

  var opens: NoticeOutline.Section? {
    if notice.opened.isEmpty { return nil }
    return NoticeOutline.Section(
      heading: phrase(notice.kind == .held ? .wouldOpen : .open)
        + when(.before, notice.to.openBefore(in: notice.zone)),
      tone: .opens, groups: groups(notice.opened, "+", .opens))
  }

  var closes: NoticeOutline.Section? {
    if notice.closed.isEmpty { return nil }
    return NoticeOutline.Section(
      heading: phrase(notice.kind == .held ? .wouldClose : .close)
        + when(.after, notice.to.closeAfter(in: notice.zone)),
      tone: .closes,
      lead: hasNeededAmongClosed
        ? phrase(.closesNeeded) : nil,
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
    EndpointListing.grouped(entries) { phrase.terms(TermsText.text($0)) }.map { terms, entries in
      group(terms, sign, tone, entries.map { phrase.address($0.address) })
    }
  }

  var unresolved: NoticeOutline.Section? {
    if notice.unresolved.isEmpty { return nil }
    return NoticeOutline.Section(
      heading: phrase(.notSettled), tone: .warns,
      groups: EndpointListing.grouped(notice.unresolved, by: \.missing).map { missing, all in
        group(
          phrase.missing(missing), "", .warns, all.map { phrase.address($0.endpoint.written) })
      })
  }

  var needed: NoticeOutline.Section? {
    if notice.stillNeeded.isEmpty { return nil }
    return NoticeOutline.Section(
      heading: phrase(.stillNeeded), tone: .warns, lead: phrase(.stillNeededLead),
      groups: notice.stillNeeded.map { needed in
        NoticeOutline.Group(
          heading: phrase.address(needed.address), tone: .warns,
          items: needed.users.prefix(Self.userLimit).map { user in
            let place =
              user.deployment == notice.deployment ? phrase(.here) : "\(user.deployment)"
            return "\(place): \(line(user.endpoint))"
          }
            + (needed.users.count > Self.userLimit
              ? [phrase(.moreEndpoints, more(needed.users.count - Self.userLimit, "endpoint"))]
              : []))
      })
  }

  var returned: NoticeOutline.Section? {
    if notice.report.returns.isEmpty || notice.scope.only == .closed { return nil }
    return NoticeOutline.Section(
      heading: phrase(.backAgain), lead: phrase(.backAgainLead),
      groups: EndpointListing.grouped(notice.report.returns, by: phrase.back).map { words, all in
        group(words, "", .plain, all.map { phrase.address($0.address) })
      })
  }

  // MARK: The table

  var table: NoticeOutline.Section? {
    let changes = notice.report.changes
    if changes.isEmpty { return nil }
    let only = notice.scope.only
    let groups =
      (only == .closed ? [] : groups(changes.added, "+", .added, .opens))
      + (only == .opened ? [] : groups(changes.removed, "-", .removed, .closes))
      + changedGroups
    if groups.isEmpty { return nil }
    return NoticeOutline.Section(
      heading: phrase(notice.customer == nil ? .table : .rules),
      groups: groups)
  }

  private func groups(
    _ endpoints: Endpoints, _ sign: String, _ verb: NoticePhrase, _ tone: NoticeOutline.Tone
  ) -> [NoticeOutline.Group] {
    EndpointListing.grouped(endpoints) { terms($0) }.map { terms, endpoints in
      group(phrase(verb, terms), sign, tone, endpoints.map { phrase.address($0.written) })
    }
  }

  private var changedGroups: [NoticeOutline.Group] {
    EndpointListing.grouped(notice.report.changes.changed) { change in
      let fields = change.fields.map { field in
        "\(phrase.name(field, in: change)) \(phrase.value(of: field, in: change.before)) → "
          + phrase.value(of: field, in: change.after)
      }
      return phrase(
        .changed,
        phrase.service(change.before.service) + ", " + fields.joined(separator: ", "))
    }.map { heading, changes in
      group(heading, "~", .plain, changes.map { phrase.address($0.before.written) })
    }
  }

  /// Service, group and terms of an endpoint.
  private func terms(_ endpoint: Endpoint) -> String {
    let group = endpoint.group.map { ", " + NoticeOutline.name($0) } ?? ""
    return phrase.service(endpoint.service) + group + ", "
      + phrase.terms(TermsText.text(endpoint))
  }

  private func line(_ endpoint: Endpoint) -> String {
    let address = phrase.address(endpoint.written)
    return phrase(.neededFor, address, terms(endpoint))
  }

  /// Addresses that share a heading.
  private func group(
    _ heading: String, _ sign: String, _ tone: NoticeOutline.Tone, _ addresses: [String]
  ) -> NoticeOutline.Group {
    NoticeOutline.Group(
      heading: heading, sign: sign, tone: tone, items: addresses,
      count: phrase(.addresses, phrase.number(addresses.count)))
  }

  /// "3 more", in English "3 more endpoints".
  private func more(_ count: Int, _ noun: String) -> String {
    notice.language == .english ? count.of("more " + noun) : phrase.number(count)
  }

  /// A customer's own ports.
  private func words(_ own: OwnPorts) -> String {
    if !own.isUsed { return phrase(.unused) }
    if own.parts.isEmpty { return phrase(.none) }
    return PortRole.allCases.reversed().flatMap { role in
      own.parts.filter { $0.role == role }.map { ($0.ports, $0.transport) }.portTexts
        .map { phrase(role == .data ? .dataPorts : .signalingPort) + " " + $0 }
    }.joined(separator: ", ")
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
      let words = byLine[$0]!.withVisibleControls
      return notice.to.document.isMadeOfLines ? phrase(.line, "\($0)", words) : words
    }
    if lines.count > Self.quoteLimit {
      items.append(phrase(.moreEndpoints, more(lines.count - Self.quoteLimit, "line")))
    }
    return NoticeOutline.Section(
      heading: phrase(.quoted),
      groups: [NoticeOutline.Group(heading: "", items: items)])
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
      heading: phrase(.origin), lead: phrase(.originLead),
      groups: [
        NoticeOutline.Group(
          heading: "",
          items: [
            phrase(.document, source(document).abridged(to: 300).withVisibleControls),
            "SHA-256: " + document.sha256,
            phrase(
              .fetched, notice.to.fetchedAt.forPeople(in: notice.zone),
              phrase.number(document.byteCount)),
            phrase(.notice, notice.id.description),
          ])
      ])
  }
}
