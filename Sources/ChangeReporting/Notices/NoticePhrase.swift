import InventoryModel

/// The sentences and words of notices. The raw value is the English one; `{0}`, `{1}` stand for
/// what is filled in.
package enum NoticePhrase: String, CaseIterable {
  // Titles.
  case revision = "{0}, revision {1}"
  case waits = "{0} waits for approval"
  case wasHeld = "{0} was held, and is {1}"
  case first = ", the first"
  case toOpen = "{0} to open"
  case toClose = "{0} to close"
  case nothingToDo = "no firewall rule changes"
  case ownPorts = "{0}, own ports from {1}"
  case mistake = "{0}, revision {1} was recorded by mistake"
  case reminder = "Reminder, {0}: {1}"
  case digestTitle = "Firewall changes: {0} of {1}"
  case history = "Firewall changes of {0}"
  case historyFor = "Firewall changes of {0} for {1}"
  case oneNotice = "1 notice"
  case notices = "{0} notices"
  case deployments = "{0} deployments"

  // Summaries.
  case nothingFollows =
    "The table changed, but nothing opens or closes: no firewall rule has to follow."
  case follow = "Firewalls have to follow: {0}."
  case ownPortsChange =
    """
    Own ports change; the document does not. Firewalls have to follow: {0}. This takes the place \
    of what was told of that time and later.
    """
  case takenBack = "Revision {0} counts no more, and what was told of it is taken back: {1}."
  case takenBackIdly =
    """
    Revision {0} counts no more, and what was told of it is taken back; no firewall rule has to \
    follow.
    """
  case reminded = "This was told before, and has to be done by {0}: {1}."
  case onlyOpened = "Only what is opened is told here."
  case onlyClosed = "Only what is closed is told here."
  case onlyService = "Only the service \"{0}\" is told here."
  case held = "The revision is held; {0} stays current until a person approves or rejects it ({1})."
  case current = "revision {0}"
  case nothing = "nothing"
  case passedBy = "The revision was held; the vendor shows something else by now."
  case settled = "The revision was held; it is {0} by now."

  // Facts.
  case deploymentFact = "Deployment"
  case calledFact = "Called"
  case revisionFact = "Revision"
  case revisionOf = "{0} of {1}"
  case forFact = "For"
  case portsBeforeFact = "Your ports before"
  case portsAfterFact = "Your ports from then on"
  case yourSignaling = "Your signaling port"
  case yourData = "Your data ports"
  case publishedFact = "Published"
  case recordedFact = "Recorded"
  case effectiveFact = "Effective"
  case actBefore = "act before {0}"
  case inForceFrom = "in force from {0}"
  case switchedOff = "what is no longer listed is switched off on {0}"
  case notStatedHere = "not stated in the document"
  case meantFact = "Taken as meant"
  case unused = "the deployment is not used"
  case none = "none"
  case signalingPort = "signaling port"
  case dataPorts = "data ports"

  // Headings.
  case whyHeld = "Why it is held"
  case open = "Open these"
  case close = "Close these"
  case wouldOpen = "It would open"
  case wouldClose = "It would close"
  case before = "before {0}"
  case after = "after {0}"
  case now = "now: the document's date, {0}, has passed"
  case closesNeeded =
    "Some of these addresses are still needed by others: see below before you close them."
  case notSettled = "Not settled: these open nothing yet"
  case stillNeeded = "Still needed by others"
  case stillNeededLead =
    "These addresses are removed or narrowed here, and named elsewhere all the same."
  case here
  case neededFor = "{0} for {1}"
  case moreEndpoints = "and {0}"
  case backAgain = "Back again"
  case backAgainLead = "These addresses had been gone for at most a week: they come and go."
  case table = "The table, row by row"
  case rules = "Your rules, row by row"
  case added = "added: {0}"
  case removed = "removed: {0}"
  case changed = "changed: {0}"
  case quoted = "Quoted from the document"
  case line = "line {0}: {1}"
  case origin = "Where this comes from"
  case originLead = "Whoever doubts this notice can fetch the document and compare its SHA-256."
  case document = "document: {0}"
  case fetched = "fetched: {0}, {1} bytes"
  case notice = "notice: {0}"

  // Counts and what is not named.
  case addresses = "{0} addresses"
  case more = "and {0} more"
  case earlierOne = "and 1 earlier revision"
  case earlier = "and {0} earlier revisions"
  case nothingTold = "Nothing."
  case noService = "(no service named)"
  case noAddress = "(no address stated)"
  case anyAddress = "any"

  // What a revision is.
  case accepted
  case isHeld = "held"
  case rejected
  case passed = "passed by"
  case void

  // What came back.
  case back = "back after {0}, {1} time"
  case minutes = "{0} min"
  case oneHour = "1 hour"
  case hours = "{0} hours"
  case days = "{0} days"

  // What is meant where a document states nothing.
  case portsMeant = "where no ports are stated, {0} is meant"
  case protocolMeant = "where no protocol is stated, {0} is meant"
  case bothMeant = "where no ports or protocol are stated, {0} is meant"
  case nothingMeant = "nothing is declared"
  case declared = "{0} (declared {1})"
  case by = "{0} by {1}"

  // What changed of a row.
  case portsField = "ports"
  case exampleField = "example port"
  case roleField = "port role"
  case protocolField = "protocol"
  case directionField = "direction"
  case groupField = "group"
  case notStated = "not stated"
  case allPorts = "all"
  case customersPorts = "customer's"
  case customersSignaling = "customer's signaling"
  case customersData = "customer's data"

  // What a customer lacks.
  case lacksSignaling = "the customer has no signaling port at that time"
  case lacksData = "the customer has no data ports at that time"
  case lacksRole = "the document does not say which of the customer's ports"
  case otherTransport = "the document says {0}, the customer's ports are {1}"

  // Mails of what changed over all deployments.
  case reportTitle = "Firewall endpoints: what changed since {0}"
  case nothingSince = "Nothing has changed since {0}."
  case since = "Since {0}: {1}."
  case oneChanged = "1 deployment changed"
  case manyChanged = "{0} deployments changed"
  case oneHeld = "1 revision held"
  case manyHeld = "{0} revisions held"
  case oneFailed = "1 source failed"
  case manyFailed = "{0} sources failed"
  case oneUnread = "1 source was not read"
  case manyUnread = "{0} sources were not read"
  case deploymentColumn = "deployment"
  case revisionsColumn = "revisions"
  case sinceColumn = "current since"
  case addedColumn = "added"
  case removedColumn = "removed"
  case changedColumn = "changed"
  case opensColumn = "opens"
  case closesColumn = "closes"
  case newRevision = "new → {0}"
  case otherPorts = "{0}, other ports"
  case opens = "Opens"
  case closes = "Closes"
  case oneMoreLine = "… 1 more line; {0} shows all"
  case moreLines = "… {0} more lines; {1} shows all"
  case heldHeading = "Held"
  case heldLine = "{0} of {1}: {2}"
  case failedHeading = "Failed"
  case failedLine = "{0}, {1}: {2}"
  case failedAndRead = "{0}, {1}: {2} (read since)"
  case unreadHeading = "Not read since then"
  case readLast = "{0}, read last {1}"
  case readNever = "{0}, read never"
  case overdueHeading = "Overdue"
  case dueHeading = "Due within {0} days, by the calendar of {1}"

  // Days by which something has to be done.
  case wantedByDay = "{0}: its document wants the changes of revision {1} made by this day"
  case wantedInMonth = "{0}: its document wants the changes of revision {1} made in {2}"
  case inForceFromDay = "{0}: by its document, revision {1} is in force from this day on"
  case inForceFromMonth = "{0}: by its document, revision {1} is in force from a day in {2} on"
  case offOnDay =
    "{0}: by its document of revision {1}, what it no longer lists is switched off on this day"
  case offInMonth =
    "{0}: by its document of revision {1}, what it no longer lists is switched off in {2}"
  case heldNumber = "{0} (held)"
  case portsBegin = "{0} on {1}: {2} {3} ({4}) begin"
  case portsEnd = "{0} on {1}: {2} {3} ({4}) end"
  case signalingRole = "signaling"
  case dataRole = "data"
  case heldWanted =
    "{0}: revision {1}, whose document wants its changes made by then, is still held"
  case heldStated =
    "{0}: revision {1}, whose document states that day for its changes, is still held"
  case wantedNotNoted =
    """
    {0}: its document wanted the changes of revision {1} made by then, and {2} is not noted to have \
    them
    """
  case statedNotNoted =
    """
    {0}: its document stated that day for the changes of revision {1}, and {2} is not noted to have \
    them
    """
  case portsNotNoted = "{0} on {1}: {2} {3} ({4}) began, and {5} is not noted to have them"
}

/// The phrases of a language.
package struct NoticePhrases {
  package let language: NoticeLanguage
  private let words: [NoticePhrase: String]

  package init(_ language: NoticeLanguage) {
    self.language = language
    words =
      switch language {
      case .english: [:]
      case .german: Self.german
      case .french: Self.french
      }
  }

  /// A phrase with its places filled in; what is filled in is not looked at again.
  package func callAsFunction(_ phrase: NoticePhrase, _ values: String...) -> String {
    let pattern = words[phrase] ?? phrase.rawValue
    var out = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{") {
      out += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}"),
        let place = Int(rest[rest.index(after: open)..<close]), values.indices.contains(place)
      else { break }
      out += values[place]
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  /// Which phrases a language has no words for.
  static func missing(in language: NoticeLanguage) -> [NoticePhrase] {
    language == .english
      ? [] : NoticePhrase.allCases.filter { NoticePhrases(language).words[$0] == nil }
  }

  /// A phrase as the language has it, with its places.
  func pattern(_ phrase: NoticePhrase) -> String { words[phrase] ?? phrase.rawValue }
}
