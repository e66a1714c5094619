import Foundation
import TestSupport
import Testing

/// The examples of the README: each `$ gatebook …` in a console block prints what
/// stands below it.
@Suite struct ReadmeTests {
  private struct Example {
    let command: String
    let output: String
  }

  private func examples() throws -> [Example] {
    let blocks = try Places.text("README.md").split(separator: "```console\n").dropFirst()
    return blocks.flatMap { block -> [Example] in
      let text = block.firstRange(of: "```").map { block[..<$0.lowerBound] } ?? block
      return ("\n" + text).split(separator: "\n$ ").map { example in
        let lines = example.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return Example(
          command: String(lines[0]), output: lines.count > 1 ? String(lines[1]) : "")
      }
    }
  }

  @Test func everyExamplePrintsWhatTheReadmeSays() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("Seeds"), withDestinationPath: Places.package.path + "/Seeds")
    let bin = URL(fileURLWithPath: Places.program).deletingLastPathComponent().path
    let examples = try examples().filter { $0.command.contains("gatebook ") }
    #expect(examples.count >= 7)
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
    let readme = try Places.text("README.md")
    for status in [0, 1, 64, 65, 66, 69, 70, 74, 75, 77, 78] {
      let isDescribed = readme.contains("| \(status) |")
      #expect(isDescribed, "\(status)")
    }
    let help = try GatebookProcess.run(["--help"]).output
    let commands = help.matches(of: #/\n  ([a-z]+) {2,}/#).map { String($0.output.1) }
    #expect(commands.count >= 8)
    for command in commands {
      let isDescribed = readme.contains("`gatebook \(command)")
      #expect(isDescribed, "\(command)")
    }
  }
}
