import EndpointModel
import GRDB

/// The ids of the rows that hold the texts and terms of tables: each is looked up once for a table,
/// by its number.
struct VocabularyRows {
  private var labels: SharedRows<Label>
  private var terms: SharedRows<Terms>
  private var known: [Known] = []

  private struct Known {
    let vocabulary: Vocabulary
    var services: IDsByNumber
    var groups: IDsByNumber
    var notes: IDsByNumber
    var terms: IDsByNumber

    init(_ vocabulary: Vocabulary) {
      self.vocabulary = vocabulary
      services = IDsByNumber(count: vocabulary.services.values.count)
      groups = IDsByNumber(count: vocabulary.groups.values.count)
      notes = IDsByNumber(count: vocabulary.notes.count)
      terms = IDsByNumber(count: vocabulary.terms.values.count)
    }
  }

  private struct IDsByNumber {
    /// 0 if not yet known.
    private var ids: [Int64]

    init(count: Int) { ids = Array(repeating: 0, count: count + 1) }

    mutating func id(_ number: UInt32, _ find: () throws -> Int64) rethrows -> Int64? {
      if number == 0 { return nil }
      if ids[Int(number)] == 0 { ids[Int(number)] = try find() }
      return ids[Int(number)]
    }
  }

  /// The ids of what a row shares with others.
  struct IDs {
    let service: Int64?
    let group: Int64?
    let terms: Int64
    let note: Int64?
  }

  init(_ db: Database) throws {
    labels = try SharedRows(
      db, find: "SELECT id FROM label WHERE text = ?",
      insert: "INSERT INTO label (text) VALUES (?)"
    ) { [$0.text] }
    terms = try SharedRows(
      db,
      find: """
        SELECT id FROM terms
        WHERE ifnull(ports, '') = ifnull(?, '') AND ifnull(protocol, '') = ifnull(?, '')
          AND ifnull(direction, '') = ifnull(?, '') AND ifnull(port_role, '') = ifnull(?, '')
          AND ifnull(example_ports, '') = ifnull(?, '')
        """,
      insert: """
        INSERT INTO terms (ports, protocol, direction, port_role, example_ports)
        VALUES (?, ?, ?, ?, ?)
        """
    ) { terms in
      [
        terms.ports?.description, terms.transport?.rawValue, terms.direction?.rawValue,
        terms.portRole?.rawValue, terms.examplePorts?.description,
      ]
    }
  }

  mutating func ids(of row: EndpointRow, _ vocabulary: Vocabulary) throws -> IDs {
    let place = place(of: vocabulary)
    return IDs(
      service: try known[place].services.id(row.service) {
        try labels.id(of: vocabulary.services[row.service]!)
      },
      group: try known[place].groups.id(row.group) {
        try labels.id(of: vocabulary.groups[row.group]!)
      },
      terms: try known[place].terms.id(row.terms) {
        try terms.id(of: vocabulary.terms(of: row))
      }!,
      note: try known[place].notes.id(row.note) {
        try labels.ownID(of: vocabulary.note(row.note)!)
      })
  }

  private mutating func place(of vocabulary: Vocabulary) -> Int {
    if let place = known.firstIndex(where: { $0.vocabulary === vocabulary }) { return place }
    known.append(Known(vocabulary))
    return known.count - 1
  }
}
