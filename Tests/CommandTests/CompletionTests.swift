import Foundation
import TestSupport
import Testing

/// What a shell offers, by the script for bash that the program gives.
@Suite struct CompletionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try Self.names.copy() }

  private static let names = PreparedFolder { folder in
    try folder.write("table.csv", "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\n")
    for arguments in [
      ["sync", "acme/voice", "table.csv"], ["sync", "acme/web", "table.csv"],
      ["customer", "add", "northwood"],
      ["firewall", "add", "edge", "--target", "nftables", "--allow", "acme/web"],
    ] {
      let result = try GatebookProcess.run(arguments, in: folder.path)
      try #require(result.status == 0, "\(result.error)")
    }
    let script = try GatebookProcess.run(["--generate-completion-script", "bash"])
    try folder.write("completions", script.output)
  }

  /// What is offered for the last word of a line.
  private func offered(_ words: String...) throws -> [String] {
    let bin = URL(fileURLWithPath: Places.program).deletingLastPathComponent().path
    let result = try GatebookProcess.run(
      "/bin/bash",
      [
        "-c",
        """
        PATH="\(bin):$PATH"; source ./completions
        COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        _gatebook gatebook "${@: -1}" "${@: -2:1}"; printf '%s\\n' "${COMPREPLY[@]}"
        """, "bash", "gatebook",
      ] + words, in: folder.path)
    return result.output.split(separator: "\n").map(String.init).sorted()
  }

  @Test func namesThatTheInventoryKnowsAreOffered() throws {
    #expect(try offered("show", "") == ["acme/voice", "acme/web"])
    #expect(try offered("show", "acme/v") == ["acme/voice"])
    #expect(try offered("changes", "--deployment", "") == ["acme/voice", "acme/web"])
    #expect(try offered("rules", "n") == ["northwood"])
    #expect(try offered("firewall", "plan", "") == ["edge"])
    #expect(try offered("deployments", "--format", "") == ["csv", "json", "text"])
    #expect(try offered("back") == ["backup"])
  }

  /// Where there is no inventory, nothing is offered, and nothing is said.
  @Test func withoutAnInventoryNothingIsOffered() throws {
    #expect(try offered("show", "--inventory", "/no/such/file", "").isEmpty)
  }
}
