/// What is allowed to anything but IP addresses: names, patterns and placeholders, each standing
/// for itself, and ports that are stated without an address.
struct AccessNames: Sendable {
  enum Name: Hashable, Sendable {
    case address(EndpointAddress)
    /// Ports stated without any address.
    case unstated
  }

  /// What a name is allowed beyond what every name is allowed.
  let each: [Name: Traffic]
  /// What every name is allowed, from rows whose address is `any` or `*`. It does not apply to
  /// ports that are stated without an address.
  let every: Traffic

  init(each: [Name: Traffic], every: Traffic) {
    self.each = Dictionary(
      uniqueKeysWithValues: each.compactMap { name, traffic in
        let own = name == .unstated ? traffic : traffic.subtracting(every)
        return own.isEmpty ? nil : (name, own)
      })
    self.every = every
  }

  /// Takes both as they are, without subtracting `every` from `each`.
  init(exactly each: [Name: Traffic], every: Traffic) {
    self.each = each
    self.every = every
  }

  init(_ tables: Endpoints...) {
    var each: [Name: Traffic] = [:]
    var every = Traffic.none
    for endpoints in tables {
      let vocabulary = endpoints.vocabulary
      for row in endpoints.rows where vocabulary.range(of: row) == nil {
        let traffic = Traffic(vocabulary.terms(of: row))
        switch vocabulary.address(of: row) {
        case .any?, .everyName?: every.formUnion(traffic)
        case let name?: each[.address(name), default: .none].formUnion(traffic)
        case nil: each[.unstated, default: .none].formUnion(traffic)
        }
      }
    }
    self.init(each: each, every: every)
  }

  /// What these allow and the others do not.
  func subtracting(_ other: AccessNames) -> AccessNames {
    var each: [Name: Traffic] = [:]
    for (name, traffic) in self.each {
      let others = name == .unstated ? .none : other.every
      each[name] = traffic.subtracting(other.each[name] ?? .none).subtracting(others)
    }
    return AccessNames(each: each, every: every.subtracting(other.every))
  }

  /// What either allows.
  func union(_ other: AccessNames) -> AccessNames {
    AccessNames(
      exactly: each.merging(other.each) { $0.union($1) }, every: every.union(other.every))
  }
}
