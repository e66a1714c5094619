import EndpointModel
import InventoryModel
import TestSupport
import Testing

@Suite struct CustomerValueTests {
  @Test(arguments: [
    ("7400", "7400"), ("4201-4264", "4201-4264"), ("4201 – 4264", "4201-4264"), ("5-5", "5"),
  ])
  func portRange(_ text: String, _ canonical: String) throws {
    #expect(try PortRange(parsing: text).description == canonical)
  }

  @Test(arguments: [
    ("0", "port 0 is reserved (RFC 6335)"), ("0-9", "port 0 is reserved (RFC 6335)"),
    ("65536", "it is above 65535"), ("9-5", "its end lies before its start"),
    ("1-2-3", "it has more than two ends"), ("", "it is empty"),
    ("1,2", "it is not a decimal number"),
  ])
  func brokenPortRange(_ text: String, _ rule: String) {
    #expect(throws: ValueError(expected: "port range", input: text, rule: rule)) {
      try PortRange(parsing: text)
    }
  }

  @Test(arguments: [
    ("it@Northwood.Example", "it@northwood.example"), ("a.b+c@x.example", "a.b+c@x.example"),
    ("It@x.example", "It@x.example"),
  ])
  func mailAddress(_ text: String, _ canonical: String) throws {
    #expect(try MailAddress(parsing: text).text == canonical)
  }

  @Test(arguments: [
    "it", "@x.example", "it@", "it@x", "a b@x.example", ".a@x.example", "a..b@x.example",
    "it@x.example, net@x.example", "it\n@x.example", "it@x.example>",
    String(repeating: "a", count: 65) + "@x.example",
  ])
  func brokenMailAddress(_ text: String) {
    #expect(MailAddress(text) == nil)
  }

  @Test func givenText() throws {
    #expect(try GivenText(parsing: "  Northwood \t EMS\n").text == "Northwood EMS")
    #expect(GivenText("") == nil)
    #expect(GivenText(" \n") == nil)
    #expect(GivenText("red\u{1B}[31m") == nil)
    #expect(GivenText("right\u{202E}left") == nil)
    #expect(GivenText(String(repeating: "x", count: 201)) == nil)
  }

  @Test(arguments: [
    ("tcp/7400", 7400, AssignedTransport.tcp), ("UDP/4201", 4201, .udp), ("7400", 7400, nil),
  ])
  func portQuestion(_ text: String, _ port: UInt16, _ transport: AssignedTransport?) {
    #expect(PortQuestion(text) == PortQuestion(PortRange(port, port)!, transport: transport))
  }

  @Test(arguments: ["icmp/7", "tcp/", "tcp/0", "tcp/1/2", "", "/80"])
  func brokenPortQuestion(_ text: String) {
    #expect(PortQuestion(text) == nil)
  }

  /// Against trying each range from the lowest on.
  @Test func theLowestFreeRangeIsFound() {
    let failure = firstFailure(seeds: 0..<2000) { random in
      let taken = (0..<Int.random(in: 0...6, using: &random)).map { _ -> PortRange in
        let low = UInt16.random(in: 1...30, using: &random)
        return PortRange(low, low + UInt16.random(in: 0...5, using: &random))!
      }
      let bounds = PortRange(UInt16.random(in: 1...10, using: &random), 35)!
      let count = Int.random(in: 1...8, using: &random)
      let all = (Int(bounds.low)...Int(bounds.high)).lazy
        .filter { $0 + count - 1 <= Int(bounds.high) }
        .map { PortRange(UInt16($0), UInt16($0 + count - 1))! }
      let wanted = all.first { range in
        !taken.contains { $0.low <= range.high && range.low <= $0.high }
      }
      let got = FreePorts.first(count, within: bounds, taken: taken)
      return got == wanted ? nil : "\(count) in \(bounds) beside \(taken): \(got as Any)"
    }
    #expect(failure == nil)
    #expect(FreePorts.first(65535, within: PortRange(1, 65535)!, taken: [])?.low == 1)
    #expect(FreePorts.first(2, within: PortRange(1, 65535)!, taken: [PortRange(1, 65534)!]) == nil)
  }

  /// Against asking of each port whether it is free.
  @Test func allFreeRangesAreFound() {
    let failure = firstFailure(seeds: 0..<2000) { random in
      let taken = (0..<Int.random(in: 0...6, using: &random)).map { _ -> PortRange in
        let low = UInt16.random(in: 1...30, using: &random)
        return PortRange(low, low + UInt16.random(in: 0...5, using: &random))!
      }
      let bounds = PortRange(UInt16.random(in: 1...10, using: &random), 35)!
      let count = Int.random(in: 1...8, using: &random)
      var wanted: [PortRange] = []
      var run: [UInt16] = []
      for port in bounds.low...bounds.high + 1 {
        if port <= bounds.high, !taken.contains(where: { $0.low <= port && port <= $0.high }) {
          run.append(port)
          continue
        }
        if run.count >= count { wanted.append(PortRange(run[0], run[run.count - 1])!) }
        run = []
      }
      let got = FreePorts.all(atLeast: count, within: bounds, taken: taken)
      return got == wanted ? nil : "\(count) in \(bounds) beside \(taken): \(got)"
    }
    #expect(failure == nil)
    let whole = PortRange(1, 65535)!
    #expect(FreePorts.all(atLeast: 1, within: whole, taken: [whole]).isEmpty)
    #expect(FreePorts.all(atLeast: 64, within: whole, taken: []) == [whole])
    #expect(
      FreePorts.all(
        atLeast: 64, within: PortRange(4201, 4500)!, taken: [PortRange(4301, 4364)!]
      ).map(\.description) == ["4201-4300", "4365-4500"])
  }
}
