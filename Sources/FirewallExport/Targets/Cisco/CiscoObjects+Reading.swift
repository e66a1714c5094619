import EndpointModel

extension CiscoObjects {
  /// Takes the entries of an access list in their order.
  ///
  /// - Parameter family: of an access list of IOS; nil if it holds both.
  func read(
    _ entries: [(line: Int, text: String)], family: IPFamily?, into reader: inout PermitReader
  ) {
    var denied: Int?
    for (line, text) in entries {
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
          reader.permit(services, from: from, to: to, place: "line \(line)")
        case .deny(let services, let from, let to):
          reader.deny(services, from: from, to: to, place: "line \(line) of an access list")
        case .denyAll: denied = denied ?? line
        case .nothing: break
        }
      } catch {
        reader.problem("line \(line) of an access list: \(error.reason)")
      }
    }
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
