/// A table whose cells are one below the other, as in text copied from a web page. Nothing states
/// its width; it is inferred from the cells: at the right width, addresses are below addresses and
/// ports below ports.
struct CellGrid {
  let table: Table
  /// The index of the line after the table.
  let end: Int

  /// Nil if no such table begins at that line.
  ///
  /// - Parameter memo: the cells already analyzed for earlier lines.
  init?(_ lines: [SourceLine], at start: Int, _ memo: LooseCellMemo) {
    var run = CellRun(lines, at: start, memo)
    // Most lines do not begin a table: the first cells show it before the others are read.
    run.read(upTo: 1)
    guard run.cells.first?.mayBeName ?? false else { return nil }
    run.read(upTo: CellRun.nameCount)
    guard run.beginsWithNames else { return nil }
    run.read(upTo: Self.sample)
    let areKnown = run.parting == .bars
    guard var best = CellGridFit.best(run.cells[...], widest: Self.widest, areKnown: areKnown)
    else {
      return nil
    }
    // A better fit without the first cells means that they are a title or heading right above.
    for skipped in 1...2 where !areKnown && skipped < run.cells.count {
      let later = CellGridFit.best(run.cells[skipped...], widest: Self.widest, areKnown: areKnown)
      if let later, later.score > best.score { return nil }
    }
    if !best.isTransposed, best.cellCount + best.width > run.cells.count - best.width {
      run.read(upTo: .max)
      best.readRows(run.cells[...])
    }
    if !best.isTransposed, let kinds = KindRows(run.cells, names: best.names),
      kinds.cellCount > best.cellCount
    {
      run.read(upTo: .max)
      let all = KindRows(run.cells, names: best.names) ?? kinds
      var table = Table(
        rows: ([best.names] + all.rows).map { row in
          Table.Row(cells: row.map { Table.Cell(lines: $0.lines) })
        })
      table.isIrregular =
        all.lacksFacts || run.cells.dropFirst(all.cellCount).first?.isFact ?? false
      self.table = table
      end = run.cells[all.cellCount - 1].end
      return
    }
    let cells = run.cells.prefix(best.cellCount)
    var table = Table(
      rows: stride(from: 0, to: cells.count, by: best.width).map { first in
        Table.Row(cells: cells[first..<first + best.width].map { Table.Cell(lines: $0.lines) })
      })
    // What follows at once and is no words belongs to it, but to no row.
    table.isIrregular =
      !best.isTransposed && run.parting != .bars
      && run.cells.dropFirst(best.cellCount).first?.isFact ?? false
    self.table = table
    end = cells.last { !$0.lines.isEmpty || run.parting == .bars }!.end
    // If cells side by side follow, this is not a mere run of cells.
    if run.parting != .bars, let next = lines[end...].first(where: { !$0.isBlank }),
      next.columns.count > 1
    {
      return nil
    }
  }

  /// How many cells are examined to find the width.
  private static let sample = 160
  private static let widest = 12
}
