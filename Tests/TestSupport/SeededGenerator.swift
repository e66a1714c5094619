import Foundation

/// A repeatable source of random numbers (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// True once in `n` times.
  public mutating func oneIn(_ n: Int) -> Bool { Int.random(in: 0..<n, using: &self) == 0 }

  public mutating func pick<T>(_ values: [T]) -> T { values.randomElement(using: &self)! }
}

/// How many times as many seeds as a test names are run: `GATEBOOK_SEEDS=50 sh Tests/run.sh` for a
/// night, 1 where it is not set.
private let seedFactor =
  ProcessInfo.processInfo.environment["GATEBOOK_SEEDS"].flatMap(UInt64.init) ?? 1

/// Runs a property for many seeds, and names the seed with which it failed.
///
/// `body` returns nil where the property holds, else what it saw.
public func firstFailure(
  seeds: Range<UInt64>, _ body: (inout SeededGenerator) throws -> String?
) rethrows -> String? {
  for seed in seeds.lowerBound..<seeds.lowerBound + UInt64(seeds.count) * seedFactor {
    var generator = SeededGenerator(seed: seed)
    if let failure = try body(&generator) { return "seed \(seed): \(failure)" }
  }
  return nil
}
