import ArgumentParser
import InventoryModel

/// What can be said about the mails of a subscription.
struct MailOptions: ParsableArguments {
  @Option(help: "One mail for all that is due (run), a day or a week. Default: for each notice.")
  var digest: NoticeDigest?

  @Option(
    help: ArgumentHelp(
      "The language: \(NoticeLanguage.allCases.map(\.rawValue).joined(separator: ", ")). "
        + "Default: the customer's, else that of the settings.", valueName: "code"))
  var language: NoticeLanguage?

  /// - Throws: `ValidationError`
  func check(_ target: DeliveryTarget) throws {
    if case .mail = target { return }
    if digest != nil { throw ValidationError("--digest is for mail: only.") }
  }

  func set(_ terms: inout Subscription.Terms) {
    if let digest { terms.digest = digest }
    if let language { terms.language = language }
  }
}
