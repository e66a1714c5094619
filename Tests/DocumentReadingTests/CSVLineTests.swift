import TestSupport
import Testing

@testable import DocumentReading

/// Lines of separated values that are divided by their bytes.
@Suite struct CSVLineTests {
  /// A letter beyond ASCII beside the separator lets the line be divided by its characters.
  @Test func isAsByCharacters() {
    let signs = ["a", "b", "7", " ", ",", ",", "\"", "\"\"", "é", "–", "\u{301}", "'", "#"]
    let failure = firstFailure(seeds: 0..<1000) { generator in
      // An accent in front would be joined to the separator that the test puts there.
      let line = (0..<Int.random(in: 0...12, using: &generator))
        .map { _ in signs.randomElement(using: &generator)! }.drop { $0 == "\u{301}" }.joined()
      guard let cells = CSVLine.cells(of: line, separator: ",") else { return nil }
      let slow = try? CSV.records(
        [SourceLine(number: 1, text: "é," + line)], source: "x", separator: ",")
      return slow?.first.map { Array($0.cells.dropFirst()) } == cells
        ? nil : "\(line) as \(cells), not \(String(describing: slow))"
    }
    #expect(failure == nil)
  }

  @Test(arguments: [
    ("a, b ,\"c,d\" ,", ["a", " b ", "c,d", ""]), ("\"say \"\"yes\"\"\",x", ["say \"yes\"", "x"]),
    ("5700–5763,é", nil), ("5700–5763,e", ["5700–5763", "e"]), ("", [""]),
    ("\"open", nil), ("\"a\"b", nil), ("a\"b,c", ["a\"b", "c"]),
  ])
  func cells(_ line: String, _ cells: [String]?) {
    #expect(CSVLine.cells(of: line, separator: ",") == cells)
  }
}
