import EndpointModel

/// A change in words for a person: counts, then by service what was added, removed and changed in
/// place, then what access opens and closes. Each part can be put in words as soon as it is known.
/// Only the history knows which addresses came back: `TextReports.returns`.
public struct ChangeText: Sendable {
  private let services: ServicesText
  private let access: AccessText

  public init(_ services: ServicesText, _ access: AccessText) {
    self.services = services
    self.access = access
  }

  /// - Parameter access: what the changes open and close.
  public init(_ changes: ChangeSet, _ access: AccessDifference, _ style: TextStyle) {
    self.init(ServicesText(changes, style), AccessText(access, style))
  }

  /// Whole lines, each with its line end.
  public var text: LongText {
    if services.isEmpty { return LongText("No endpoint differs; nothing opens or closes.\n") }
    let headlines =
      services.lines.style.toned(services.headline, .bold) + "\n" + access.headline + "\n"
    return LongText(headlines) + LongText([services.lines]) + LongText("\n")
      + LongText(access.parts)
  }
}

extension ChangeReport {
  /// Only the counts: of all, of what opens and closes, and a line for each service.
  public func summary(_ style: TextStyle) -> LongText {
    if changes.isEmpty { return LongText("No endpoint differs; nothing opens or closes.\n") }
    return LongText(
      style.bold(ServicesText.headline(changes)) + "\n" + AccessText.headline(access) + "\n\n"
        + ServicesText.overview(changes, style))
  }

  /// The report for a person: the change, and which of the added addresses came back.
  public func text(_ style: TextStyle) -> LongText {
    text(style, changes: ChangeText(changes, access, style))
  }

  /// - Parameter text: the text of this report's changes and access.
  public func text(_ style: TextStyle, changes text: ChangeText) -> LongText {
    text.text
      + LongText(declaration.map { "\nTaken as meant: \($0.text).\n" } ?? "")
      + LongText(TextReports(style).returns(returns))
  }
}
