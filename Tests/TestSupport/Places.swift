import Foundation

/// Where the tests find what lies outside of them.
public enum Places {
  /// The top of the checkout.
  public static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of real documents beside the checkout; nil where it is not present.
  public static let shared: URL? = {
    let url = package.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }()

  /// The program, built beside the tests.
  public static let program: String = {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: tests ?? CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "gatebook").path
  }()

  /// The text of a file of the checkout.
  public static func text(_ path: String) throws -> String {
    try String(contentsOf: package.appending(path: path), encoding: .utf8)
  }
}
