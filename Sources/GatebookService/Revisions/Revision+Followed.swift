import EndpointModel
import InventoryModel

extension Revision {
  /// From when it was followed: a held one became current by a decision later than its own time.
  var followedSince: UTCTime {
    let approvals = decisions.filter { $0.verdict == .approve }.map(\.act.time)
    return max(recordedAt, holdReasons.isEmpty ? recordedAt : approvals.max() ?? recordedAt)
  }

  /// Whether it could be followed at a time, as it was known then: history is told otherwise once
  /// a held revision was approved, or one was taken out.
  func wasFollowed(at time: UTCTime) -> Bool {
    guard followedSince <= time else { return false }
    switch state {
    case .accepted: return true
    case .void:
      let isApproved = decisions.contains { $0.verdict == .approve }
      let end = decisions.last { $0.verdict == .void }?.act.time
      return (holdReasons.isEmpty || isApproved) && end.map { $0 > time } ?? false
    case .held, .rejected, .passed: return false
    }
  }
}
