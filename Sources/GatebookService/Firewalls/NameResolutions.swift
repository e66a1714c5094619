import EndpointModel
import InventoryModel
import InventoryStorage
import WebAccess

/// Asks the DNS for the names that firewalls have to allow and cannot say.
public struct NameResolutions {
  /// What one name gave.
  public struct Outcome: Sendable {
    public let name: HostName
    /// What it gave now, ascending; none where it failed.
    public let answers: [NameResolver.Answer]
    /// Of these, those that it never gave before.
    public let new: [IPAddress]
    /// Why it gave nothing; nil if it gave something.
    public let failure: String?
  }

  /// The names of the firewalls that have names resolved, ascending.
  ///
  /// - Throws: `InventoryError`
  public static func names(_ reader: InventoryReader, at time: UTCTime) throws -> [HostName] {
    var names: Set<HostName> = []
    for firewall in try reader.firewalls() where firewall.options.resolvesHours != nil {
      // Days count for what was applied only.
      let current = try FirewallPolicies(reader, in: .utc).current(
        firewall, applied: nil, at: time)
      for rule in current.policy.rules {
        if case .host(let name)? = rule.endpoint.address { names.insert(name) }
      }
    }
    return names.sorted()
  }

  /// Asks for names, and keeps what they gave.
  ///
  /// An answer with an address of special space, such as a private one, is not taken: a name
  /// that a stranger may point anywhere must not open the inside.
  ///
  /// - Throws: `InventoryError`
  public static func run(
    _ names: [HostName], _ resolver: NameResolver, in inventory: Inventory, _ act: Act
  ) throws -> [Outcome] {
    // The DNS may take its time: nobody is kept from writing meanwhile.
    let asked = names.map { name in (name, Result { try answers(of: name, resolver) }) }
    return try inventory.write(act) { writer in
      try asked.map { name, result in
        let known = Set(try writer.resolution(of: name)?.addresses.map(\.address) ?? [])
        switch result {
        case .success(let answers):
          try writer.keep(answers.map { ($0.address, $0.timeToLive) }, of: name, failure: nil)
          return Outcome(
            name: name, answers: answers,
            new: answers.map(\.address).filter { !known.contains($0) }, failure: nil)
        case .failure(let error):
          try writer.keep([], of: name, failure: "\(error)")
          return Outcome(name: name, answers: [], new: [], failure: "\(error)")
        }
      }
    }
  }

  private static func answers(
    of name: HostName, _ resolver: NameResolver
  ) throws -> [NameResolver.Answer] {
    let answers = try resolver.addresses(of: name)
    for answer in answers {
      if let space = SpecialSpace.name(AddressRange(CIDRBlock(answer.address))) {
        throw SpecialAddress(address: answer.address, space: space)
      }
    }
    return answers
  }

  private struct SpecialAddress: Error, CustomStringConvertible {
    let address: IPAddress
    let space: String
    var description: String { "it gave \(address), which is \(space) address space" }
  }
}
