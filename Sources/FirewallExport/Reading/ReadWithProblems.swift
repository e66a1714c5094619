/// A configuration that notes what of it is not understood.
protocol ReadWithProblems {
  var problems: [String] { get set }
}

extension ReadWithProblems {
  /// What is read, unless a part of it is a problem; no problem is kept.
  func understood<Value>(_ read: (inout Self) -> Value) -> Value? {
    var copy = self
    // With those of before, each new one would copy them all.
    copy.problems = []
    let value = read(&copy)
    return copy.problems.isEmpty ? value : nil
  }
}
