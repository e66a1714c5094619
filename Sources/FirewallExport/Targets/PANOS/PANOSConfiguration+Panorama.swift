/// Rules that a management station sends to the devices of a group: they stand before and behind those of
/// the device (Panorama Administrator's Guide, "Device Group Policies").
extension PANOSConfiguration {
  /// The rulebases in the order in which a device asks them.
  enum Stage: CaseIterable {
    case sharedBefore, groupBefore, own, groupBehind, sharedBehind
  }

  /// What of a command is read, and the rulebase that it is of; `pre-rulebase` and `post-rulebase` are
  /// called `rulebase` then.
  ///
  /// - Returns: nil for what is not read.
  mutating func stage(
    of words: ArraySlice<String>, isShared: Bool
  ) -> (words: ArraySlice<String>, stage: Stage)? {
    var words = words
    if let deviceGroup, words.first == "readonly" {
      takeParent(words, of: deviceGroup)
      return nil
    }
    var isOfGroup = false
    if words.first == "device-group", let deviceGroup {
      if words.dropFirst().first != deviceGroup { return nil }
      hasGroup = true
      isOfGroup = true
      words = words.dropFirst(2)
    }
    guard let first = words.first else { return (words, .own) }
    if ["pre-rulebase", "post-rulebase"].contains(first), deviceGroup != nil, isOfGroup || isShared
    {
      let isBefore = first == "pre-rulebase"
      let stage: Stage =
        isShared
        ? (isBefore ? .sharedBefore : .sharedBehind) : (isBefore ? .groupBefore : .groupBehind)
      return (["rulebase"] + words.dropFirst(), stage)
    }
    if ["device-group", "panorama", "pre-rulebase", "post-rulebase"].contains(first) {
      let hint =
        deviceGroup == nil && first == "device-group"
        ? ": with the setting device-group it is" : ""
      report("Panorama's \(words.prefix(2).joined(separator: " ").quoted) is not read\(hint)")
      return nil
    }
    return (words, .own)
  }

  /// `readonly devices localhost.localdomain device-group NAME parent-dg OTHER`
  private mutating func takeParent(_ words: ArraySlice<String>, of group: String) {
    guard let place = words.firstIndex(of: "device-group"),
      words[place...].dropFirst().first == group,
      let parent = words.firstIndex(of: "parent-dg"), let name = words[parent...].dropFirst().first
    else { return }
    report("the device group \(group.quoted) takes rules from \(name.quoted), which are not read")
  }

  /// What a management station does not tell.
  mutating func tellOfTheStation() {
    guard let deviceGroup else { return }
    if hasGroup {
      notes.append("the devices' own rules, which stand between those of the device group")
    } else {
      report("there is no device group \(deviceGroup.quoted)")
    }
  }
}
