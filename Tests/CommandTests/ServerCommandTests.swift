import Foundation
import TestSupport
import Testing

/// `gatebook serve`, `gatebook token` and `gatebook user`.
@Suite struct ServerCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(
    _ arguments: String..., input: String? = nil
  ) throws -> GatebookProcess.Result {
    try GatebookProcess.run(
      arguments, input: input.map { Array($0.utf8) }, in: folder.path,
      environment: ["GATEBOOK_INVENTORY": folder.file("gatebook.sqlite")])
  }

  /// The server takes the command's place, and what was built without its trait says how it is
  /// built.
  @Test func serveStartsTheServer() throws {
    let result = try run("serve", "--inventory", "none.sqlite", "--port", "0")
    #expect(result.output.isEmpty)
    if result.error.contains("none.sqlite") {
      #expect(result.status == 66)
    } else {
      #expect(result.status == 69)
      #expect(result.error.contains("swift build -c release --traits Server"))
    }
  }

  @Test func tokensAreMadeOnceAndRemoved() throws {
    let document = try folder.write("list.csv", "service,address,ports\nWeb,192.0.2.1,443\n")
    #expect(try run("sync", "vendor/cloud", document).status == 0)
    let made = try run("token", "add", "edge", "--role", "read", "--deployment", "vendor/cloud")
    #expect(made.output.wholeMatch(of: #/gatebook_[0-9a-f]{64}\n/#) != nil)
    #expect(try run("token", "add", "edge", "--role", "desk").status == 64)
    let list = try run("token", "list", "--format", "json")
    #expect(list.output.contains("\"name\": \"edge\""))
    // It is kept nowhere.
    let token = made.output.trimmingCharacters(in: .newlines)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file(file)))
      #expect(bytes.range(of: Data(token.utf8)) == nil, "\(file)")
    }
    #expect(try run("audit").output.contains("token.added"))

    #expect(try run("token", "add", "x", "--role", "king").status == 64)
    #expect(try run("token", "add", "x", "--role", "read", "--expires", "2020-01-01").status == 64)
    #expect(
      try run("token", "add", "x", "--role", "read", "--deployment", "vendor/none").status == 66)
    #expect(try run("token", "add", "x", "--role", "read", "--customer", "nobody").status == 66)
    #expect(try run("token", "remove", "edge").status == 0)
    #expect(try run("token", "remove", "edge").status == 66)
    #expect(try run("token", "list").output == "There is no token.\n")
  }

  @Test func usersSignInWithPasswordsThatAreKeptNowhere() throws {
    let document = try folder.write("list.csv", "service,address,ports\nWeb,192.0.2.1,443\n")
    #expect(try run("sync", "vendor/cloud", document).status == 0)
    let password = "a password of words"
    let added = try run(
      "user", "add", "anna", "--role", "approve", "--deployment", "vendor/cloud",
      input: password + "\nnot this\n")
    #expect(added.output == "anna may sign in.\n")
    #expect(try run("user", "list").output == "anna  approve  vendor/cloud\n")
    #expect(try run("user", "list", "--format", "json").output.contains("\"role\": \"approve\""))
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file(file)))
      #expect(bytes.range(of: Data(password.utf8)) == nil, "\(file)")
    }
    for (name, input, status) in [
      ("anna", password, 64), ("bert", "short", 64), ("bert", "", 64),
      ("bert", "bert and more words", 64),
    ] as [(String, String, Int32)] {
      let refused = try run("user", "add", name, "--role", "read", input: input)
      #expect(refused.status == status, "\(name): \(refused.error)")
      #expect(refused.output.isEmpty)
      #expect(!refused.error.contains(password))
    }
    #expect(try run("user", "password", "anna", input: "words of another one\n").status == 0)
    #expect(try run("user", "password", "nobody", input: password).status == 66)
    #expect(try run("audit").output.contains("password: another one"))
    #expect(try run("user", "remove", "anna").status == 0)
    #expect(try run("user", "remove", "anna").status == 66)
    #expect(try run("user", "list").output == "There is no user.\n")
  }
}

extension ServerCommandTests {
  @Test func rolesAndScopesAreChangedInPlace() throws {
    let document = try folder.write("list.csv", "service,address,ports\nWeb,192.0.2.1,443\n")
    #expect(try run("sync", "vendor/cloud", document).status == 0)
    #expect(
      try run("token", "add", "edge", "--role", "read", "--deployment", "vendor/cloud").status == 0)
    let changed = try run("token", "set", "edge", "--role", "desk")
    #expect(changed.output == "edge  desk  vendor/cloud\n", "\(changed)")
    #expect(try run("token", "set", "edge", "--everything").output == "edge  desk  everything\n")
    #expect(
      try run("user", "add", "anna", "--role", "read", input: "several good words\n").status == 0)
    let user = try run("user", "set", "anna", "--role", "approve", "--deployment", "vendor/cloud")
    #expect(user.output.hasPrefix("anna  approve  vendor/cloud"), "\(user)")
    let audit = try run("audit", "--format", "json").output
    #expect(audit.contains("user.changed") && audit.contains("token.changed"))
    for (arguments, status) in [
      (["token", "set", "edge"], Int32(64)), (["token", "set", "none", "--role", "read"], 66),
      (["user", "set", "none", "--role", "read"], 66),
      (["user", "set", "anna", "--customer", "nobody"], 66),
      (["user", "set", "anna", "--everything", "--deployment", "vendor/cloud"], 64),
    ] {
      let result = try GatebookProcess.run(
        arguments, in: folder.path,
        environment: ["GATEBOOK_INVENTORY": folder.file("gatebook.sqlite")])
      #expect(result.status == status && result.output.isEmpty, "\(arguments): \(result)")
    }
  }
}
