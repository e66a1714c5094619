/// An error that a person at the command line is told of. What it is of stands in the library that
/// throws it; what to try next is told here, for it names commands and options.
protocol ReportedError: Error, CustomStringConvertible {
  /// What to try next.
  var remedy: String { get }
  var status: ExitStatus { get }
}
