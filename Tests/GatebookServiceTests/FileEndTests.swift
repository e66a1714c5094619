import Foundation
import Testing

@testable import GatebookService

/// A file that shows its end need not rest before it is read.
@Suite struct FileEndTests {
  private static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Documents/office")
    return Array(try Data(contentsOf: folder.appending(path: name)))
  }

  @Test(arguments: ["page.pdf", "long.pdf", "page.docx", "page.odt", "sheets.xlsx", "one.zip"])
  func onlyTheWholeFileShowsIt(_ name: String) throws {
    let whole = try Self.bytes(name)
    #expect(FileEnd(whole).isShown)
    for part in [whole.count - 8, whole.count - 100, whole.count / 2, 30] {
      #expect(!FileEnd(Array(whole.prefix(part))).isShown, "\(part)")
    }
  }

  /// An archive within another is not the end of the outer one.
  @Test func anArchiveInAnArchive() throws {
    let inner = try Self.bytes("one.zip")
    #expect(!FileEnd(Array("PK\u{3}\u{4}".utf8) + Array(repeating: 0, count: 40) + inner).isShown)
  }

  /// The first half of a PDF made to be shown while it is fetched ends with its mark, too.
  @Test func aPDFThatSaysItsLength() {
    let text = "%PDF-1.5\n1 0 obj<</Linearized 1/L 60/H[1 2]>>endobj\n"
    let pad = String(repeating: "\n", count: 60 - text.utf8.count - 6) + "%%EOF\n"
    #expect(FileEnd(Array((text + pad).utf8)).isShown)
    #expect(!FileEnd(Array((text + "%%EOF\n").utf8)).isShown)
  }

  @Test func texts() {
    #expect(FileEnd(Array("{\"a\": 1}\n".utf8)).isShown)
    #expect(!FileEnd(Array("{\"a\": 1,\n".utf8)).isShown)
    #expect(FileEnd(Array("<html><body></body></html>\n".utf8)).isShown)
    #expect(!FileEnd(Array("a,b\n1,2\n".utf8)).isShown && !FileEnd([]).isShown)
  }
}
