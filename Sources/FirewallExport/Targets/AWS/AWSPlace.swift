/// A security group's name with its network: each network may have a group of that name.
struct AWSPlace {
  private let group: String
  /// Nil where the settings name none.
  private let vpc: String?

  init(group: String, vpc: String) {
    self.group = group
    self.vpc = vpc == Self.unnamed ? nil : vpc
  }

  /// What the setting `vpc-id` is unless a firewall sets it.
  static let unnamed = "vpc-00000000000000000"

  /// The only one of the groups of our name that is in our network; nil if there is not exactly one,
  /// of which the reader is told.
  ///
  /// - Parameter place: the network that a group is in, if that is told.
  func only<Group>(
    of named: [Group], in place: (Group) -> String?, _ reader: inout PermitReader
  ) -> Group? {
    let own = named.filter { vpc == nil || place($0) == nil || place($0) == vpc }
    guard own.count == 1 else {
      if own.isEmpty {
        let others = Set(named.compactMap(place)).sorted().prefix(3).joined(separator: " ")
        reader.problem(
          "there is no group \(group)" + (vpc.map { " in \($0)" } ?? "")
            + (others.isEmpty ? "" : ", but one in \(others)"))
      } else {
        reader.problem(
          "\(own.count) groups have the name \(group): name one by its id, or set vpc-id")
      }
      return nil
    }
    if let vpc, place(own[0]) == nil {
      reader.problem("whether the group \(group) is in \(vpc) is not told")
    }
    return own[0]
  }
}
