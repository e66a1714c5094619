import Foundation
import TestSupport
import Testing

/// `gatebook firewall check` and `adopt` of the rules of a device whose own files are lists.
@Suite struct FirewallRulesOfDeviceTests: FirewallSuite {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try sync(["Web,8.8.8.1,443,tcp", "Web,www.example.com,443,tcp"], at: "2026-01-01")
    #expect(
      try run("firewall", "add", "edge", "--target", "opnsense", "--allow", "v/c").status == 0)
  }

  /// A device that lets its side go to some addresses.
  private func write(_ addresses: String) throws {
    try folder.write(
      "config.xml",
      """
      <?xml version="1.0"?>
      <pfsense>
        <filter><rule><type>pass</type><interface>lan</interface><ipprotocol>inet</ipprotocol>
          <protocol>tcp</protocol><source><network>lan</network></source>
          <destination><address>web</address><port>443</port></destination></rule></filter>
        <aliases><alias><name>web</name><type>host</type><address>\(addresses)</address></alias></aliases>
      </pfsense>
      """)
  }

  @Test func rulesAreComparedWithAllThatIsAllowed() throws {
    try write("8.8.8.1 www.example.com")
    let right = try run("firewall", "check", "edge", "config.xml")
    #expect(right.status == 0, "\(right)")
    try write("8.8.8.1 9.9.9.9")
    let wrong = try json("firewall", "check", "edge", "config.xml")
    #expect(addresses(wrong["opened"]) == ["www.example.com"])
    #expect(addresses(wrong["unasked"]) == ["9.9.9.9"])
    // A list is another text, and needs its name.
    #expect(
      try run("firewall", "check", "edge", "config.xml", "--list", "out-tcp-443").status == 64)
    try folder.write("list.txt", "8.8.8.1\n")
    #expect(try run("firewall", "check", "edge", "list.txt").status == 64)
    #expect(try run("firewall", "check", "edge", "list.txt", "--list", "out-tcp-443").status == 0)
  }

  @Test func rulesAreAdoptedAsEachOfTheirLists() throws {
    try write("8.8.8.2 9.9.9.9")
    #expect(try run("firewall", "adopt", "edge", "config.xml").status == 0)
    let plan = try run("firewall", "plan", "edge").output
    for address in ["8.8.8.1", "8.8.8.2", "9.9.9.9"] {
      #expect(plan.contains(address), "\(plan)")
    }
  }
}
