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
    if let irregular = Self.rowsByKind(&run, best) {
      (table, end) = irregular
      return
    }
    var cells = Array(run.cells.prefix(best.cellCount))
    if !best.isTransposed, !areKnown { cells = Self.withRowsBehindRemarks(&run, best, cells) }
    let read = run.cells.firstIndex { $0.end >= cells[cells.count - 1].end } ?? best.cellCount - 1
    var table = Self.table(
      stride(from: 0, to: cells.count, by: best.width).map { cells[$0..<$0 + best.width] })
    // What follows at once and is no words belongs to it, but to no row.
    let behind = run.cells.dropFirst(read + 1)
    table.isIrregular = !best.isTransposed && !areKnown && behind.first?.isFact ?? false
    // "443 (TCP)", "3478 (UDP)": the last cell goes on.
    if table.isIrregular, best.names.last?.concept == .port, cells.last?.look == .ports {
      let rest = behind.prefix { $0.look == .ports }
      if rest.count < best.width {
        let (row, column) = (table.rows.count - 1, best.width - 1)
        for cell in rest { table.rows[row].cells[column].append(cell.lines) }
        cells += rest
      }
    }
    self.table = table
    end = cells.last { areKnown || !$0.lines.isEmpty }!.end
    // If cells side by side follow, this is not a mere run of cells.
    if !areKnown, let next = lines[end...].first(where: { !$0.isBlank }), next.columns.count > 1 {
      return nil
    }
  }

  /// The cells with those of further rows, where a cell goes on with a sentence of its own: "Copies
  /// between servers", "The port may be closed afterwards.", "Names", "53", "UDP", "Resolver".
  private static func withRowsBehindRemarks(
    _ run: inout CellRun, _ grid: CellGridFit, _ cells: [LooseCell]
  ) -> [LooseCell] {
    var all = cells
    var next = grid.cellCount
    while next < run.cells.count, run.cells[next].look == .sentence {
      let start = run.cells[next...].prefix(2).firstIndex { $0.look != .sentence } ?? next + 2
      run.read(upTo: start + sample)
      guard start + grid.width <= run.cells.count else { return all }
      let rest = grid.names + run.cells[start...]
      guard
        let more = CellGridFit(
          rest[...], width: grid.width, isTransposed: false, areKnown: false),
        more.cellCount > grid.width, more.fits(grid)
      else { return all }
      let taken = start..<start + more.cellCount - grid.width
      all += run.cells[taken]
      next = taken.upperBound
    }
    return all
  }

  /// The table of rows that lack cells, if it takes in more than the regular one; nil if it does not.
  private static func rowsByKind(
    _ run: inout CellRun, _ regular: CellGridFit
  ) -> (Table, end: Int)? {
    guard !regular.isTransposed, var rows = KindRows(run.cells, names: regular.names),
      rows.cellCount > regular.cellCount
    else { return nil }
    run.read(upTo: .max)
    rows = KindRows(run.cells, names: regular.names) ?? rows
    var table = table(([regular.names] + rows.rows).map { $0[...] })
    table.isIrregular =
      rows.lacksFacts || run.cells.dropFirst(rows.cellCount).first?.isFact ?? false
    return (table, run.cells[rows.cellCount - 1].end)
  }

  private static func table(_ rows: [ArraySlice<LooseCell>]) -> Table {
    Table(rows: rows.map { row in Table.Row(cells: row.map { Table.Cell(lines: $0.lines) }) })
  }

  /// How many cells are examined to find the width.
  private static let sample = 160
  private static let widest = 12
}
