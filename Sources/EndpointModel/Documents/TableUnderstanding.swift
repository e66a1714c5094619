/// What each column of a table was taken for, and why.
public struct TableUnderstanding: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    /// The header's words; empty if it has none.
    public let header: String
    /// What it was taken for: `address`, `ports`, `transport`; `ignored` if it is of no use.
    public let role: String
    /// The evidence for it: "its header, 12 of 12 cells are addresses".
    public let reason: String

    public init(header: String, role: String, reason: String) {
      self.header = header
      self.role = role
      self.reason = reason
    }
  }

  /// The line of the table's first row.
  public let line: Int
  public let columns: [Column]

  public init(line: Int, columns: [Column]) {
    self.line = line
    self.columns = columns
  }
}
