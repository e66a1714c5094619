extension RevisionGuard {
  /// Whether the document says that it is of another deployment, or older than the last one.
  func identity(_ old: DocumentDescription, _ new: DocumentDescription) -> [HoldReason] {
    var reasons: [HoldReason] = []
    if let before = old.deploymentName, let after = new.deploymentName, before != after {
      reasons.append(
        HoldReason(
          .otherDeployment, .otherDeployment, after.withVisibleControls,
          before.withVisibleControls))
    }
    if let before = old.revisedOn, let after = new.revisedOn, after < before,
      before.isAsPrecise(as: after)
    {
      reasons.append(
        HoldReason(.wentBackwards, .olderDate, "\(before)", "\(after)"))
    }
    return reasons
  }
}

extension PartialDate {
  fileprivate func isAsPrecise(as other: PartialDate) -> Bool {
    (month == nil) == (other.month == nil) && (day == nil) == (other.day == nil)
  }
}
