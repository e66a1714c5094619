import FirewallExport
import Testing

/// Commands of RouterOS with their paths.
@Suite struct RouterOSPathTests {
  /// RouterOS 7 takes a path with slashes, and the verb at its end.
  @Test(arguments: [
    "/ip firewall filter add", "/ip/firewall/filter/add", "/ip/firewall/filter add",
    "/ip firewall/filter/add",
  ])
  func theVerbMayEndThePath(_ path: String) throws {
    let reading = try RouterOS().read(
      "\(path) chain=forward action=accept connection-state=established,related\n"
        + "\(path) chain=forward action=accept dst-address=192.0.2.1 protocol=tcp dst-port=443\n"
        + "\(path) chain=forward action=drop\n")
    #expect(reading.problems == [] && reading.lines == ["192.0.2.1 tcp 443 outbound"])
  }
}
