/// Cells by the line where they begin: any line may begin a table, so many lines look at the same
/// cells.
final class LooseCellMemo {
  private struct Key: Hashable {
    let line: Int
    let parting: CellRun.Parting
  }

  private var known: [Key: LooseCell?] = [:]

  /// Lines look no further ahead than this, unless a table has begun.
  private static let limit = 2000

  func cell(
    at line: Int, _ parting: CellRun.Parting, _ make: () -> LooseCell?
  ) -> LooseCell? {
    let key = Key(line: line, parting: parting)
    if let cell = known[key] { return cell }
    let cell = make()
    if known.count >= Self.limit { known = [:] }
    known[key] = .some(cell)
    return cell
  }
}
