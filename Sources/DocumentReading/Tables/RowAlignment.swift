/// Puts the cells of rows back below their columns if cells that span several rows were lost: in
/// text copied from a page, a row lacks the cells that span it from above, and the rest of it is
/// too far to the left.
struct RowAlignment {
  private enum Kind {
    case address, ports, transport, words

    /// Whether a column may hold both: some of its cells name a host in words, others by its address.
    func mayStandWith(_ other: Kind) -> Bool {
      self == other || [self, other].allSatisfy { $0 == .words || $0 == .address }
    }
  }

  /// What each column holds, according to the first complete row, or else to its header.
  private let kinds: [Kind]

  /// Nil if no row is complete and the headers do not tell, or all columns are of one kind.
  init?(_ rows: [[TextFacts]], headers: [TextFacts?], width: Int) {
    guard width >= 3 else { return nil }
    let whole = rows.prefix(20).first { row in
      row.count == width && row.allSatisfy { !$0.isEmptyCell }
    }
    if let whole {
      kinds = whole.map(Self.kind)
    } else {
      kinds = headers.map { $0.map(Self.headerKind) ?? .words }
      guard kinds.count == width, kinds.contains(.address), kinds.contains(.ports) else {
        return nil
      }
    }
    guard Set(kinds).count > 1 else { return nil }
  }

  /// The column of each cell of a row; nil if the row is as it should be, or fits nowhere.
  func columns(of row: [TextFacts]) -> [Int]? {
    let filled = row.prefix { !$0.isEmptyCell }
    guard !filled.isEmpty, filled.count < kinds.count,
      row.dropFirst(filled.count).allSatisfy(\.isEmptyCell)
    else { return nil }
    let own = filled.map(Self.kind)
    // Only if ports or addresses are in a column of something else.
    let isAmiss = zip(own, kinds).contains { $0 != $1 && $0 != .words }
    guard isAmiss else { return nil }
    // The cells that were lost stood together on the left.
    let shift = kinds.count - own.count
    if zip(own, kinds[shift...]).allSatisfy({ $0.mayStandWith($1) }),
      zip(own, kinds[shift...]).contains(where: { $0 == $1 && $0 != .words })
    {
      return own.indices.map { $0 + shift }
    }
    var places: [Int] = []
    var next = 0
    for kind in own {
      guard let place = kinds[next...].firstIndex(of: kind) else { return nil }
      places.append(place)
      next = place + 1
    }
    return places
  }

  private static func headerKind(_ header: TextFacts) -> Kind {
    if header.concepts.contains(.port) { return .ports }
    if header.concepts.contains(.transportProtocol) { return .transport }
    return header.concepts.containsAny(of: .address, .host) ? .address : .words
  }

  private static func kind(_ cell: TextFacts) -> Kind {
    if cell.holdsAddress && cell.leftoverWords.count < 16 || cell.isAny { return .address }
    if cell.tokens.contains(where: { $0.transport != nil }), cell.leftoverWords.isEmpty,
      !cell.tokens.contains(where: \.isNumber)
    {
      return .transport
    }
    return cell.saysPorts || cell.isNumbers ? .ports : .words
  }
}
