import EndpointModel
import TestSupport
import Testing

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"), ("192.0.2.1", "192.0.2.1"),
    // RFC 5952 sections 4 and 5.
    ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"), ("2001:0DB8::0001", "2001:db8::1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
    ("0:0:0:0:0:0:0:0", "::"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
    ("::FFFF:C000:201", "::ffff:192.0.2.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
  ])
  func canonicalText(_ input: String, _ canonical: String) throws {
    #expect(try IPAddress(parsing: input).description == canonical)
    #expect(IPAddress(canonical)?.description == canonical)
  }

  @Test(arguments: [
    ("", "it is empty"), ("300.1.2.3", "an octet is above 255"),
    ("1.2.3", "it has fewer than four octets"), ("1.2.3.4.5", "it has more than four octets"),
    ("1..2.3", "an octet is empty"), (".1.2.3.4", "an octet is empty"),
    ("1.2.3.", "an octet is empty"), ("10.3.118.02", "an octet has a leading zero"),
    ("0x7f.0.0.1", "it holds a character that is neither digit nor dot"),
    (" 1.2.3.4", "it holds a character that is neither digit nor dot"),
    ("１.2.3.4", "it holds a character that is neither digit nor dot"),
    ("99999999999999999999.1.1.1", "an octet is above 255"),
    (":", "it begins with a single colon"), (":1::", "it begins with a single colon"),
    ("1::2::3", "it has \"::\" twice"), ("1:2:3:4:5:6:7:8:9", "it has more than eight fields"),
    ("1:2:3:4:5:6:7", "it has fewer than eight fields"), ("1:2:", "it ends with a single colon"),
    ("1:2:3:4::5:6:7:8", "its \"::\" stands for no field"),
    ("12345::", "a field has more than four digits"), ("fe80::1%eth0", "it has a zone"),
    ("1::g", "a field is empty or holds no hexadecimal digits"),
    ("::1.2.3.256", "in its IPv4 tail, an octet is above 255"),
    ("1:2:3:4:5:6:7:1.2.3.4", "it has more than eight fields"),
    (":::", "a field is empty or holds no hexadecimal digits"),
  ])
  func brokenRule(_ input: String, _ rule: String) {
    do throws(ValueError) {
      _ = try IPAddress(parsing: input)
      Issue.record("\(input) was read")
    } catch {
      #expect(error.rule == rule)
      #expect(error.input == input)
    }
  }

  @Test func orderIsByFamilyThenNumber() {
    let sorted = ["255.255.255.255", "::", "::1", "ffff::"].map { IPAddress($0)! }
    #expect(sorted.shuffled().sorted() == sorted)
    #expect(IPAddress("::ffff:1.2.3.4")! != IPAddress("1.2.3.4")!)
  }
}

@Suite struct CIDRBlockTests {
  @Test(arguments: [
    ("17.0.0.0/8", "17.0.0.0/8"), ("192.0.2.1", "192.0.2.1"), ("192.0.2.1/32", "192.0.2.1"),
    ("0.0.0.0/0", "0.0.0.0/0"), ("::/0", "::/0"), ("2001:DB8::/32", "2001:db8::/32"),
    ("::1/128", "::1"), ("10.0.0.0/255.255.255.0", "10.0.0.0/24"),
    ("0.0.0.0/0.0.0.0", "0.0.0.0/0"),
  ])
  func canonicalText(_ input: String, _ canonical: String) throws {
    #expect(try CIDRBlock(parsing: input).description == canonical)
  }

  @Test(arguments: [
    ("10.200.30.10/24", "it has bits set after the prefix; the block would be 10.200.30.0/24"),
    ("10.0.0.0/33", "its prefix length is above 32"), ("::/129", "its prefix length is above 128"),
    ("10.0.0.0/", "its prefix length is not a decimal number without leading zeros"),
    ("10.0.0.0/08", "its prefix length is not a decimal number without leading zeros"),
    ("10.0.0.0/+8", "its prefix length is not a decimal number without leading zeros"),
    ("10.0.0.0/9999999999", "its prefix length is not a decimal number without leading zeros"),
    ("10.0.0.0/255.0.255.0", "its mask is not a run of ones followed by zeros"),
    ("10.0.0/8", "it has fewer than four octets"),
  ])
  func brokenRule(_ input: String, _ rule: String) {
    do throws(ValueError) {
      _ = try CIDRBlock(parsing: input)
      Issue.record("\(input) was read")
    } catch {
      #expect(error.rule == rule)
    }
  }

  @Test func boundsOfTheWidestBlocks() {
    #expect(CIDRBlock("::/0")!.last.description == "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
    #expect(CIDRBlock("128.0.0.0/1")!.last.description == "255.255.255.255")
    #expect(AddressRange.all(.v6).block == CIDRBlock("::/0"))
    #expect(AddressRange("10.0.0.0-10.0.0.255")!.block == CIDRBlock("10.0.0.0/24"))
    #expect(AddressRange("10.0.0.1-10.0.0.2")!.block == nil)
    #expect(AddressRange("0.0.0.255-0.0.1.0")!.block == nil)
  }

  @Test func reversedAndMixedRangesAreRefused() {
    #expect(throws: ValueError.self) { try AddressRange(parsing: "10.0.0.9-10.0.0.1") }
    #expect(throws: ValueError.self) { try AddressRange(parsing: "10.0.0.9-::1") }
    #expect(AddressRange("3.217.228.0 - 3.217.231.255")!.description == "3.217.228.0-3.217.231.255")
  }

  /// Blocks are read from bytes in another way than from texts, by the same rules.
  @Test func blocksAreReadFromBytesAsFromTexts() {
    let odd = [
      "", "/", "1", "1.2.3", "1.2.3.4.", ".1.2.3.4", "1.2.3.4.5", "1..3.4", "01.2.3.4", "1.2.3.04",
      "256.1.1.1", "1.1.1.256", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/032", "1.2.3.4/3/2", "0.0.0.0/0",
      "128.0.0.0/0", "10.0.0.0/8", "10.1.0.0/8", "1.2.3.4/32", "1.2.3/8", "1.2.3.4 ", "::/0",
      "::1/64",
      "2001:db8::/32", "255.255.255.255", "0.0.0.0", "1.2.3.4/8.", "999999999999.1.1.1",
    ]
    var random = SeededGenerator(seed: 7)
    let usual = (0..<2000).map { _ -> String in
      let octets = (0..<4).map { _ in String(Int.random(in: 0...260, using: &random)) }
      let address = octets.joined(separator: ".")
      return random.oneIn(3) ? address : "\(address)/\(Int.random(in: 0...33, using: &random))"
    }
    let blocks = (0..<200).map { _ -> String in
      let number = UInt128(UInt32.random(in: 0...UInt32.max, using: &random))
      let address = IPAddress(family: .v4, number: number)!
      return String(CIDRBlock(enclosing: address, prefixLength: Int(number % 33))!)
    }
    for text in odd + usual + blocks {
      let fromBytes = Array(text.utf8).withUnsafeBufferPointer { CIDRBlock(canonical: $0) }
      #expect(fromBytes == CIDRBlock(text), "\(text)")
    }
    #expect(
      Array("10.0.0.0/255.0.0.0".utf8).withUnsafeBufferPointer { CIDRBlock(canonical: $0) } == nil)
  }
}
