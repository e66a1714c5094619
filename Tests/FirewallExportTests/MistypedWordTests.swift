import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// What a reader does not understand opens nothing in silence.
@Suite struct MistypedWordTests {
  @Test(arguments: [
    ASA.name, IOSXE.name, Junos.name, RouterOS.name, IPTables.name, IPSet.name, PANOSSet.name,
    FortiOS.name,
  ])
  func aWordThatIsNotUnderstoodOpensNothing(_ name: String) throws {
    let target = try #require(FirewallTargets.named(name)).init()
    let text = target.whole(target.plan(SamplePolicies.first))
    let lines = text.split(separator: "\n").map(String.init)
    let right = try target.read(text)
    #expect(right.problems.isEmpty)
    var tried = 0
    var noticed = 0
    for (number, line) in lines.enumerated() {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      for position in words.indices where !words[position].isEmpty {
        // Lines are alike: every twenty-third word of them is enough.
        if (number + position) % 23 != 0 { continue }
        var changed = words
        changed[position] = "mistyped"
        var all = lines
        all[number] = changed.joined(separator: " ")
        tried += 1
        guard let reading = try? target.read(all.joined(separator: "\n")) else { continue }
        if !reading.problems.isEmpty {
          noticed += 1
          #expect(
            reading.problems.allSatisfy { !$0.hasPrefix("line ") || $0.contains("\"") },
            "\(reading.problems)")
          continue
        }
        let opened = AccessDifference(
          from: Snapshot(right.endpoints), to: Snapshot(reading.endpoints)
        ).opened
        #expect(opened.isEmpty, "\(all[number])")
      }
    }
    #expect(noticed > tried / 4, "\(noticed) of \(tried)")
  }
}
