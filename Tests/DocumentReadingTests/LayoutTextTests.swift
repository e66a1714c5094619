import EndpointModel
import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// The text form of a layout.
@Suite struct LayoutTextTests {
  @Test func everyLayoutIsWrittenAndReadAgain() throws {
    let failure = try firstFailure(seeds: 0..<150) { random in
      let layout = Self.layout(&random)
      let text = layout.text
      let again = try Layout(parsing: text)
      if again != layout { return "\(text)\nis read as\n\(again.text)" }
      return again.text == text ? nil : "\(text)\nis written as\n\(again.text)"
    }
    #expect(failure == nil)
  }

  private static func name(_ random: inout SeededGenerator) -> String {
    let words = [
      "Ports", "Media \"edge\" servers", "a\\b", "# 3", "table", "=", "Küche", "IP-Adresse",
      "Ports#2", "…", "端口",
    ]
    return (0..<Int.random(in: 1...3, using: &random)).map { _ in random.pick(words) }
      .joined(separator: " ")
  }

  private static func terms(_ random: inout SeededGenerator) -> Layout.Terms {
    let ports = random.oneIn(2) ? Ports(random.pick(["443", "80,443", "5000-5010", "any"])) : nil
    return Layout.Terms(
      ports: ports, transport: random.pick([.tcp, .udp, .tcpAndUDP, .esp]),
      direction: random.oneIn(2) ? random.pick([.outbound, .inbound, .both]) : nil)
  }

  private static func layout(_ random: inout SeededGenerator) -> Layout {
    let corrections = (0..<Int.random(in: 0...6, using: &random)).map { _ -> Layout.Correction in
      let name = name(&random)
      let part = random.oneIn(2) ? Self.name(&random) : nil
      switch Int.random(in: 0..<11, using: &random) {
      case 0: return .only(name)
      case 1: return .ignore(name)
      case 2: return .take(name)
      case 3: return .skip(name)
      case 4:
        let service = random.oneIn(2) ? Self.name(&random) : nil
        return .row(name, Layout.Meaning(service: service, terms: terms(&random)))
      case 5:
        let column: Layout.ColumnName =
          random.oneIn(2) ? .number(Int.random(in: 1...9, using: &random)) : .header(name)
        return .column(column, random.pick(ColumnRole.allCases), of: part)
      case 10: return .addressesOnly
      case 9: return .split(.header(name), of: part)
      case 6: return .service(name, of: part)
      case 7: return .group(name, of: part)
      default: return .defaults(terms(&random), of: part)
      }
    }
    guard random.oneIn(2) else { return Layout(corrections) }
    let parts = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      LayoutReliance.Part(
        name: name(&random), kind: random.pick([.table, .list, .object]),
        columns: (0..<Int.random(in: 0...3, using: &random)).map { _ in
          LayoutReliance.Column(
            header: random.oneIn(4) ? "" : name(&random), role: random.pick(ColumnRole.allCases),
            cells: random.pick(TableUnderstanding.Column.Cells.allCases))
        }, rows: 12, rowsRead: 9)
    }
    return Layout(corrections, reliance: LayoutReliance(parts: parts, leftOver: 2))
  }

  @Test func commentsAndBlankLinesCountForNothing() throws {
    let text = """
      gatebook layout 1
      # https://vendor.example/firewall

      ignore "Change log"   # until they clean it up
      table "Media servers"
        column 3 = ports
      """
    let layout = try Layout(parsing: text)
    #expect(
      layout.corrections == [
        .ignore("Change log"), .column(.number(3), .ports, of: "Media servers"),
      ])
    #expect(layout.reliance == nil)
  }

  @Test(arguments: [
    ("", "line 1 of the layout: a layout begins with the line \"gatebook layout 1\""),
    ("gatebook layout 2", "line 1"),
    ("gatebook layout 1\nignore Ports", "line 2 of the layout: a name in quotation marks"),
    ("gatebook layout 1\nignore \"Ports", "line 2 of the layout: a quotation mark is missing"),
    ("gatebook layout 1\nforget \"Ports\"", "a line begins with one of: only, ignore"),
    ("gatebook layout 1\n  column 3 = ports", "an indented line stands below a table"),
    ("gatebook layout 1\ntable \"A\"\n  ignore \"B\"", "below a table stand column"),
    ("gatebook layout 1\ncolumn 3 = port", "it is one of service, group, address"),
    ("gatebook layout 1\ncolumn 0 = ports", "a column is its number from 1"),
    ("gatebook layout 1\ndefault ports=99999", "is not a valid port"),
    ("gatebook layout 1\ndefault colour=red", "it is ports, protocol or direction"),
    ("gatebook layout 1\ndefault", "default has one of"),
    ("gatebook layout 1\nonly \"A\" \"B\"", "there is more in the line"),
    ("gatebook layout 1\nrow \"A\"", "a row has a service"),
    ("gatebook layout 1\nrelies sheet \"A\" rows 1 read 1", "relies is followed by left, name or"),
  ])
  func anErrorSaysWhereAndWhatIsAllowed(_ text: String, _ wanted: String) {
    let error = #expect(throws: LayoutError.self) { try Layout(parsing: text) }
    #expect(error?.description.contains(wanted) ?? false, "\(error?.description ?? "")")
  }

  /// Layouts to take over: each says of which public page it is.
  @Test func theLayoutsThatComeWithTheSourcesCanBeRead() throws {
    let folder = Places.package.appending(path: "Seeds/layouts").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".layout") }
    #expect(names.count >= 3)
    for name in names {
      let text = try Places.text("Seeds/layouts/\(name)")
      #expect(try !Layout(parsing: text).corrections.isEmpty, "\(name)")
      #expect(text.contains("https://"), "\(name)")
    }
  }

  @Test func aCorrectionTakesThePlaceOfOneThatItContradicts() {
    var layout = Layout([.ignore("Ports"), .column(.number(3), .note, of: "A")])
    layout = layout.adding(.take("ports:"))
    layout = layout.adding(.column(.number(3), .ports, of: "a"))
    layout = layout.adding(.defaults(Layout.Terms(transport: .tcp), of: nil))
    layout = layout.adding(.defaults(Layout.Terms(ports: Ports("443")), of: nil))
    #expect(
      layout.corrections == [
        .take("ports:"), .column(.number(3), .ports, of: "a"),
        .defaults(Layout.Terms(ports: Ports("443"), transport: .tcp), of: nil),
      ])
  }
}
