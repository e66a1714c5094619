import EndpointModel
import InventoryModel
import InventoryStorage

extension MergeRun {
  /// Takes new deployments, and revisions that are only there; then what is set for them.
  func takeDeployments() throws {
    let all = try theirs.deploymentNames()
    for theirName in all {
      let deployment = renaming.here(theirName)
      try ours.isKnown(deployment) ? merge(deployment, theirName) : add(deployment, theirName)
    }
    try merge(
      all.map(renaming.here).filter { !blocked.contains($0) }.flatMap { deployment in
        [
          Named(
            part: .settings(deployment), kind: .settings, name: deployment.description,
            what: "its settings"),
          Named(
            part: .source(deployment), kind: .source, name: deployment.description,
            what: "its source"),
        ]
      })
  }

  private func add(_ deployment: DeploymentName, _ theirName: DeploymentName) throws {
    try pair.take(.history(deployment))
    let last = try theirs.revisions(of: theirName).first?.number
    take(
      .deployment, deployment, theirName == deployment ? "new" : "new, there \(theirName)",
      revisions: last.map { 1...$0 }, with: [.history(deployment)])
  }

  private func merge(_ deployment: DeploymentName, _ theirName: DeploymentName) throws {
    tellOfName(deployment, theirName)
    let last = try theirs.revisions(of: theirName).first?.number ?? 0
    switch try pair.history(of: deployment) {
    case .equal, .ahead: break
    case .behind(let number) where number > last:
      try pair.takeHistory(of: deployment, from: number)
      take(.settings, deployment, "its layout", with: [.history(deployment)])
    case .behind(let number):
      try pair.takeHistory(of: deployment, from: number)
      take(
        .revisions, deployment, "revisions that are only there", revisions: number...last,
        with: [.history(deployment)])
      told.append((deployment, number))
    case .parted(let number):
      shared[deployment] = InventoryPair.Shared(until: number - 1)
      try choose(deployment, theirName, from: number)
    case .layoutsDiffer:
      shared[deployment] = InventoryPair.Shared(until: 0)
      blocked.insert(deployment)
      conflict(.deployment, deployment, "its layout: changed on both sides")
    }
  }

  private func tellOfName(_ deployment: DeploymentName, _ theirName: DeploymentName) {
    guard deployment != theirName, merge.renamed[theirName] == nil,
      audit.onlyThere(.settings(deployment)).contains(where: { $0.action == .deploymentRenamed })
    else { return }
    conflict(.deployment, deployment, "it is called \(theirName) there")
  }

  /// Both have gone on from where they part. If they came to the same table, as when both read the
  /// same document, nothing differs in what firewalls have to allow.
  private func choose(
    _ deployment: DeploymentName, _ theirName: DeploymentName, from number: Int
  ) throws {
    if let held = try theirs.heldRevision(of: theirName) {
      leave(.revisions, deployment, "revision \(held.number) waits for approval there")
    }
    let here = try ours.latestRevision(of: deployment)
    let there = try theirs.latestRevision(of: theirName)
    if let here, let there,
      try Comparison(from: ours.snapshot(of: here), to: theirs.snapshot(of: there)).changes.isEmpty
    {
      shared[deployment]?.equal = (there.number, here.number)
      return
    }
    if merge.tables.contains(deployment), let taken = try pair.takeTable(of: deployment) {
      shared[deployment]?.equal = (taken.of.number, taken.revision.number)
      return take(
        .revisions, deployment, "the table of revision \(taken.of.number) there",
        revisions: taken.revision.number...taken.revision.number)
    }
    blocked.insert(deployment)
    conflict(
      .deployment, deployment, try words(deployment, theirName, number),
      revisions: number...number)
  }

  /// "both have a revision 8: of 2026-01-31T09:00:00Z here, of 2026-01-31T08:00:00Z there".
  private func words(
    _ deployment: DeploymentName, _ theirName: DeploymentName, _ number: Int
  ) throws -> String {
    let here = try ours.revisions(of: deployment).first { $0.number == number }
    let there = try theirs.revisions(of: theirName).first { $0.number == number }
    guard let here, let there else { return "revision \(number) is settled otherwise there" }
    if here.recordedAt == there.recordedAt, here.document.sha256 == there.document.sha256 {
      return "revision \(number) is \(here.state.rawValue) here, \(there.state.rawValue) there, or "
        + "was settled otherwise"
    }
    return
      "both have a revision \(number): of \(here.recordedAt) here, of \(there.recordedAt) there"
  }
}
