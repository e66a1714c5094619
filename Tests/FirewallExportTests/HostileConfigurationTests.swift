import EndpointModel
import TestSupport
import Testing

@testable import FirewallExport

/// Configurations that no device has: readers refuse them or tell what is wrong, and never crash.
@Suite struct HostileConfigurationTests {
  /// Files that the targets write, with random bytes changed, removed, put in and repeated.
  @Test(arguments: [NetworkPolicy.name, Cilium.name, Windows.name, Aerleon.name])
  func changedFilesAreReadOrRefused(_ name: String) throws {
    let type = try #require(FirewallTargets.named(name))
    let target = type.init(try FirewallSettings([:], of: type.settings))
    var refused = 0
    for seed in 0..<50 {
      var random = SeededGenerator(seed: UInt64(seed))
      let plan = FirewallPlan(
        SamplePolicies.random(&random), of: SamplePolicies.firewall, number: 1,
        abilities: target.abilities)
      var bytes = Array(target.whole(plan).utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) { change(&bytes, &random) }
      do {
        if !(try target.read(String(decoding: bytes, as: UTF8.self)).problems.isEmpty) {
          refused += 1
        }
      } catch is FirewallReadingError {
        refused += 1
      }
    }
    // Some changes fall on comments and descriptions, or make another address.
    #expect(refused > 10)
  }

  private func change(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let sign = random.pick(Array(" \n-:#\"'[]{},|>&@$`(\t0".utf8))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.remove(at: place)
    case 1: bytes.insert(sign, at: place)
    case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 3: bytes.removeSubrange((place + 1)...)
    default: bytes.insert(contentsOf: bytes[..<place].suffix(30), at: place)
    }
  }

  /// Thousands of brackets, quotation marks and dashes.
  @Test(arguments: ["[", "{", "(", "- ", "a: ", "'", "\"", "\\", "|", "`", "@(", "#", "a:\n "])
  func repeatedSignsAreRefusedOrRead(_ sign: String) throws {
    let text = "New-NetFirewallRule " + String(repeating: sign, count: 2_000)
    for type in FirewallTargets.all where type.name != NFTables.name {
      let target = type.init(try FirewallSettings([:], of: type.settings))
      for text in [text, String(text.dropFirst(20))] {
        let reading = try? target.read(text)
        #expect(reading?.endpoints.isEmpty ?? true, "\(type.name)")
      }
    }
  }
}
