import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

struct RereadCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "reread",
    abstract: "Read a revision's document again, and tell what is understood otherwise now.",
    discussion: """
      For documents whose bytes were kept (`deployment set --keep-documents`). Each
      is read by the layout by which it was read then. Nothing is corrected: where
      this program understands more, sync the source, or approve what it holds.

      Example:
        gatebook reread eschat/canada-aws-02
        gatebook reread eschat/canada-aws-02 --all --exit-code
      """)

  @Argument(
    help: "DEPLOYMENT, DEPLOYMENT@3 or DEPLOYMENT@2026-01-31.", completion: .deployments,
    transform: { try WrittenReference(parsing: $0) })
  var reference: WrittenReference

  @Flag(help: "Every revision of the deployment, the latest first.")
  var all = false

  @OptionGroup var exitCode: ExitCodeOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let reread = try inventory.reading(program) { reader in
      let revisions =
        try all
        ? reader.revisions(of: reference.deployment)
        : [reader.revision(reference.reference(in: program.zone))]
      return try revisions.map { try Reread($0, in: reader) }
    }
    let status = exitCode.status(differs: reread.contains(where: \.differs))
    return switch format.format {
    case .text:
      Answer(text: reread.map { Self.text($0, program.style) }.joined(), status: status)
    case .json: Answer(text: JSONText.array(reread.map(Self.json)).text, status: status)
    }
  }

  private static func text(_ reread: Reread, _ style: TextStyle) -> String {
    let name = "\(reread.revision.deployment)@\(reread.revision.number)"
    switch reread.outcome {
    case .notKept: return "\(name): its document was not kept.\n"
    case .unreadable(let reason):
      return "\(name): cannot be read now: \(reason.withVisibleControls)\n"
    case .read(let report, _) where report.changes.isEmpty:
      return "\(name): is understood as it was.\n"
    case .read(let report, let reading):
      return "\(name): is understood otherwise now; nothing was changed.\n"
        + report.text(style).string + TextReports(style).findings(reading.findings.summarized)
    }
  }

  private static func json(_ reread: Reread) -> JSONText {
    var members: JSONText.Members = [
      "deployment": .string(reread.revision.deployment.description),
      "revision": .number(reread.revision.number),
      "isSame": .bool(reread.isSame),
    ]
    switch reread.outcome {
    case .notKept: members.add("kept", .bool(false))
    case .unreadable(let reason):
      members.add("kept", .bool(true))
      members.add("failure", .string(reason))
    case .read(let report, let reading):
      members.add("kept", .bool(true))
      members.add("changes", JSONText(report))
      members.add("findings", .array(reading.findings.map { JSONText($0) }))
    }
    return .object(members)
  }
}
