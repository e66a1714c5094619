import Foundation

/// The programs that check exports, where `Tests/FormatChecks/install` could install them.
public enum FormatCheck {
  private static let python = Places.package.appending(path: ".build/format-checks/bin/python")

  /// Whether tests with them are to run; false where they are missing and may be.
  public static let canRun =
    FileManager.default.isExecutableFile(atPath: python.path)
    || ProcessInfo.processInfo.environment["GATEBOOK_REQUIRE_FORMAT_CHECKS"] != nil

  /// Checks a text, and gives what the checker found in it.
  ///
  /// - Throws: what the checker says is wrong.
  public static func check(_ text: String, as format: String) throws -> [String: Any] {
    try check([text], as: format)[0]
  }

  /// Checks several texts of a format by one run of the checker, which takes a second to start.
  public static func check(_ texts: [String], as format: String) throws -> [[String: Any]] {
    let folder = try TemporaryFolder()
    let files = try texts.enumerated().map { try folder.write("checked-\($0)", $1) }
    let script = Places.package.appending(path: "Tests/FormatChecks/check.py").path
    let result = try GatebookProcess.run(python.path, ["-B", script, format] + files)
    guard result.status == 0 else {
      throw Wrong(reason: "\(format): \(result.output)\(result.error)")
    }
    let found = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [Any] ?? []
    return found.map { $0 as? [String: Any] ?? ["list": $0] }
  }

  public struct Wrong: Error {
    let reason: String
  }
}
