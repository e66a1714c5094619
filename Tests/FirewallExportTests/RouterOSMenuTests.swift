import FirewallExport
import Testing

/// Where the commands of a script of RouterOS stand.
@Suite struct RouterOSMenuTests {
  private let end = "/ip firewall filter\nadd chain=forward action=drop\n"
  private let answers =
    "/ip firewall filter\nadd chain=forward action=accept connection-state=established,related\n"

  private func read(_ text: String) throws -> FirewallReading {
    try RouterOS().read(answers + text + end)
  }

  /// A path may go on where the last one led to; nothing behind it is lost.
  @Test(arguments: [
    "/ip firewall\nfilter\nadd", "/ip\nfirewall filter add", "/ip\nfirewall\nfilter add",
    "/ip firewall address-list\n..\nfilter\nadd", "/ip/firewall/filter\nadd",
    "/ip firewall filter add",
  ])
  func aPathThatGoesOnIsFollowed(_ path: String) throws {
    let reading = try read("\(path) chain=forward action=accept dst-address=192.0.2.1\n")
    #expect(reading.problems == [])
    #expect(reading.lines == ["192.0.2.1 any any outbound"])
  }

  /// A command with a path of its own leads to no menu: the device refuses what follows.
  @Test func aCommandWithoutAMenuIsTold() throws {
    let reading = try read(
      "/\n/ip firewall filter add chain=forward action=drop dst-address=192.0.2.1 disabled=yes\n"
        + "add chain=forward action=accept\n")
    #expect(reading.lines == [])
    #expect(
      reading.problems == [
        "line 5 stands in no menu: give it its path, or the line with it before: "
          + "\"add chain=forward action=accept\""
      ])
  }

  /// What a script does within braces may be anything.
  @Test(arguments: [
    ":foreach i in={1;2} do={ /ip firewall filter add chain=forward action=accept }",
    ":if (1=1) do={ /ip/firewall/filter add chain=forward action=accept }",
    "{ /ip firewall filter add chain=forward action=accept }",
  ])
  func commandsWithinBracesAreTold(_ line: String) throws {
    let reading = try read("/system identity\n\(line)\n")
    #expect(reading.lines == [])
    #expect(reading.problems.count == 1 && reading.problems[0].hasPrefix("line 4: commands within"))
  }
}
