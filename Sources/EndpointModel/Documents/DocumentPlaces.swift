/// Where the lines of a document are that is not made of lines: on a page, in a cell.
///
/// Such a document numbers whatever holds words from 1, in its order; that number is the `line` of
/// endpoints and findings. A document of lines has no places, since its numbers say all.
///
/// ```swift
/// var places = DocumentPlaces()
/// let sheet = places.addPart(.sheet("Ports"))
/// places.add(row: 7, column: 2, in: sheet)
/// places.words(ofLine: 1)  // "sheet Ports, cell B7"
/// ```
public struct DocumentPlaces: Hashable, Sendable {
  /// A piece of a document that numbers its own lines or cells.
  public enum Part: Hashable, Sendable {
    case page(Int)
    case sheet(String)
    case paragraphs
    case table(Int)
    case lines
  }

  private struct Place: Hashable, Sendable {
    let part: UInt32
    let row: UInt32
    let column: UInt16
  }

  private struct NamedPart: Hashable, Sendable {
    let part: Part
    /// What it is in, such as an attachment; empty for the document itself.
    let container: String
  }

  private var parts: [NamedPart] = []
  private var places: [Place] = []

  public init() {}

  public var isEmpty: Bool { places.isEmpty }

  /// The number of the last line.
  public var count: Int { places.count }

  /// - Returns: the part's number, for `add`.
  public mutating func addPart(_ part: Part) -> Int {
    parts.append(NamedPart(part: part, container: ""))
    return parts.count - 1
  }

  /// Adds the next line.
  ///
  /// - Parameters:
  ///   - row: the line within its page, or the row; from 1.
  ///   - column: from 1; 0 for a place without one.
  /// - Returns: the line's number.
  @discardableResult
  public mutating func add(row: Int, column: Int = 0, in part: Int) -> Int {
    places.append(
      Place(part: UInt32(part), row: UInt32(clamping: row), column: UInt16(clamping: column)))
    return places.count
  }

  /// Adds the lines of a document that is inside this one.
  public mutating func append(_ inner: DocumentPlaces, in container: String) {
    let before = parts.count
    parts += inner.parts.map {
      NamedPart(
        part: $0.part, container: $0.container.isEmpty ? container : container + ", " + $0.container
      )
    }
    places += inner.places.map {
      Place(part: $0.part + UInt32(before), row: $0.row, column: $0.column)
    }
  }

  /// Where a line is: `page 3, line 12`, `sheet Ports, cell B7`; `line 12` where the document has
  /// lines of its own.
  public func words(ofLine line: Int) -> String {
    guard places.indices.contains(line - 1) else { return "line \(line)" }
    let place = places[line - 1]
    let part = parts[Int(place.part)]
    return (part.container.isEmpty ? "" : part.container + ", ") + Self.words(place, part.part)
  }

  /// Where the row is that a line is in: `sheet Ports, row 7`.
  public func rowWords(ofLine line: Int) -> String {
    guard places.indices.contains(line - 1) else { return "line \(line)" }
    let place = places[line - 1]
    let part = parts[Int(place.part)]
    return (part.container.isEmpty ? "" : part.container + ", ")
      + Self.words(Place(part: place.part, row: place.row, column: 0), part.part)
  }

  private static func words(_ place: Place, _ part: Part) -> String {
    switch part {
    case .page(let number): return "page \(number), line \(place.row)"
    case .sheet(let name):
      return "sheet \(name), " + (place.column == 0 ? "row \(place.row)" : "cell \(cell(place))")
    case .paragraphs: return "paragraph \(place.row)"
    case .table(let number):
      return "table \(number), row \(place.row)"
        + (place.column == 0 ? "" : ", column \(place.column)")
    case .lines: return "line \(place.row)"
    }
  }

  private static func cell(_ place: Place) -> String {
    columnName(Int(place.column)) + String(place.row)
  }

  /// The name of a sheet's column: A for 1, AA for 27 (ECMA-376 part 1, 18.18.7).
  public static func columnName(_ column: Int) -> String {
    var name = ""
    var rest = column
    while rest > 0 {
      name = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + name
      rest = (rest - 1) / 26
    }
    return name
  }
}
