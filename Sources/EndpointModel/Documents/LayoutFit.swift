/// How the corrections of a layout fitted a document.
public struct LayoutFit: Hashable, Sendable {
  /// The corrections that found nothing to apply to.
  public var misses: [LayoutMiss] = []
  /// How many headings, tables or lists have one name that the layout uses, by that name; without
  /// those that only one has.
  public var names: [String: Int] = [:]
  /// The places, from 0, of corrections of columns that later ones replace in every table.
  public var replaced: [Int] = []

  public init() {}
}
