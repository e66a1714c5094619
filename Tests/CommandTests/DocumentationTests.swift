import Foundation
import TestSupport
import Testing

/// The README and the articles: each `$ gatebook …` in a console block prints what stands
/// below it, and links lead somewhere.
@Suite struct DocumentationTests {
  private static let folder = "Sources/gatebook/Gatebook.docc"

  private struct Example {
    let command: String
    let output: String
  }

  private static func examples(_ text: String) -> [Example] {
    let blocks = text.split(separator: "```console\n").dropFirst()
    return blocks.flatMap { block -> [Example] in
      let text = block.firstRange(of: "```").map { block[..<$0.lowerBound] } ?? block
      return ("\n" + text).split(separator: "\n$ ").map { example in
        let lines = example.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return Example(
          command: String(lines[0]), output: lines.count > 1 ? String(lines[1]) : "")
      }
    }.filter { $0.command.contains("gatebook ") }
  }

  /// The articles in the order in which the first one lists them.
  private static func articles() throws -> [String] {
    try Places.text("\(folder)/Gatebook.md").matches(of: #/<doc:(\w+)>/#).map {
      "\(folder)/\($0.output.1).md"
    }
  }

  @Test(.ofFiles) func everyExampleOfTheReadmePrintsWhatItSays() throws {
    let examples = Self.examples(try Places.text("README.md"))
    #expect(examples.count >= 7)
    try run(examples)
  }

  /// One day goes on from article to article.
  @Test(.ofFiles) func everyExampleOfTheArticlesPrintsWhatItSays() throws {
    let examples = try Self.articles().flatMap { Self.examples(try Places.text($0)) }
    #expect(examples.count >= 20)
    try run(examples)
  }

  private func run(_ examples: [Example]) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("Seeds"), withDestinationPath: Places.package.path + "/Seeds")
    let bin = URL(fileURLWithPath: Places.program).deletingLastPathComponent().path
    for example in examples {
      let result = try GatebookProcess.run(
        "/bin/sh", ["-c", "PATH=\"\(bin):$PATH\"; \(example.command)"], in: folder.path)
      let got = (result.output + result.error).trimmingCharacters(in: .newlines)
      let wanted = example.output.trimmingCharacters(in: .newlines)
      // An ellipsis on a line of its own stands for any lines.
      let parts = wanted.components(separatedBy: "\n…\n")
      if parts.count == 1 {
        #expect(got == wanted, "\(example.command)")
      } else {
        #expect(got.hasPrefix(parts[0]), "\(example.command)")
        #expect(got.hasSuffix(parts[1]), "\(example.command)")
      }
    }
  }

  @Test func everyStatusAndCommandIsDescribed() throws {
    let statuses = try Places.text("\(Self.folder)/Statuses.md")
    for status in [0, 1, 2, 3, 4, 64, 65, 66, 69, 70, 74, 75, 77, 78] {
      let isDescribed = statuses.contains("| \(status) |")
      #expect(isDescribed, "\(status)")
    }
    let readme = try Places.text("README.md")
    let help = try GatebookProcess.run(["--help"]).output
    let commands = help.matches(of: #/\n  ([a-z]+) {2,}/#).map { String($0.output.1) }
    #expect(commands.count >= 8)
    for command in commands {
      let isDescribed = readme.contains("`gatebook \(command)")
      #expect(isDescribed, "\(command)")
    }
  }

  /// A line that is longer than a terminal's is broken where nobody would break it.
  @Test func everyLineOfHelpFitsATerminal() throws {
    let dump = try GatebookProcess.run(["--experimental-dump-help"]).output
    let tree = try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any]
    var waiting = [try #require(tree?["command"] as? [String: Any])]
    var seen = 0
    while let command = waiting.popLast() {
      seen += 1
      waiting += command["subcommands"] as? [[String: Any]] ?? []
      for line in (command["discussion"] as? String ?? "").split(separator: "\n") {
        #expect(line.count <= 79, "\(command["commandName"] ?? ""): \(line)")
      }
    }
    #expect(seen > 60)
  }

  @Test func everyArticleIsListedAndEveryLinkLeadsSomewhere() throws {
    let folder = Places.package.appending(path: Self.folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let listed = Set(try Self.articles().map { ($0 as NSString).lastPathComponent })
    #expect(Set(files).subtracting(["Gatebook.md"]) == listed)
    let readme = try Places.text("README.md")
    #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 200)
    for link in readme.matches(of: #/\]\(([^)]+)\)/#) {
      let path = Places.package.appending(path: String(link.output.1)).path
      let exists = FileManager.default.fileExists(atPath: path)
      #expect(exists, "\(link.output.1)")
    }
  }
}
