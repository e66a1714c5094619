/// What only the Microsoft 365 web service says about its endpoint sets, in the form of an
/// endpoint's note: `set 46, ExpressRoute, optional: needed for live events`.
///
/// Source: learn.microsoft.com, "Office 365 IP address and URL web service".
public struct EndpointSetNote: Hashable, Sendable {
  public let id: Int
  public let isExpressRoute: Bool
  public let isRequired: Bool
  /// The set's own notes.
  public let notes: String?

  public init(id: Int, isExpressRoute: Bool, isRequired: Bool, notes: String?) {
    self.id = id
    self.isExpressRoute = isExpressRoute
    self.isRequired = isRequired
    self.notes = notes
  }
}

extension EndpointSetNote: LosslessStringConvertible {
  public init?(_ description: String) {
    let head = description.prefix { $0 != ":" }
    let words = head.split(separator: ",").map(\.trimmingBlanks)
    guard let first = words.first, first.hasPrefix("set "), let id = Int(first.dropFirst(4)) else {
      return nil
    }
    let known: [Substring] = ["ExpressRoute", "optional"]
    guard words.dropFirst().allSatisfy(known.contains) else { return nil }
    let rest = description[head.endIndex...].dropFirst().trimmingBlanks
    self.init(
      id: id, isExpressRoute: words.contains(known[0]), isRequired: !words.contains(known[1]),
      notes: rest.isEmpty ? nil : String(rest))
  }

  public var description: String {
    "set \(id)" + (isExpressRoute ? ", ExpressRoute" : "") + (isRequired ? "" : ", optional")
      + (notes.map { ": " + $0 } ?? "")
  }
}
