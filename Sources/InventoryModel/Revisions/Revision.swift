import EndpointModel

/// One stored version of a deployment's document.
public struct Revision: Hashable, Sendable {
  public let deployment: DeploymentName
  /// From 1, in the order in which they were stored, whatever became of each.
  public let number: Int
  /// The accepted revision before it; nil for a first one.
  public let base: Int?
  /// For a correction, the revision whose table it restores; nil for what a document showed.
  public let copyOf: Int?
  /// When it became the current one, or would have.
  public let recordedAt: UTCTime
  /// How many endpoints its snapshot has.
  public let endpointCount: Int
  /// What it changed compared with the revision before it.
  public let counts: ChangeCounts
  public let document: DocumentDescription
  /// When the document was fetched.
  public let fetchedAt: UTCTime
  /// The system user that stored it.
  public let storedBy: GivenText
  public let state: State
  /// Why a guard held it; empty if none did.
  public let holdReasons: [HoldReason]
  /// Whether a person decided that a document which shows it must not become current.
  public let isRefused: Bool
  /// The version of the layout by which its document was read; nil for none.
  public let layout: Int?
  /// The decisions about it, in order.
  public let decisions: [Decision]

  /// Whether a revision counts.
  public enum State: String, Hashable, Sendable {
    /// It is current, or was.
    case accepted
    /// It waits for a person.
    case held
    case rejected
    /// The next document no longer showed it, before anybody decided about it.
    case passed
    /// It was recorded by mistake.
    case void
  }

  /// Who decided last, when and why.
  public var settled: HistoryRecord? { decisions.last.map { HistoryRecord($0.act) } }

  public var isAccepted: Bool { state == .accepted }

  public var isHeld: Bool { state == .held }

  public var isFirst: Bool { base == nil }

  public init(
    deployment: DeploymentName, number: Int, base: Int?, copyOf: Int? = nil, recordedAt: UTCTime,
    endpointCount: Int, counts: ChangeCounts, document: DocumentDescription, fetchedAt: UTCTime,
    storedBy: GivenText, state: State = .accepted, holdReasons: [HoldReason] = [],
    isRefused: Bool = false, layout: Int? = nil, decisions: [Decision] = []
  ) {
    self.deployment = deployment
    self.number = number
    self.base = base
    self.copyOf = copyOf
    self.recordedAt = recordedAt
    self.endpointCount = endpointCount
    self.counts = counts
    self.document = document
    self.fetchedAt = fetchedAt
    self.storedBy = storedBy
    self.state = state
    self.holdReasons = holdReasons
    self.isRefused = isRefused
    self.layout = layout
    self.decisions = decisions
  }
}

extension Revision.State {
  /// The state's name in reports.
  public var word: String { self == .passed ? "passed by" : rawValue }
}

/// What was decided about a revision.
public struct Decision: Hashable, Sendable {
  public let verdict: Verdict
  public let act: Act

  public enum Verdict: String, Hashable, Sendable {
    case approve
    case reject
    /// It restored an earlier table.
    case revert
    case void
    /// The program saw that the vendor no longer shows it.
    case pass
  }

  public init(_ verdict: Verdict, _ act: Act) {
    self.verdict = verdict
    self.act = act
  }
}

/// How many endpoints a change set adds, removes and changes in place.
public struct ChangeCounts: Hashable, Sendable {
  public let added: Int
  public let removed: Int
  public let changed: Int

  public init(added: Int, removed: Int, changed: Int) {
    self.added = added
    self.removed = removed
    self.changed = changed
  }

  public init(_ changes: ChangeSet) {
    self.init(
      added: changes.added.count, removed: changes.removed.count, changed: changes.changed.count)
  }
}
