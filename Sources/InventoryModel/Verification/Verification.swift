/// What was found wrong with an inventory when all of it was looked through.
///
/// ```swift
/// let found = try inventory.read { try $0.verification() }
/// found.isWhole  // true if no check has a problem
/// ```
public struct Verification: Hashable, Sendable {
  /// Every check, in the order in which they are made.
  public let checks: [Check]

  public init(_ checks: [Check]) { self.checks = checks }

  public var isWhole: Bool { checks.allSatisfy(\.problems.isEmpty) }

  /// One kind of question asked of all that is stored.
  public struct Check: Hashable, Sendable {
    public let name: Name
    /// How many things were looked at, each once.
    public let count: Int
    /// By subject; at most a hundred of each kind.
    public let problems: [Problem]

    public init(_ name: Name, count: Int, problems: [Problem]) {
      self.name = name
      self.count = count
      self.problems = problems
    }
  }

  /// What is checked. The raw values are a public contract.
  public enum Name: String, Hashable, Sendable, CaseIterable {
    /// SQLite's own structure: pages, indexes, constraints.
    case integrity
    /// Rows refer to rows that are there.
    case references
    /// Revisions, and what is written for firewalls, are numbered without a gap.
    case numbering
    /// Each snapshot is what its revisions add up to.
    case snapshots
    /// What each revision opens and closes is whole and can be read.
    case access
    /// Ranges are found by each block that they consist of.
    case ranges
    /// A customer has one range of ports of a role at a time.
    case ports
    /// Notices that are due or were sent.
    case outbox
    /// Nobody took an entry out, and each revision has the entry of its storing.
    case audit
  }

  /// Something that is not as it has to be.
  public struct Problem: Hashable, Sendable {
    /// What it concerns, such as `eschat/canada-aws-02@3`; nil for the whole inventory.
    public let subject: String?
    /// What is wrong, in words.
    public let message: String

    public init(_ subject: String?, _ message: String) {
      self.subject = subject
      self.message = message
    }
  }
}
