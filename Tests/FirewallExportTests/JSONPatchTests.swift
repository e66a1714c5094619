import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// Deltas that are JSON patches of one object.
@Suite struct JSONPatchTests {
  static let cases: [(String, [String: String])] = [
    (NetworkPolicy.name, [:]), (Cilium.name, ["sctp": "off"]), (Cilium.name, ["sctp": "on"]),
  ]

  private func tried(_ name: String, _ settings: [String: String]) throws -> TargetCase {
    try TargetCase(try #require(FirewallTargets.named(name)), settings)
  }

  @Test(arguments: cases)
  func aDeltaLeadsToWhatIsWrittenWholeAndBackAgain(
    _ name: String, _ settings: [String: String]
  ) throws {
    let tried = try tried(name, settings)
    let failure = try firstFailure(seeds: 0..<8) { random in
      let old = tried.plan(SamplePolicies.random(&random), number: 4)
      let new = tried.plan(SamplePolicies.random(&random), number: 5)
      let (before, after) = (tried.target.whole(old), tried.target.whole(new))
      let there = try #require(tried.target.delta(from: old, to: new))
      let back = try #require(tried.target.delta(from: new, to: old))
      let patched = try PatchedObject.applying(there, to: before)
      if patched != (try PatchedObject.applying("[]", to: after)) { return "\(there)\n\(patched)" }
      let returned = try PatchedObject.applying(back, to: patched)
      return returned == (try PatchedObject.applying("[]", to: before)) ? nil : back
    }
    #expect(failure == nil)
  }

  @Test(arguments: cases) func aDeltaDoesNothingToAnotherRevision(
    _ name: String, _ settings: [String: String]
  ) throws {
    let tried = try tried(name, settings)
    let (old, new) = (
      tried.plan(SamplePolicies.first), tried.plan(SamplePolicies.second, number: 2)
    )
    let delta = try #require(tried.target.delta(from: old, to: new))
    #expect(throws: PatchedObject.Refused.self) {
      try PatchedObject.applying(delta, to: tried.target.whole(new))
    }
  }
}
