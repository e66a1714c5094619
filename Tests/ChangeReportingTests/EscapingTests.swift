import Foundation
import Testing

@testable import ChangeReporting

/// Each writer of text with every scalar that has a meaning somewhere, alone and before a
/// mark that makes one letter of both: what is compared letter by letter misses it then.
@Suite struct EscapingTests {
  /// Up to the end of what keyboards and most alphabets have, and U+0301 behind each.
  private static let texts: [String] = (0...0x2FFF).compactMap(Unicode.Scalar.init).flatMap {
    ["\($0)", "\($0)\u{301}", "a\($0)b", "a\($0)\u{301}b"]
  }

  /// Whether the scalars of a text stand in another one.
  private func count(_ scalar: Unicode.Scalar, in text: String) -> Int {
    text.unicodeScalars.count { $0 == scalar }
  }

  @Test func htmlAndXML() {
    for text in Self.texts {
      for escaped in [HTML.escaped(text), XML.escaped(text)] {
        let scalars = escaped.unicodeScalars
        #expect(!scalars.contains { ["<", ">", "\"", "'"].contains($0) }, "\(text)")
        // An ampersand begins one of five references.
        let references = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"]
        let bytes = Array(escaped.utf8)
        for i in bytes.indices where bytes[i] == UInt8(ascii: "&") {
          #expect(references.contains { bytes[i...].starts(with: $0.utf8) }, "\(text)")
        }
        #expect(!scalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
      }
    }
  }

  @Test func markup() {
    let name = "<b>\u{301}&"
    let html: Markup<HTML> = "<p>\(name)\("x" as Markup<HTML>)</p>"
    #expect(html.text == "<p>&lt;b&gt;\u{301}&amp;x</p>")
    #expect(
      Markup<XML>(textOf: html).text == "&lt;p&gt;&amp;lt;b&amp;gt;\u{301}&amp;amp;x&lt;/p&gt;")
  }

  @Test func markdown() {
    let special: Set<Unicode.Scalar> = [
      "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "&", "!",
    ]
    for text in Self.texts {
      let scalars = Array(Markdown.escaped(text).unicodeScalars)
      var i = 0
      while i < scalars.count {
        if scalars[i] == "\\" {
          i += 2
          continue
        }
        // The reference behind an at sign is our own.
        if scalars[i] == "@" {
          #expect(scalars[i...].starts(with: "@&#8203;".unicodeScalars))
          i += 8
          continue
        }
        #expect(!special.contains(scalars[i]), "\(text)")
        i += 1
      }
      #expect(!scalars.contains { $0.value < 0x20 })
    }
    for (text, expected) in [
      ("@anna", "@&#8203;anna"), ("mail a@b.example", "mail a@&#8203;b.example"),
      ("https://x.example", "https\\://x.example"), ("www.x.example", "www\\.x.example"),
      ("1. one", "1\\. one"), ("12) x", "12\\) x"), ("- x", "\\- x"), ("+ x", "\\+ x"),
      ("192.0.2.1", "192.0.2.1"), ("a - b", "a - b"), ("---", "\\---"), ("#12", "\\#12"),
      ("-5", "-5"),
    ] {
      #expect(Markdown.escaped(text) == expected)
    }
  }

  @Test func csv() {
    for text in Self.texts {
      let line = CSVText.line([text, "next"])
      let cells = Self.cells(Array(line.unicodeScalars.dropLast()))
      #expect(cells.count == 2 && cells[1] == "next", "\(text)")
      let first = cells[0].unicodeScalars.first { $0 != "'" }
      #expect(
        cells[0] == text
          || cells[0].unicodeScalars.elementsEqual(("'" + text).unicodeScalars), "\(text)")
      if let first, ["=", "+", "-", "@"].contains(first) {
        #expect(cells[0].unicodeScalars.first == "'", "\(text)")
      }
    }
  }

  /// A record of RFC 4180, scalar by scalar.
  private static func cells(_ record: [Unicode.Scalar]) -> [String] {
    var cells: [String.UnicodeScalarView] = [.init()]
    var isQuoted = false
    var i = 0
    while i < record.count {
      let scalar = record[i]
      if scalar == "\"" {
        if isQuoted, i + 1 < record.count, record[i + 1] == "\"" {
          cells[cells.count - 1].append(scalar)
          i += 1
        } else {
          isQuoted.toggle()
        }
      } else if scalar == ",", !isQuoted {
        cells.append(.init())
      } else {
        #expect(isQuoted || (scalar != "\n" && scalar != "\r"))
        cells[cells.count - 1].append(scalar)
      }
      i += 1
    }
    return cells.map { String($0) }
  }

  @Test func tsv() {
    for text in Self.texts {
      let scalars = TSVText.cell(text).unicodeScalars
      #expect(!scalars.contains { ["\t", "\n", "\r"].contains($0) }, "\(text)")
      #expect(scalars.first.map { !["=", "+", "-", "@"].contains($0) } ?? true, "\(text)")
    }
  }

  /// No line of a header is longer than 76, none has a control or what is no ASCII, and no
  /// encoded word ends within a scalar.
  @Test func mailHeaders() {
    for text in Self.texts + ["e" + String(repeating: "\u{301}", count: 2000)] {
      let header = MailMessage.unstructured(text, after: "Subject: ".count)
      for line in header.components(separatedBy: "\r\n") {
        #expect(line.utf8.count <= 76 && line.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
      }
      #expect(!header.replacingOccurrences(of: "\r\n ", with: "").contains("\n"))
    }
  }

  @Test func slack() {
    for text in Self.texts {
      let scalars = SlackMessage.escaped(text).unicodeScalars
      #expect(!scalars.contains { ["<", ">"].contains($0) }, "\(text)")
    }
    #expect(SlackMessage.escaped("<\u{301}!channel>") == "&lt;\u{301}!channel&gt;")
  }
}
