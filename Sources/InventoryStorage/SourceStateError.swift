import EndpointModel
import InventoryModel

/// Why a source cannot be paused, read again or read now.
public enum SourceStateError: Error, Hashable, Sendable {
  case isPaused(DeploymentName, HistoryRecord)
  case isNotPaused(DeploymentName)
}

extension SourceStateError: TimedError {
  public func words(in zone: TimeZoneRules) -> String {
    switch self {
    case .isPaused(let deployment, let pause):
      "the source of \(deployment) is paused since \(zone.clock(pause.time))"
        + (pause.by.map { " by \($0)" } ?? "") + (pause.note.map { ": \($0)" } ?? "")
    case .isNotPaused(let deployment): "the source of \(deployment) is not paused"
    }
  }
}
