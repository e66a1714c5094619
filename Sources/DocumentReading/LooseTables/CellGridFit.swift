/// How well some cells fit a table of a certain width.
struct CellGridFit {
  let width: Int
  let isTransposed: Bool
  /// Whether it is known where each cell ends: then long texts are cells, too.
  private let areKnown: Bool
  private(set) var cellCount = 0
  private var doubts = 0
  let names: [LooseCell]
  /// What was found below each name.
  private var looks: [Set<LooseCell.Look>]

  /// The number of cells in the table, less a penalty for those that are not what was expected.
  var score: Int { cellCount - 2 * doubts }

  /// The fit with the highest score over all widths; nil if nothing fits.
  ///
  /// - Parameter areKnown: whether it is known where each cell ends.
  static func best(
    _ cells: ArraySlice<LooseCell>, widest: Int, areKnown: Bool
  ) -> CellGridFit? {
    var best: CellGridFit?
    for width in 2...widest {
      for isTransposed in [false, true] {
        let fit = CellGridFit(
          cells, width: width, isTransposed: isTransposed, areKnown: areKnown)
        if let fit, fit.score > best?.score ?? 0 { best = fit }
      }
    }
    return best
  }

  /// Nil if the names are not column names, or the table has no address.
  init?(_ cells: ArraySlice<LooseCell>, width: Int, isTransposed: Bool, areKnown: Bool) {
    self.width = width
    self.isTransposed = isTransposed
    self.areKnown = areKnown
    let firsts = stride(from: cells.startIndex, to: cells.endIndex, by: width).map { cells[$0] }
    // What rows are called is told in many words; the other names must be known.
    names =
      isTransposed
      ? Array((firsts.prefix(1) + firsts.dropFirst().prefix { $0.concept != nil }).prefix(12))
      : Array(cells.prefix(width))
    looks = Array(repeating: [], count: names.count)
    var concepts = names.compactMap(\.concept)
    // Of two columns that are named after ports, "Port type" and "Port", one may hold protocols.
    if !isTransposed, concepts.count(where: { $0 == .port }) == 2,
      let place = names.firstIndex(where: { $0.concept == .port }),
      firsts.indices.dropFirst().allSatisfy({ row in
        let cell = cells.startIndex + row * width + place
        return cell >= cells.endIndex || cells[cell].isTransport
      })
    {
      concepts.removeAll { $0 == .port }
      concepts += [.transportProtocol, .port]
    }
    let numbersRows = !isTransposed && Self.areNumbered(firsts)
    guard names.count >= 2, names.allSatisfy(\.mayBeName),
      concepts.count * 2 >= names.count, concepts.count >= (numbersRows ? 1 : 2),
      Set(concepts).count * 3 >= concepts.count * 2,
      concepts.contains(where: { LooseCell.ofAddresses.contains($0) || $0 == .port })
    else { return nil }
    if isTransposed { readColumns(cells) } else { readRows(cells) }
    let rows = isTransposed ? names.count : cellCount / width
    guard rows >= 2,
      looks.contains(where: { $0.contains(.address) }) || isOfPorts(rows, areKnown)
        || areKnown && looks.contains(where: { $0.contains(.any) }),
      isTransposed ? names.count >= 3 && width >= 3 : true
    else { return nil }
  }

  /// "No.", "1", "2": the first cells count the rows.
  private static func areNumbered(_ firsts: [LooseCell]) -> Bool {
    firsts.count >= 3 && ["1", "1."].contains(firsts[1].text)
      && ["2", "2."].contains(firsts[2].text)
  }

  /// Whether it is a table of ports without addresses: nothing but ports stands below a name for
  /// ports, and few cells are doubtful.
  private func isOfPorts(_ rows: Int, _ areKnown: Bool) -> Bool {
    !isTransposed && (areKnown || doubts * 2 < rows)
      && names.indices.contains {
        names[$0].concept == .port && looks[$0].contains(.ports)
          && looks[$0].isSubset(of: [.ports, .any, .blank])
      }
  }

  /// Whether another part of a table has the same kinds of values below its names.
  func fits(_ other: CellGridFit) -> Bool {
    zip(looks, other.looks).allSatisfy { mine, others in
      let kinds: Set<LooseCell.Look> = [.address, .ports]
      return mine.intersection(kinds).isSubset(of: others)
    }
  }

  /// Rows below a row of names.
  mutating func readRows(_ cells: ArraySlice<LooseCell>) {
    let start = cells.startIndex
    // What follows the last name must be a value, not another name.
    if cells.count > width, cells[start + width].isName { return }
    cellCount = width
    doubts = 0
    while cellCount + width <= cells.count {
      let row = cells[start + cellCount..<start + cellCount + width]
      var after = looks
      var doubt = 0
      for (column, cell) in row.enumerated() {
        guard let doubts = doubts(cell, column) else { return }
        doubt += doubts
        after[column].insert(cell.look)
      }
      // A row of words only is a heading or belongs to the next table.
      guard row.contains(where: { [.address, .ports, .any].contains($0.look) }) else { return }
      looks = after
      doubts += doubt
      cellCount += width
    }
  }

  /// Rows that each begin with a name.
  private mutating func readColumns(_ cells: ArraySlice<LooseCell>) {
    for row in names.indices where (row + 1) * width <= cells.count {
      let start = cells.startIndex + row * width
      for cell in cells[start + 1..<start + width] {
        guard let doubt = doubts(cell, row) else {
          cellCount = 0
          return
        }
        doubts += doubt
        looks[row].insert(cell.look)
      }
      cellCount += width
    }
    if cellCount < names.count * width { cellCount = 0 }
  }

  /// How doubtful a cell is below its name, from 0; nil if it cannot be there.
  private func doubts(_ cell: LooseCell, _ place: Int) -> Int? {
    let concept = names[place].concept
    let isOfAddresses = concept.map(LooseCell.ofAddresses.contains) ?? false
    let isOfPorts = concept == .port || concept == .transportProtocol
    switch cell.look {
    case .blank, .any: return 0
    case .address:
      if isOfPorts || looks[place].contains(.ports) { return nil }
      return isOfAddresses ? 0 : 1
    case .ports:
      if isOfAddresses || looks[place].contains(.address) { return nil }
      if cell.isTransport {
        // "TCP" heads ports; above another protocol it is a cell itself.
        if names[place].isTransport { return nil }
        // "Type", "Connection type" may head protocols.
        if concept == nil || concept == .service { return 0 }
      }
      return isOfPorts ? 0 : 1
    case .words:
      // The ends of a connection are often called by what they are: "internal network".
      let mayBeWords = concept == .source || concept == .destination || cell.isOwn
      return (isOfAddresses && !mayBeWords || isOfPorts ? 1 : 0)
        + (cell.isName && cell.saysFacts ? 2 : 0)
    case .sentence:
      if concept == .note || concept == nil { return 0 }
      // "Usage" and the like, behind the other columns.
      let mayTell = concept == .service && place > 0 && place == names.count - 1
      return areKnown || mayTell ? 1 : nil
    }
  }
}
