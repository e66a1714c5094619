import EndpointModel

extension CiscoObjects {
  /// Takes the entries of an access list in their order.
  ///
  /// - Parameters:
  ///   - family: of an access list of IOS; nil if it holds both.
  ///   - side: the interface whose incoming traffic is asked for; nil for all.
  func read(
    _ entries: [(line: Int, text: String)], family: IPFamily?, side: String? = nil,
    into reader: inout PermitReader
  ) {
    var denied: Int?
    let remarks = CiscoAdvancedRemarks(entries.map(\.text))
    for (line, given) in entries {
      var text = given
      var isOfSomePlace = false
      if let advanced = CiscoAdvancedRule(given) {
        if !tell(of: advanced, remarks, line, side, &reader) { continue }
        text = advanced.text
        isOfSomePlace = advanced.goesOut != nil || advanced.comesIn != nil && side == nil
      }
      if text == "remark" { continue }
      if text.hasPrefix("remark ") {
        reader.number = reader.number ?? FirewallPlan.number(inRemark: text.dropFirst(7))
        continue
      }
      do throws(CiscoProblem) {
        let (rule, problems) = try rule(text, family: family)
        for problem in problems { reader.problem(problem) }
        if let denied, case .permit = rule {
          reader.problem("line \(line) comes after line \(denied), which denies everything")
          continue
        }
        switch rule {
        case .permit(let services, let from, let to):
          permit(services, from, to, line, text, &reader)
        case .deny(let services, let from, let to, let isExact):
          reader.deny(
            services, from: from, to: to, isExact: isExact && !isOfSomePlace,
            place: "line \(line) of an access list")
        case .denyAll: denied = denied ?? line
        case .nothing: break
        }
      } catch {
        reader.problem("line \(line) of an access list: \(error.reason)")
      }
    }
  }

  /// Which end is ours no line says. Private addresses (RFC 1918) are taken for ours where the other end
  /// has others: no vendor is at them, unless Gatebook itself wrote so.
  private func permit(
    _ services: [ReadTraffic], _ from: ReadEnd, _ to: ReadEnd, _ line: Int, _ text: String,
    _ reader: inout PermitReader
  ) {
    let place = "line \(line)"
    let isWritten = text.contains("-n-out-") || text.contains("-n-in-")
    switch (from.isPrivate && !isWritten, to.isPrivate && !isWritten) {
    case (true, false):
      reader.permit(services, remote: to.ofIPv4, local: from, .outbound, place: place)
    case (false, true):
      reader.permit(services, remote: from.ofIPv4, local: to, .inbound, place: place)
    default: reader.permit(services, from: from, to: to, place: place)
    }
  }

  /// Tells what of a rule of Firepower Threat Defense is not read.
  ///
  /// - Returns: whether the rule is to be read.
  private func tell(
    of rule: CiscoAdvancedRule, _ remarks: CiscoAdvancedRemarks, _ line: Int, _ side: String?,
    _ reader: inout PermitReader
  ) -> Bool {
    if let number = rule.number, remarks.tunnels.contains(number) {
      reader.note("what Snort does with tunnels, to which the prefilter leaves them")
      return false
    }
    if let interface = rule.comesIn {
      if let side, interface != side {
        reader.note("what comes in at \(interface.quoted), which no setting names")
        return false
      }
      if side == nil {
        reader.problem(
          "line \(line) is for what comes in at \(interface.quoted) only: it is read as if for all, unless "
            + "the setting interface names that")
      }
    }
    if let interface = rule.goesOut {
      reader.note("whether what is for \(interface.quoted) alone leaves there")
    }
    guard rule.text.hasPrefix("permit"), !rule.isTrust else { return true }
    if let number = rule.number, remarks.deep.contains(number) {
      reader.problem(
        "line \(line): Snort decides by what is within connections, which its list does not tell")
    } else {
      reader.note("what Snort cuts off within what lines permit that do not trust")
    }
    return true
  }

  /// Whether two forms of one list allow different things; not if one has no rule.
  func differ(
    _ first: [(line: Int, text: String)], _ second: [(line: Int, text: String)],
    family: IPFamily?
  ) -> Bool {
    let forms = [first, second].map { $0.filter { !$0.text.hasPrefix("remark") } }
    if forms.contains(where: \.isEmpty) { return false }
    let read = forms.map { form in
      var reader = PermitReader()
      self.read(form, family: family, into: &reader)
      return Snapshot(reader.endpoints)
    }
    return !AccessDifference(from: read[0], to: read[1]).isEmpty
  }
}
