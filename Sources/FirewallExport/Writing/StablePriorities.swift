/// Priorities for rules that all allow, so that their order means nothing: a rule has the same
/// one from revision to revision, unless another one that comes before it wants it, too.
enum StablePriorities {
  /// - Parameter names: different ones, no more than there are priorities.
  static func assign(_ names: [String], within range: ClosedRange<Int>) -> [String: Int] {
    var taken: Set<Int> = []
    var priorities: [String: Int] = [:]
    for name in names.sorted() {
      let digest = Int(Fingerprint.hexadecimal(of: name), radix: 16) ?? 0
      var priority = range.lowerBound + digest % range.count
      while taken.contains(priority), taken.count < range.count {
        priority = priority == range.upperBound ? range.lowerBound : priority + 1
      }
      taken.insert(priority)
      priorities[name] = priority
    }
    return priorities
  }
}
