import ArgumentParser
import ChangeReporting
import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage

struct NotifyBounceCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "bounce",
    abstract: "Note that a mail came back: what it told was not delivered.",
    discussion: """
      The notices of the mail are given up, so that `status` tells of them; `notify
      retry` has them sent again. With --mail, the report of a mail server is read
      (RFC 3464), as a mail system passes it to a program.

      Example:
        gatebook notify bounce radio@northwood.example --reason "no such user"
        gatebook notify bounce --mail - < returned.eml
      """)

  @Argument(help: "Whom the mail was to.", transform: { try MailAddress(parsing: $0) })
  var address: MailAddress?

  @Option(help: "What the mail server said.", transform: { try GivenText(parsing: $0) })
  var reason: GivenText?

  @Option(
    help: ArgumentHelp("The report: a file, or - for standard input.", valueName: "file"),
    completion: .file())
  var mail: String?

  @OptionGroup var author: AuthorOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if (address == nil) == (mail == nil) { throw ValidationError("Name an address, or --mail.") }
    if mail != nil, reason != nil { throw ValidationError("The mail gives the reason.") }
  }

  func answer(in program: Program) throws -> Answer {
    var bounces: [BounceReport.Recipient] = []
    var message: String?
    if let address {
      bounces = [
        BounceReport.Recipient(
          address: address, reason: reason ?? GivenText("no reason was given")!)
      ]
    } else if let mail {
      let report = try BounceReport(
        DocumentSource(mail).document().bytes, named: mail.withVisibleControls)
      (bounces, message) = (report.failed, report.message)
    }
    // That a mail is late is no failure.
    if bounces.isEmpty { return Answer(text: "Nothing failed for good.\n") }
    let notices = try inventory.changing(program, author.act(in: program)) { writer in
      try bounces.flatMap {
        try writer.noteBounce(of: $0.address, message: message, reason: $0.reason)
      }
    }
    return Answer(
      text: notices.isEmpty
        ? "It was noted before.\n"
        : "\(notices.count.of("notice")) not delivered: "
          + notices.map { "\($0.id)" }.joined(separator: ", ") + "\n",
      ifLost: "the bounce was noted")
  }
}
