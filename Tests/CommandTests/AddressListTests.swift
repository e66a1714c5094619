import Foundation
import TestSupport
import Testing

/// Lists of addresses out of an inventory and against it, by the real program.
@Suite struct AddressListTests {
  private let folder: TemporaryFolder

  init() throws { folder = try Self.table.copy() }

  private static let table = PreparedFolder { folder in
    try folder.write(
      "table.csv",
      """
      service,address,ports,protocol
      Voice,198.51.100.0/25,5060,udp
      Voice,198.51.100.128/25,443,tcp
      Voice,voice.example.com,443,tcp
      Web,203.0.113.0-203.0.113.5,443,tcp
      Web,2001:db8::/33,443,tcp
      Web,2001:db8:8000::/33,443,tcp

      """)
    _ = try GatebookProcess.run(
      ["guard", "vendor/cloud", "--allow-special-space"], in: folder.path)
    let stored = try GatebookProcess.run(["sync", "vendor/cloud", "table.csv"], in: folder.path)
    try #require(stored.status == 0, "\(stored.error)")
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  @Test func addressesAreAggregatedToTheFewestBlocks() throws {
    let all = try run("aggregate", "vendor/cloud")
    #expect(all.output == "198.51.100.0/24\n203.0.113.0/30\n203.0.113.4/31\n2001:db8::/32\n")
    #expect(all.error == "1 name left out, such as voice.example.com\n")
    let web = try run("aggregate", "vendor/cloud@1", "--service", "Web", "--family", "4")
    #expect(web.output == "203.0.113.0/30\n203.0.113.4/31\n")
    #expect(try run("aggregate", "--file", "table.csv").output == all.output)
    let json = try run("aggregate", "vendor/cloud", "--service", "Voice", "--format", "json")
    let object =
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: [String]]
    #expect(object == ["blocks": ["198.51.100.0/24"], "names": ["voice.example.com"]])
  }

  @Test func anyAddressAggregatesToEverything() throws {
    try folder.write(
      "any.csv", "service,address,ports,protocol\nDNS,any,53,udp\nDNS,192.0.2.1,53,udp\n")
    #expect(try run("aggregate", "--file", "any.csv").output == "0.0.0.0/0\n::/0\n")
  }

  @Test func aServiceThatIsNotThereIsNotAnEmptyList() throws {
    let result = try run("aggregate", "vendor/cloud", "--service", "Vioce")
    #expect(result.status == 66)
    #expect(result.output == "")
    #expect(result.error.contains("no service \"Vioce\""))
    #expect(result.error.contains("Try: it has Voice, Web"))
    #expect(try run("aggregate", "table.csv").status == 64)
    #expect(try run("aggregate", "--file", "none.csv").status == 66)
  }

  @Test func manyAddressesAreLookedUpTogether() throws {
    try folder.write(
      "asked.txt", "# seen on the wire\n198.51.100.7\r\n\n  192.0.2.1\nvoice.example.com\n")
    let result = try run("lookup", "--batch", "asked.txt")
    #expect(
      result.output == """
        asked\trelation\tdeployment\taddress\tprotocol\tports\tdirection\tservice\tgroup\tsince\tuntil\tcustomers
        198.51.100.7\tcovers\tvendor/cloud\t198.51.100.0/25\tudp\t5060\t-\tVoice\t-\t1\t-\t-
        192.0.2.1\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-
        voice.example.com\tcovers\tvendor/cloud\tvoice.example.com\ttcp\t443\t-\tVoice\t-\t1\t-\t-

        """)
    let json = try run("lookup", "--batch", "asked.txt", "--format", "json")
    let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(objects?.map { $0["asked"] as? String } == ["198.51.100.7", "voice.example.com"])
  }

  @Test func aBrokenLineIsToldByItsNumber() throws {
    try folder.write("asked.txt", "198.51.100.7\n# fine\n198.51.100.300\n")
    let result = try run("lookup", "--batch", "asked.txt")
    // The others are answered, and a script is told that it has not all.
    #expect(result.status == 2)
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(result.output.contains("\n198.51.100.7\tcovers\t"))
    #expect(result.error.contains("line 3"), "\(result.error)")
    #expect(result.error.contains("above 255"), "\(result.error)")
    #expect(try run("lookup", "--batch", "asked.txt", "192.0.2.1").status == 64)
  }

  /// A command that fails has nothing on standard output, not even the columns.
  @Test func aBatchWithoutAnyAddressFails() throws {
    try folder.write("asked.txt", "# nothing\n198.51.100.300\nservice,address\n")
    let result = try run("lookup", "--batch", "asked.txt")
    #expect(result.status == 65)
    #expect(result.output == "")
    #expect(result.error.contains("asked.txt, line 2"), "\(result.error)")
    #expect(result.error.contains("none of its 2 lines has an address"), "\(result.error)")
  }
}
