/// A configuration that notes what of it is not understood.
protocol ReadWithProblems {
  var problems: [String] { get }
}

extension ReadWithProblems {
  /// What is read, unless a part of it is a problem; no problem is kept.
  func understood<Value>(_ read: (inout Self) -> Value) -> Value? {
    var copy = self
    let value = read(&copy)
    return copy.problems.count == problems.count ? value : nil
  }
}
