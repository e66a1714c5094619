/// A piece of a document, in the form that every format is turned into.
enum Block: Sendable {
  case heading([SourceLine], level: Int)
  case paragraph([SourceLine])
  /// An item of a list; `depth` grows with its indentation.
  case item([SourceLine], depth: Int)
  case table(Table)
  /// Lines shown verbatim: a listing, a command, a program's output, settings.
  case code([SourceLine])
  /// Text that readers do not see but that may state a title, date or version: front matter,
  /// comments.
  case metadata([SourceLine])
}

/// A table, with what its format says about its headers; if it says nothing, the interpretation
/// decides which rows are headers.
struct Table: Sendable {
  var rows: [Row] = []
  /// How many leading rows the format marks as headers; nil if it does not say.
  var headerRowCount: Int?
  /// How many leading cells of each row the format marks as headers.
  var headerColumnCount = 0
  /// The table's title, if the format attaches one.
  var caption: [SourceLine] = []
  /// What a layout tells of its columns.
  var told: ToldColumns?
  /// Marks of notes below it that say of their rows that these are none to allow.
  var takenBackMarks: [String] = []
  /// Whether its cells were found by their look alone, and some around them fit no row.
  var isIrregular = false

  struct Row: Sendable {
    var cells: [Cell]
    /// Whether the document ended before the row did.
    var isCutOff = false
    /// What a line of a cell says that it is of, where a layout splits the row by lines.
    var label: String?
    /// What a layout tells of it.
    var meaning: [Layout.Meaning]?
    /// The marks of notes in its cells, where a format tells them from words: "[^1]".
    var noteMarks: [String] = []
    /// Whether a blank cell of it continues nothing above it.
    var beginsAnew = false

    /// The line where the row begins.
    var line: Int { cells.lazy.flatMap(\.lines).first?.number ?? 0 }

    /// The row's words, for quoting.
    var text: String { cells.map(\.text).joined(separator: " | ") }
  }

  /// A cell with its inner lines.
  struct Cell: Sendable {
    private(set) var lines: [SourceLine]
    /// The words on one line, white space folded.
    private(set) var text = ""

    init(lines: [SourceLine]) {
      self.lines = lines
      addWords(of: lines)
    }

    /// For lines whose texts are already folded.
    init(foldedLines lines: [SourceLine]) {
      self.lines = lines
      text = lines.count == 1 ? lines[0].text : lines.map(\.text).joined(separator: " ")
    }

    var isBlank: Bool { text.isEmpty }

    mutating func append(_ more: [SourceLine]) {
      lines += more
      addWords(of: more)
    }

    private mutating func addWords(of lines: [SourceLine]) {
      for line in lines {
        let words = line.text.folded
        if words.isEmpty { continue }
        if text.isEmpty {
          text = words
        } else {
          text += " "
          text += words
        }
      }
    }
  }
}
