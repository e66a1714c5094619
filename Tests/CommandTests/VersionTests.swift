import TestSupport
import Testing

/// Programs and package have one version.
@Suite struct VersionTests {
  @Test func theProgramsAndThePackageAgree() throws {
    let program = try Places.text("Sources/gatebook/Main.swift")
    let version = try #require(program.firstMatch(of: /version: "gatebook ([0-9.]+)"/)).output.1
    #expect(
      try Places.text("Sources/gatebook-server/Main.swift")
        .contains("version: \"gatebook-server \(version)\""))
    #expect(try Places.text(".ci/debian/changelog").hasPrefix("gatebook (\(version)) "))
  }
}
