import EndpointModel
import InventoryModel

/// How a run over one source went.
public struct SourceOutcome: Sendable {
  public enum Status: String, Sendable {
    /// At least one revision was stored.
    case changed
    case unchanged
    /// A revision waits for a person's approval.
    case held
    /// It could not be fetched or read.
    case failed
    /// It is not to be fetched yet.
    case waiting
    /// Somebody wants it not to be fetched.
    case paused
  }

  public let source: RegisteredSource
  public internal(set) var status = Status.unchanged
  /// How many revisions were stored, and how many documents brought nothing new.
  public internal(set) var stored = 0
  public internal(set) var unchanged = 0
  /// The held revisions, with their numbers and reasons.
  public internal(set) var held: [(revision: Int, reasons: [HoldReason])] = []
  /// Files of a folder that were skipped, since their names have no date.
  public internal(set) var undated = 0
  /// Names in a folder that are not files.
  public internal(set) var oddNames: [String] = []
  /// A file of a folder that somebody may still be writing, and that waits.
  public internal(set) var freshName: String?
  /// What went wrong: with the document, or with one of several items.
  public internal(set) var failures: [(item: String?, error: any Error)] = []

  init(_ source: RegisteredSource) { self.source = source }

  /// One that is not fetched: it waits, or is paused.
  init(notRead source: RegisteredSource) {
    self.init(source)
    status = source.pause == nil ? .waiting : .paused
  }

  mutating func note(_ folder: SourceFolder?) {
    undated = folder?.undatedCount ?? 0
    oddNames = folder?.oddNames ?? []
    freshName = folder?.freshName
  }

  /// Sets the status of the whole run.
  mutating func conclude() {
    status =
      !failures.isEmpty ? .failed : !held.isEmpty ? .held : stored > 0 ? .changed : .unchanged
  }

  /// One line for a log, with times in a zone.
  public func line(in zone: TimeZoneRules) -> String {
    var parts = ["\(source.deployment): \(status.rawValue)"]
    if stored > 0 { parts.append("\(stored) stored") }
    if unchanged > 1 { parts.append("\(unchanged) without change") }
    for held in held.suffix(1) {
      parts.append(
        "revision \(held.revision) held: " + held.reasons.map(\.message).joined(separator: "; "))
    }
    for failure in failures.prefix(3) {
      let item = failure.item.map { $0.withVisibleControls + ": " } ?? ""
      parts.append(item + failure.error.words(in: zone).replacing("\n", with: " "))
    }
    if undated > 0 {
      parts.append(
        (undated == 1 ? "1 file" : "\(undated) files") + " without a date in the name passed over")
    }
    if !oddNames.isEmpty {
      parts.append(
        "\(oddNames.prefix(3).map(\.withVisibleControls).joined(separator: ", ")) passed over: "
          + "no file")
    }
    if let freshName {
      parts.append(
        "\(freshName.withVisibleControls) waits: it was changed less than "
          + "\(SourceFolder.restSeconds) s ago")
    }
    if failures.count > 3 { parts.append("and \(failures.count - 3) more failures") }
    if status == .waiting, let until = source.waitsUntil {
      parts.append("not before \(zone.clock(until))")
    }
    if let pause = source.pause, status == .paused {
      parts.append("since \(zone.clock(pause.time))")
      if let note = pause.note { parts.append(note.text) }
    }
    return parts.joined(separator: ", ")
  }
}
