/// What tables of pf hold, behind a `config.xml`, which does not tell it of aliases that are fetched from
/// elsewhere: a line `# table NAME` for each, and then what `pfctl -t NAME -T show` prints.
struct OPNsenseTables {
  /// By name; the entries are addresses and blocks.
  private(set) var entries: [String: [String]] = [:]
  /// What behind the text belongs to no table, each a sentence.
  private(set) var problems: [String] = []

  /// - Returns: the text without what stands behind its last element, and the tables there.
  static func split(_ text: String) -> (xml: String, tables: OPNsenseTables) {
    var tables = OPNsenseTables()
    let lines = text.numberedLines
    guard
      let end = lines.lastIndex(where: {
        $0.text.contains("</opnsense>") || $0.text.contains("</pfsense>")
      }),
      end + 1 < lines.count
    else { return (text, tables) }
    var name: String?
    for (number, line) in lines[(end + 1)...] {
      let words = line.words
      if words.isEmpty { continue }
      if words.starts(with: ["#", "table"]), words.count == 3 {
        let table = String(words[2])
        if tables.entries[table] != nil {
          tables.problems.append("line \(number): the table \(table.quoted) is there twice")
        }
        tables.entries[table] = tables.entries[table] ?? []
        name = table
      } else if let name, words.count == 1 {
        tables.entries[name]?.append(String(words[0]))
      } else {
        tables.problems.append("line \(number) behind the text belongs to no table")
      }
    }
    return (lines[...end].map(\.text).joined(separator: "\n"), tables)
  }
}
