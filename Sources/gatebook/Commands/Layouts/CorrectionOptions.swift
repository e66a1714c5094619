import ArgumentParser
import DocumentReading
import EndpointModel

/// What a person tells of a document on the command line.
struct CorrectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only what is under this heading or key counts.", valueName: "name"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp("What is under this heading or key does not count.", valueName: "name"))
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "What is under this heading counts, whatever it looks like.", valueName: "name"))
  var take: [String] = []

  @Option(
    help: ArgumentHelp("Pass over rows, items and sentences with these words.", valueName: "words"))
  var skip: [String] = []

  @Option(
    help: ArgumentHelp(
      "The row, item or sentence with these words, for --service and --says.", valueName: "words"))
  var row: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("What that row says: protocol=tcp ports=443.", valueName: "name=value"))
  var says: [String] = []

  @Option(
    help: ArgumentHelp(
      "The table or list for --column, --split, --service, --in-group and --default.",
      valueName: "name"))
  var table: String?

  @Option(
    help: ArgumentHelp(
      "What a column is, by its number or header: 3=ports.", valueName: "column=role"))
  var column: [String] = []

  @Option(
    help: ArgumentHelp(
      "Each line of this column is a row of its own.", valueName: "column"))
  var split: [String] = []

  @Option(help: ArgumentHelp("How rows without a name of their own are called.", valueName: "name"))
  var service: String?

  @Option(
    help: ArgumentHelp("What rows are grouped by, in place of headings.", valueName: "name"))
  var inGroup: String?

  @Flag(help: "Ports without an address do not count: they are those of one's own machines.")
  var addressesOnly = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "What is meant where nothing is stated: protocol=tcp ports=443 direction=outbound.",
      valueName: "name=value"))
  var `default`: [String] = []

  @Option(help: ArgumentHelp("Take back the correction of this number.", valueName: "number"))
  var drop: [Int] = []

  func validate() throws {
    _ = try corrections()
    if !says.isEmpty, row == nil { throw ValidationError("--says is for the row of --row.") }
    if row != nil, says.isEmpty, service == nil {
      throw ValidationError("--row needs --service, --says or both.")
    }
    if row != nil, table != nil { throw ValidationError("Give --table or --row, not both.") }
    if table != nil, column.isEmpty, split.isEmpty, service == nil, inGroup == nil,
      `default`.isEmpty
    {
      throw ValidationError("--table needs --column, --split, --service, --in-group or --default.")
    }
  }

  var isEmpty: Bool { drop.isEmpty && ((try? corrections().isEmpty) ?? true) }

  /// - Throws: `ValidationError`
  func corrections() throws -> [Layout.Correction] {
    var out: [Layout.Correction] =
      only.map { .only($0) } + ignore.map { .ignore($0) } + take.map { .take($0) }
      + skip.map { .skip($0) }
    if let row {
      let meaning = Layout.Meaning(service: service, terms: try Self.terms(says))
      if meaning != Layout.Meaning() { out.append(.row(row, meaning)) }
    } else if let service {
      out.append(.service(service, of: table))
    }
    if let inGroup { out.append(.group(inGroup, of: table)) }
    if addressesOnly { out.append(.addressesOnly) }
    out += try split.map { .split(try Self.column($0), of: table) }
    out += try column.map { text in
      let (name, role) = try Self.pair(text, "--column", "3=ports")
      do {
        return .column(try Self.column(name), try ColumnRole(parsing: role), of: table)
      } catch { throw ValidationError("\(error).") }
    }
    if !`default`.isEmpty { out.append(.defaults(try Self.terms(`default`), of: table)) }
    return out
  }

  private static func column(_ name: String) throws -> Layout.ColumnName {
    guard let number = Int(name) else { return .header(name) }
    if number < 1 { throw ValidationError("The first column is 1.") }
    return .number(number)
  }

  private static func terms(_ values: [String]) throws -> Layout.Terms {
    var terms = Layout.Terms()
    for value in values {
      let (name, text) = try pair(value, "--default and --says", "protocol=tcp")
      do { try terms.set(name, text) } catch { throw ValidationError("\(error).") }
    }
    return terms
  }

  /// The last sign divides: a header may hold one.
  private static func pair(
    _ text: String, _ option: String, _ example: String
  ) throws -> (String, String) {
    guard let sign = text.lastIndex(of: "="), sign != text.startIndex else {
      throw ValidationError("\(option) is of the form \(example).")
    }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }
}
