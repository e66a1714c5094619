import Foundation
import TestSupport
import Testing

/// A pattern that stands as a literal where it is used is compiled for each text: two of them, asked
/// of each host name, took half the time of a sheet.
@Suite struct CompiledPatternTests {
  nonisolated(unsafe) private static let use =
    #/(?:firstMatch|prefixMatch|wholeMatch|matches|replacing|ranges|contains|split)\((?:\w+: )?/[^/ ]/#

  @Test func theReaderCompilesNoneWhereItIsUsed() throws {
    let folder = "Sources/DocumentReading"
    let paths = try FileManager.default.subpathsOfDirectory(
      atPath: Places.package.appending(path: folder).resolvingSymlinksInPath().path
    ).filter { $0.hasSuffix(".swift") }
    #expect(paths.count > 100)
    for path in paths.sorted() {
      let lines = try Places.text("\(folder)/\(path)").split(separator: "\n")
      // A pattern takes long to look for itself in each line.
      let uses = lines.filter {
        $0.utf8.contains(UInt8(ascii: "(")) && $0.utf8.contains(UInt8(ascii: "/"))
          && $0.contains(Self.use)
      }
      #expect(uses.isEmpty, "\(path) compiles a pattern each time: \(uses)")
    }
  }

  @Test func whatIsAUse() {
    #expect("if text.firstMatch(of: /[a-z]+/) != nil".contains(Self.use))
    #expect("replacing(/_x/) { $0 }".contains(Self.use))
    #expect(!"text.firstMatch(of: Pattern.name)".contains(Self.use))
    #expect(!"let ticks = [\"(/)\"]".contains(Self.use))
  }
}
