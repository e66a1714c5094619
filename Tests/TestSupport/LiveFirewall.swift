import Foundation
import Testing

/// The program that loads files and sends packets, in namespaces of its own.
public enum LiveFirewall {
  /// Whether it can run here; where it is required, it is tried in any case.
  public static var canRun: Bool {
    if ProcessInfo.processInfo.environment["GATEBOOK_REQUIRE_FIREWALL_CHECKS"] != nil {
      return true
    }
    let result = try? GatebookProcess.run(
      "/usr/bin/env", ["unshare", "-rnm", "nft", "list", "ruleset"])
    return result?.status == 0
  }

  /// What the steps gave, in their order; see `Tests/FirewallChecks/packets.py`.
  public static func run(
    _ steps: [[String: Any]], tcp: [Int], udp: [Int], in folder: String
  ) throws -> [Any] {
    let plan = try JSONSerialization.data(
      withJSONObject: ["steps": steps, "tcp": tcp, "udp": udp] as [String: Any])
    try plan.write(to: URL(fileURLWithPath: folder + "/plan.json"))
    let result = try GatebookProcess.run(
      "/usr/bin/env",
      [
        "PATH=/usr/sbin:/sbin:/usr/bin:/bin", "unshare", "-rnm", "python3", "-B",
        Places.package.appending(path: "Tests/FirewallChecks/packets.py").path, "plan.json",
      ], in: folder)
    #expect(result.status == 0, "\(result.error)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [Any])
  }

  /// Runs a shell's commands where the kernel's rules are the test's own.
  public static func shell(_ commands: String, in folder: String) throws -> String {
    let result = try GatebookProcess.run(
      "/usr/bin/env",
      [
        "PATH=/usr/sbin:/sbin:/usr/bin:/bin", "timeout", "120", "unshare", "-rn", "sh", "-euc",
        commands,
      ], in: folder)
    #expect(result.status == 0, "\(result.error)")
    return result.output
  }
}
