import ChangeReporting
import EndpointModel
import InventoryStorage

/// How far what an inventory holds is known to stand in the second place.
public struct ReplicationState: Sendable {
  /// The generation in which the inventory was last written; nil where machines do not take turns.
  public let generation: Int?
  /// When that was last confirmed; nil if it never was of what the inventory holds.
  public let confirmedAt: UTCTime?
  /// How many entries of the audit are not known to stand there.
  public let unconfirmed: Int
  /// When the first of them was made; nil if there is none.
  public let since: UTCTime?

  /// The last entry that is known to stand there; 0 if none is.
  public let last: Int

  /// Why this machine may not write the inventory; nil if it may, or that was not looked at.
  public let refusal: GenerationError?

  init(
    _ mark: ConfirmedMark?, _ reader: InventoryReader, refusal: GenerationError? = nil
  ) throws {
    self.refusal = refusal
    generation = try reader.generation()
    // A mark of another state, as before a restore, tells nothing of this one.
    let mark = try mark.flatMap { try reader.has($0.position) ? $0 : nil }
    last = mark?.entry ?? 0
    confirmedAt = mark.flatMap { UTCTime($0.confirmedAt) }
    (unconfirmed, since) = try reader.auditCount(after: last)
  }

  public var json: JSONText {
    .object([
      "generation": generation.map { .number($0) } ?? .null,
      "confirmedAt": confirmedAt.map { .string($0.description) } ?? .null,
      "unconfirmed": .number(unconfirmed),
      "refusal": refusal.map { .string("\($0)") } ?? .null,
      "since": since.map { .string($0.description) } ?? .null,
    ])
  }
}
