/// Rules that a management station sends to the devices of a group: they stand before and behind those of
/// the device (Panorama Administrator's Guide, "Device Group Policies" and "Device Group Hierarchy").
extension PANOSConfiguration {
  /// A rulebase. A device asks the one that is shared first, then those of the groups from the top of their
  /// hierarchy downwards, then its own, and those that stand behind from the bottom upwards.
  struct Stage: Hashable, Comparable {
    /// Ascending in the order in which they are asked; 0 for the device's own.
    private let place: Int

    static let own = Stage(place: 0)

    /// - Parameter height: of the group above the one that is asked for; nil for what is shared.
    static func before(_ height: Int?) -> Stage { Stage(place: -1 - (height ?? 1_000)) }
    static func behind(_ height: Int?) -> Stage { Stage(place: 1 + (height ?? 1_000)) }

    static func < (a: Stage, b: Stage) -> Bool { a.place < b.place }
  }

  /// What of a command is read, the rulebase that it is of, and how far above the group its place is;
  /// `pre-rulebase` and `post-rulebase` are called `rulebase` then.
  ///
  /// - Returns: nil for what is not read, or not yet.
  mutating func stage(
    of words: ArraySlice<String>, isShared: Bool, _ command: PANOSCommand
  ) -> (words: ArraySlice<String>, stage: Stage, height: Int)? {
    var words = words
    if deviceGroup != nil, words.first == "readonly" {
      takeParent(words)
      return nil
    }
    var height: Int?
    if words.first == "device-group", deviceGroup != nil {
      let name = words.dropFirst().first ?? ""
      guard let own = heights[name] else {
        others[name, default: []].append(command)
        return nil
      }
      hasGroup = true
      height = own
      words = words.dropFirst(2)
    }
    guard let first = words.first else { return (words, .own, height ?? 0) }
    if ["pre-rulebase", "post-rulebase"].contains(first), deviceGroup != nil,
      height != nil || isShared
    {
      let above = isShared ? nil : height
      return (
        ["rulebase"] + words.dropFirst(),
        first == "pre-rulebase" ? .before(above) : .behind(above), height ?? 0
      )
    }
    if ["device-group", "panorama", "pre-rulebase", "post-rulebase"].contains(first) {
      let hint =
        deviceGroup == nil && first == "device-group"
        ? ": with the setting device-group it is" : ""
      report("Panorama's \(words.prefix(2).joined(separator: " ").quoted) is not read\(hint)")
      return nil
    }
    return (words, .own, height ?? 0)
  }

  /// `readonly devices localhost.localdomain device-group NAME parent-dg OTHER`
  private mutating func takeParent(_ words: ArraySlice<String>) {
    guard let place = words.firstIndex(of: "device-group"),
      let group = words[place...].dropFirst().first,
      let parent = words.firstIndex(of: "parent-dg"), let name = words[parent...].dropFirst().first
    else { return }
    parents[group] = name
  }

  /// Takes what was said of the groups above, once it is known which they are.
  mutating func takeParents() {
    var group = deviceGroup
    while let parent = group.flatMap({ parents[$0] }), heights[parent] == nil {
      heights[parent] = heights.count
      guard let commands = others.removeValue(forKey: parent) else {
        let names = "\((group ?? "").quoted) takes rules from \(parent.quoted)"
        report("the device group \(names), of which the text has nothing")
        return
      }
      for command in commands { take(command) }
      group = parent
    }
  }

  /// What a management station does not tell.
  mutating func tellOfTheStation() {
    guard let deviceGroup else { return }
    if hasGroup {
      notes.append("the devices' own rules, which stand between those of the device group")
    } else {
      report("there is no device group \(deviceGroup.quoted)")
    }
    if hasGroup, parents.isEmpty, !others.isEmpty {
      notes.append(
        "whether the device group takes rules from one above it: the text has no part \("readonly".quoted)"
      )
    }
  }
}
