/// Whether the zones or interfaces that settings name are those of a text.
enum PlacesThere {
  /// A sentence on each that is nowhere in a text which names others: the settings do not fit the device,
  /// and that nothing is allowed there would say nothing of it.
  ///
  /// - Parameters:
  ///   - kind: `zone`, `interface or zone`.
  ///   - settings: the settings' names, with the names that they have.
  ///   - places: all that the text names; none if it tells nothing of them.
  static func problems(
    _ kind: String, _ settings: [(setting: String, name: String)], among places: Set<String>
  ) -> [String] {
    if places.isEmpty { return [] }
    let known = places.sorted().prefix(8).map { $0.asComment(limit: 40) }.joined(separator: ", ")
    return settings.filter { !places.contains($0.name) }.map { setting, name in
      "the \(kind) \(name.quoted), which the setting \(setting) names, is nowhere in the text, which has "
        + known
    }
  }
}
