import EndpointModel
import TestSupport
import Testing

/// Sets over the 256 addresses of one /24, against an array of 256 booleans.
@Suite struct AddressSetTests {
  private struct Case {
    var set: AddressSet
    var reference: [Bool]
    var steps: [String]
  }

  private func randomCase(_ random: inout SeededGenerator, base: IPAddress) -> Case {
    var ranges: [AddressRange] = []
    var reference = Array(repeating: false, count: 256)
    var steps: [String] = []
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      let a = UInt8.random(in: 0...255, using: &random)
      let b = random.oneIn(3) ? a : UInt8.random(in: a...255, using: &random)
      ranges.append(AddressRange(at(base, a), at(base, b))!)
      for i in a...b { reference[Int(i)] = true }
      steps.append("\(a)-\(b)")
    }
    return Case(set: AddressSet(ranges), reference: reference, steps: steps)
  }

  private func at(_ base: IPAddress, _ offset: UInt8) -> IPAddress {
    IPAddress(family: base.family, number: base.number + UInt128(offset))!
  }

  private func members(_ set: AddressSet, _ base: IPAddress) -> [Bool] {
    (0...255).map { set.contains(at(base, UInt8($0))) }
  }

  @Test(arguments: [
    "0.0.0.0", "255.255.255.0", "10.0.0.0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00",
  ])
  func algebraAgreesWithBooleans(_ base: String) {
    let base = IPAddress(base)!
    let failure = firstFailure(seeds: 0..<150) { random in
      let a = randomCase(&random, base: base)
      let b = randomCase(&random, base: base)
      let steps = "\(a.steps) and \(b.steps)"
      let both = zip(a.reference, b.reference)
      if members(a.set, base) != a.reference { return "membership of \(a.steps)" }
      let low = UInt8.random(in: 0...255, using: &random)
      let high = UInt8.random(in: low...255, using: &random)
      let range = AddressRange(at(base, low), at(base, high))!
      let part = a.reference[Int(low)...Int(high)]
      if a.set.contains(range) != part.allSatisfy({ $0 }) { return "\(range) in \(a.steps)" }
      if a.set.overlaps(range) != part.contains(true) { return "\(range) meets \(a.steps)" }
      if members(a.set.union(b.set), base) != both.map({ $0 || $1 }) { return "union of \(steps)" }
      if members(a.set.intersection(b.set), base) != both.map({ $0 && $1 }) {
        return "intersection of \(steps)"
      }
      if members(a.set.subtracting(b.set), base) != both.map({ $0 && !$1 }) {
        return "difference of \(steps)"
      }
      if a.set.isSubset(of: b.set) != both.allSatisfy({ !$0 || $1 }) { return "subset of \(steps)" }
      if (a.set == b.set) != (a.reference == b.reference) { return "equality of \(steps)" }
      return nil
    }
    #expect(failure == nil)
  }

  /// The cover holds the same addresses, and no fewer blocks would do: the
  /// reference is the optimal cover by halving the /24.
  @Test func coverIsExactAndMinimal() {
    let base = IPAddress("10.1.2.0")!
    let failure = firstFailure(seeds: 0..<150) { random in
      let a = randomCase(&random, base: base)
      let cover = a.set.cidrCover
      if AddressSet(cover) != a.set { return "cover of \(a.steps) is \(cover)" }
      func fewest(_ low: Int, _ high: Int) -> Int {
        let part = a.reference[low..<high]
        if !part.contains(true) { return 0 }
        if !part.contains(false) { return 1 }
        return fewest(low, (low + high) / 2) + fewest((low + high) / 2, high)
      }
      return cover.count == fewest(0, 256) ? nil : "\(cover.count) blocks for \(a.steps)"
    }
    #expect(failure == nil)
  }

  @Test func coverOfWholeAndAlmostWholeFamilies() {
    #expect(AddressRange.all(.v4).cidrCover.map(\.description) == ["0.0.0.0/0"])
    #expect(AddressRange.all(.v6).cidrCover.map(\.description) == ["::/0"])
    let most = AddressRange(IPAddress("::1")!, AddressRange.all(.v6).last)!
    #expect(most.cidrCover.count == 128)
    #expect(AddressSet([most]).cidrCover.first!.description == "::1")
  }

  @Test func familiesStayApart() {
    let set = AddressSet([CIDRBlock("255.0.0.0/8")!, CIDRBlock("::/8")!])
    #expect(set.ranges.count == 2)
    #expect(set.description == "255.0.0.0/8 ::/8")
  }
}
