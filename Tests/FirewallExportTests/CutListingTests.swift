import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// A listing that was cut on its way, or damaged, is never taken for the whole.
@Suite struct CutListingTests {
  /// Languages in which the end of a listing can be told.
  static let names = [PANOSXML.name, FortiOS.name, CheckPoint.name]
  static let all = [PANOSSet.name] + names

  private func tried(_ name: String) throws -> TargetCase {
    try TargetCase(try #require(FirewallTargets.named(name)))
  }

  @Test(arguments: names) func aCutListingIsAProblemOrAnError(_ name: String) throws {
    let tried = try tried(name)
    let text = tried.target.whole(tried.plan(SamplePolicies.first))
    let failure = firstFailure(seeds: 0..<8) { random in
      let cut = text.prefix(Int.random(in: 0..<text.count - 1, using: &random))
      // Between two tables of FortiOS, nothing is open.
      if name == FortiOS.name, cut.hasSuffix("end\n") || cut.hasSuffix("\nend") { return nil }
      guard let reading = try? tried.target.read(String(cut)) else { return nil }
      return reading.problems.isEmpty ? "no problem after \(cut.count) characters" : nil
    }
    #expect(failure == nil)
  }

  /// Whatever bytes change, a reader gives a reading or throws, and what it reads has no more
  /// endpoints than its text has lines for them.
  @Test(arguments: all) func damagedListingsAreRead(_ name: String) throws {
    let tried = try tried(name)
    let text = Array(tried.target.whole(tried.plan(SamplePolicies.first)).utf8)
    let failure = firstFailure(seeds: 0..<8) { random in
      var bytes = text
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(random.pick(Array("\"[]{}<>/ \n-.:,\\".utf8)), at: place)
        default:
          let end = min(bytes.count, place + Int.random(in: 0...200, using: &random))
          bytes += bytes[place..<end]
        }
      }
      guard let reading = try? tried.target.read(String(decoding: bytes, as: UTF8.self)) else {
        return nil
      }
      return reading.endpoints.count > 2 * text.count ? "\(reading.endpoints.count)" : nil
    }
    #expect(failure == nil)
  }
}
