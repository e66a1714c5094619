/// Random numbers that are the same for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// From 0 up to but not including a number.
  mutating func below(_ limit: Int) -> Int {
    limit < 2 ? 0 : Int(truncatingIfNeeded: next() >> 1) % limit
  }
}

/// Makes inputs of known ones: bytes changed, taken out, repeated, words put in, two inputs joined.
struct Mutation {
  let corpus: [[UInt8]]
  let words: [[UInt8]]
  let length: Int

  /// One to four changes of a known input.
  func input(_ numbers: inout SeededNumbers) -> [UInt8] {
    var input = any(of: corpus, &numbers)
    for _ in 0...numbers.below(4) { change(&input, &numbers) }
    if input.count > length { input.removeLast(input.count - length) }
    return input
  }

  private func any(of inputs: [[UInt8]], _ numbers: inout SeededNumbers) -> [UInt8] {
    inputs.isEmpty ? [] : inputs[numbers.below(inputs.count)]
  }

  private func change(_ input: inout [UInt8], _ numbers: inout SeededNumbers) {
    let place = numbers.below(input.count + 1)
    if input.isEmpty || numbers.below(8) < 2 {
      input.insert(contentsOf: any(of: words, &numbers), at: place)
      return
    }
    let inside = min(place, input.count - 1)
    switch numbers.below(6) {
    case 0: input[inside] = UInt8(truncatingIfNeeded: numbers.next())
    case 1: input[inside] ^= 1 << UInt8(numbers.below(8))
    case 2: input.removeSubrange(inside..<min(input.count, inside + 1 + numbers.below(8)))
    case 3:
      let end = min(input.count, inside + numbers.below(32))
      input.insert(contentsOf: Array(input[inside..<end]), at: place)
    case 4:
      let other = any(of: corpus, &numbers)
      let start = numbers.below(other.count + 1)
      let end = min(other.count, start + numbers.below(64))
      input.insert(contentsOf: other[start..<end], at: place)
    default:
      let other = any(of: corpus, &numbers)
      input = Array(input[..<place]) + other.suffix(numbers.below(other.count + 1))
    }
  }
}
