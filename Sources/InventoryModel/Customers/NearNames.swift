import EndpointModel

/// Finds the customers that are likely meant by a name that no customer has.
public struct NearNames {
  private let customers: [Customer]

  public init(_ customers: [Customer]) { self.customers = customers }

  /// At most five, the likeliest first: customers whose short or display name is the same but for
  /// leading zeros, case and punctuation (`cust-42` and `cust-0042`), then those whose name
  /// contains the text, then those next to it in alphabetical order.
  public func nearest(to asked: String) -> [CustomerName] {
    let wanted = asked.essence
    if wanted.isEmpty { return [] }
    func rank(_ customer: Customer) -> Int? {
      let names = [customer.name.text.essence, customer.displayName.text.essence]
      if names.contains(wanted) { return 0 }
      if names.contains(where: { $0.hasPrefix(wanted) || wanted.hasPrefix($0) }) { return 1 }
      return names.contains { $0.contains(wanted) } ? 2 : nil
    }
    let found = customers.compactMap { customer in rank(customer).map { ($0, customer.name) } }
      .sorted { $0 < $1 }.map(\.1)
    let ordered = customers.map(\.name).sorted { $0.text < $1.text }
    let place = ordered.firstIndex { $0.text > asked } ?? ordered.count
    let around = ordered[max(0, place - 2)..<min(ordered.count, place + 2)]
    var out: [CustomerName] = []
    for name in found + around where !out.contains(name) && out.count < 5 { out.append(name) }
    return out
  }

  /// The customer with a display name, ignoring case; nil unless exactly one has it.
  public func customer(called displayName: String) -> CustomerName? {
    let wanted = displayName.lowercased()
    let found = customers.filter { $0.displayName.text.lowercased() == wanted }
    return found.count == 1 ? found[0].name : nil
  }
}

extension String {
  /// Letters and digits in lower case, numbers without leading zeros.
  fileprivate var essence: String {
    var out = ""
    var isInNumber = false
    for character in lowercased() where character.isLetter || character.isNumber {
      if character == "0", !isInNumber { continue }
      isInNumber = character.isNumber
      out.append(character)
    }
    return out
  }
}
