import Foundation
import Testing

/// Compares a text with a file of the checkout that a person has read and found
/// right. Where the file is missing, it is written and the test fails, so that no
/// text becomes right unread.
public func expectGolden(
  _ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = Places.package.appending(path: path)
  guard let expected = try? String(contentsOf: url, encoding: .utf8) else {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("\(path) was missing and is now recorded: read it", sourceLocation: sourceLocation)
    return
  }
  #expect(text == expected, "\(path) differs", sourceLocation: sourceLocation)
}
