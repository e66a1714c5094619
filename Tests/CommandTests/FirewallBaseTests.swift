import Foundation
import TestSupport
import Testing

/// `gatebook firewall check --base`: whether a delta fits a device.
@Suite struct FirewallBaseTests: FirewallSuite {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func prepare(_ target: String) throws {
    try sync(["Web,8.8.8.0/24,443,tcp", "Web,8.8.9.0/24,443,tcp"], at: "2026-01-01")
    func step(_ arguments: String...) throws {
      let result = try GatebookProcess.once(["firewall"] + arguments, in: folder)
      #expect(result.status == 0, "\(result)")
    }
    try step("add", "core", "--target", target, "--allow", "v/c")
    try step("write", "core", "--output", "first")
    try step("applied", "core")
    try sync(["Web,8.8.8.0/24,443,tcp"], at: "2026-01-02")
    try step("write", "core", "--delta", "--output", "change")
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.file(name), encoding: .utf8)
  }

  /// The head of the file has the command, with what it needs.
  @Test(arguments: ["asa", "fortios", "iosxe", "junos", "panos-set"])
  func theHeadOfADeltaHasTheCommandThatLooksForItsBase(_ target: String) throws {
    try prepare(target)
    let line = try #require(
      try text("change").split(separator: "\n").first { $0.contains("--base") })
    let command = try #require(line.firstRange(of: "gatebook ").map { line[$0.upperBound...] })
    #expect(command.hasPrefix("firewall check core - --base 1/"), "\(line)")
    func check(_ file: String) throws -> GatebookProcess.Result {
      let words = command.replacing(" - ", with: " \(file) ").split(separator: " ").map {
        String($0)
      }
      return try GatebookProcess.run(words, in: folder.path)
    }
    let held = try check("first")
    #expect(held.status == 0 && held.output.hasSuffix("a delta from there fits.\n"), "\(held)")
    // Loaded whole, or by somebody else, the device has the next one.
    #expect(try run("firewall", "write", "core", "--output", "second").status == 0)
    let other = try check("second")
    #expect(other.status == 1 && other.output.contains("does not have exactly revision 1"))
    // A delta is no listing, and a listing of something else is none.
    #expect(try check("change").status == 65)
    try folder.write("empty", "")
    #expect(try check("empty").status == 65)
  }

  /// The same access in other words is no drift, and no base.
  @Test func aJoinedBlockIsNoBase() throws {
    try prepare("asa")
    let first = try text("first")
    let halves = " network-object 8.8.8.0 255.255.255.0\n network-object 8.8.9.0 255.255.255.0\n"
    #expect(first.contains(halves))
    try folder.write(
      "joined", first.replacing(halves, with: " network-object 8.8.8.0 255.255.254.0\n"))
    let report = try json("firewall", "check", "core", "joined", "--base", "1")
    #expect(report["isHeld"] as? Bool == false && report["base"] as? Int == 1)
    let difference = try #require((report["differences"] as? [[String: Any]])?.first)
    #expect(difference["object"] as? String == "network gatebook-n-out-tcp-443")
    #expect(difference["lacks"] as? [String] == ["8.8.8.0/24", "8.8.9.0/24"])
    #expect(difference["besides"] as? [String] == ["8.8.8.0/23"])
  }

  /// A file that was written for what the base was under other settings, or by another program.
  @Test func anotherDigestIsRefused() throws {
    try prepare("asa")
    let refused = try run("firewall", "check", "core", "first", "--base", "1/0123456789abcdef")
    #expect(refused.status == 66 && refused.error.contains("digest"), "\(refused)")
    #expect(try run("firewall", "check", "core", "first", "--base", "7").status == 66)
    #expect(try run("firewall", "check", "core", "first", "--base", "x").status == 64)
    _ = try run("firewall", "set", "core", "--setting", "prefix=other")
    let form = try run("firewall", "check", "core", "first", "--base", "1")
    #expect(form.status == 66 && form.error.contains("other settings"), "\(form)")
  }

  /// Where a delta looks for its base itself, what is compared is access and the number.
  @Test func otherLanguagesAreAnsweredByAccess() throws {
    try prepare("routeros")
    #expect(try run("firewall", "check", "core", "first", "--base", "1").status == 0)
    #expect(try run("firewall", "write", "core", "--output", "second").status == 0)
    let other = try run("firewall", "check", "core", "second", "--base", "1")
    #expect(other.status == 1 && other.output.contains("8.8.9.0/24"), "\(other)")
    #expect(!(try text("change").contains("--base")))
  }
}
