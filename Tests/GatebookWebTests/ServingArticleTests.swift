import Foundation
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookWeb

/// What the article on serving shows of the API and of pages, asked of the demonstration's inventory.
@Suite struct ServingArticleTests {
  private let folder: TemporaryFolder
  private let site: Site
  private let token: String
  private let article: String

  init() throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    func run(_ arguments: String...) throws -> String {
      let result = try GatebookProcess.run(arguments, in: folder.path)
      #expect(result.status == 0, "\(result.error)")
      return result.output
    }
    _ = try run("demo", "--folder", "demo")
    let path = folder.file("demo/gatebook.sqlite")
    token = try run("token", "add", "portal", "--role", "desk", "--inventory", path)
      .trimmingCharacters(in: .newlines)
    var settings = Site.Settings { TestInventory.time("2026-04-01T12:00:00Z") }
    settings.allListsArePublic = true
    site = try Site(at: path, settings)
    article = try Places.text("Sources/gatebook/Gatebook.docc/Serving.md")
  }

  /// Each `$ curl …` of the console blocks, with what stands below it.
  private var examples: [(command: String, output: String)] {
    article.split(separator: "```console\n").dropFirst().flatMap { block in
      let text = block.firstRange(of: "```").map { block[..<$0.lowerBound] } ?? block
      return ("\n" + text).split(separator: "\n$ ").filter { $0.hasPrefix("curl ") }.map {
        example in
        let lines = example.split(separator: "\n", maxSplits: 1)
        return (
          String(lines[0]), lines.count > 1 ? lines[1].trimmingCharacters(in: .newlines) : ""
        )
      }
    }
  }

  /// The words of a shell's line, with its double quotes.
  private static func words(_ line: String) -> [String] {
    line.matches(of: /"([^"]*)"|(\S+)/).map { String($0.output.1 ?? $0.output.2 ?? "") }
  }

  /// What curl would print.
  private func answer(_ command: String) throws -> String {
    let pipe = command.components(separatedBy: " | ")
    var words = Self.words(pipe[0]).dropFirst()
    var (fields, flags, url): ([String], String, String) = ([], "", "")
    var request = WebRequest("GET", "/")
    while let word = words.popFirst() {
      switch word {
      case "-H":
        let given = words.popFirst()
        let header = try #require(given).replacing("$TOKEN", with: token)
        #expect(header.hasPrefix("Authorization: "))
        request.headers.authorization = String(header.dropFirst("Authorization: ".count))
      case "-d":
        let given = words.popFirst()
        let parts = try #require(given).split(separator: "=", maxSplits: 1)
        fields.append("\(parts[0])=" + String(parts[1]).percentEncoded(keeping: ""))
      case let option where option.hasPrefix("-"): flags += option
      default: url = word
      }
    }
    let target = try #require(url.components(separatedBy: "127.0.0.1:8080").last)
    let method = fields.isEmpty ? (flags.contains("I") ? "HEAD" : "GET") : "POST"
    let headers = request.headers
    request = WebRequest(method, target)
    request.headers = headers
    if !fields.isEmpty {
      request.headers.contentType = WebForm.fieldsType
      request.body = Array(fields.joined(separator: "&").utf8)
    }
    let response = site.answer(request)
    var lines: [String] = []
    if flags.contains("I") || flags.contains("i") {
      let reason = [200: "OK", 404: "Not Found"][response.status] ?? "?"
      lines.append("HTTP/1.1 \(response.status) \(reason)")
      lines += response.headers.map { "\($0.name): \($0.value)" } + [""]
    }
    lines += response.text.split(separator: "\n").map(String.init)
    for filter in pipe.dropFirst() {
      let words = Self.words(filter)
      switch words[0] {
      case "grep": lines = lines.filter { $0.contains(words[1]) }
      case "head": lines = Array(lines.prefix(Int(words[1].dropFirst()) ?? 0))
      default: Issue.record("\(filter)")
      }
    }
    return lines.joined(separator: "\n")
  }

  @Test func everyRequestIsAnsweredAsItSays() throws {
    let examples = examples
    #expect(examples.count >= 6)
    for (command, output) in examples {
      let got = try answer(command)
      #expect(got == output, "\(command)")
    }
  }

  /// What is to be chosen and pressed is on the page.
  @Test func theWordsOfTheFormAreThere() throws {
    let section = try #require(
      article.firstMatch(of: /### A customer's ports are ended\n([\s\S]*?)\nFeeds and/)?.output.1)
    let words = section.matches(of: /\*\*([^*]+)\*\*/).map {
      $0.output.1.replacing("\n", with: " ")
    }
    #expect(words.count >= 6)
    let pages = ["", "/ports/end"].map { part in
      var request = WebRequest("GET", "/customers/northwood-ems" + part)
      request.headers.authorization = "Bearer \(token)"
      return site.answer(request).text
    }.joined()
    for word in words { #expect(pages.contains(">\(word)<"), "\(word)") }
  }
}
