import Foundation
import TestSupport
import Testing

@testable import NoticeDelivery

/// Files that notices are written to.
@Suite struct WholeFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func aFileIsWrittenWholeAndOverItself() throws {
    let file = WholeFile(folder: folder.path, name: "notice.txt")
    try file.write(Array("first, and longer".utf8))
    try file.write(Array("second".utf8))
    #expect(try names() == ["notice.txt"])
    #expect(try String(contentsOfFile: folder.file("notice.txt"), encoding: .utf8) == "second")
  }

  @Test func whatAKillLeftIsWrittenOver() throws {
    _ = try folder.write(".notice.txt.part", "half of")
    try WholeFile(folder: folder.path, name: "notice.txt").write(Array("whole".utf8))
    #expect(try names() == ["notice.txt"])
  }

  @Test func aFolderThatIsMissingIsTold() {
    #expect {
      try WholeFile(folder: folder.file("none"), name: "notice.txt").write([])
    } throws: { "\($0)" == "No such file or directory" }
  }

  /// A link in the place of the part would lead the text elsewhere.
  @Test func aLinkIsNotFollowed() throws {
    let target = try folder.write("target", "untouched")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file(".notice.txt.part"), withDestinationPath: target)
    #expect(throws: SystemReason.self) {
      try WholeFile(folder: folder.path, name: "notice.txt").write(Array("text".utf8))
    }
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "untouched")
  }
}
