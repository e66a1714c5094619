import EndpointModel
import InventoryModel

/// A sheet that cannot be imported, with what is wrong. Lines that are wrong for one cause are told
/// together: a column that is filled otherwise than it should be is one mistake, not a thousand.
public struct SheetError: Error, CustomStringConvertible {
  let source: String
  let errors: [Finding]

  /// So many lines of one cause are told in full.
  private static let shownOfEach = 3

  public var description: String {
    let name = source.withVisibleControls
    let causes = Self.causes(errors)
    let isAll = errors.count < CustomerSheet.errorLimit
    var out = "\(name) was not imported; \(isAll ? "" : "at least ")\(errors.count) "
    out += errors.count == 1 ? "error" : "errors"
    if causes.count < errors.count {
      out += causes.count == 1 ? " of one kind" : " of \(causes.count) kinds"
    }
    out += ":"
    for cause in causes {
      // Two of a kind are told as soon as one would be.
      let shown = cause.count > Self.shownOfEach + 1 ? Self.shownOfEach : cause.count
      for error in cause.prefix(shown) {
        out +=
          "\n  \(name):" + (error.place.map { " \($0): " } ?? error.line.map { "\($0): " } ?? " ")
        out += error.message.withVisibleControls
      }
      if cause.count > shown {
        out += "\n    and \(cause.count - shown) more of this kind, up to line "
        out += "\(cause.last?.line ?? 0)"
      }
    }
    return out
  }

  /// The errors by cause, in the order of the first of each.
  private static func causes(_ errors: [Finding]) -> [[Finding]] {
    var causes: [[Finding]] = []
    var known: [String: Int] = [:]
    for error in errors {
      // What is quoted differs from line to line.
      let kind = error.code + " " + error.message.replacing(/"[^"]*"/, with: "")
      if let place = known[kind] {
        causes[place].append(error)
      } else {
        known[kind] = causes.count
        causes.append([error])
      }
    }
    return causes
  }
}
