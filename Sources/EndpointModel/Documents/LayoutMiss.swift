/// A correction of a layout that found nothing in a document to apply to.
public struct LayoutMiss: Hashable, Sendable {
  /// The correction as its layout writes it: `ignore "Change log"`.
  public let correction: String
  /// What it looked for: `table "Ports"`, `column "Remarks"`.
  public let wanted: String
  /// What there is instead, near ones first.
  public let known: [String]

  public init(correction: String, wanted: String, known: [String]) {
    self.correction = correction
    self.wanted = wanted
    self.known = known
  }
}
