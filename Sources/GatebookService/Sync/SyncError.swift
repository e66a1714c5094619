import EndpointModel

/// Why a document that was read is not compared.
public enum SyncError: Error, Hashable, Sendable {
  /// Something in it was not understood and left out; comparing the rest would show it as removed.
  case partlyRead(source: String, errors: [Finding])
}

extension SyncError {
  /// The error for a partial reading.
  public static func partlyRead(_ reading: Reading) -> SyncError {
    .partlyRead(
      source: reading.description.source,
      errors: reading.findings.filter { $0.severity == .error })
  }
}

extension SyncError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .partlyRead(let source, let errors):
      "\(source.withVisibleControls) was read only in part: "
        + errors.prefix(3).map { finding in
          (finding.placeWords.map { $0 + ": " } ?? "") + finding.message
        }.joined(separator: "; ")
        + (errors.count > 3 ? "; and \(errors.count - 3) more" : "")
    }
  }
}
