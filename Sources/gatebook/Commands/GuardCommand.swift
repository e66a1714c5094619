import ArgumentParser
import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

struct GuardCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "guard",
    abstract: "Show or set what a new revision of a deployment may do without approval.",
    discussion: """
      A revision is held where it has no endpoint, was understood only in part, may
      have been cut short, loses more of its addresses, allows more, or allows more
      addresses something else than these limits say, brings private or other
      special space into a public list, is of another deployment, or is older than
      the last one by its own word. It is compared with the current one, with that
      of a week before, and with the last that was approved.

      Example:
        gatebook guard eschat/canada-aws-02
        gatebook guard eschat/canada-aws-02 --loss-percent 80 --allow-special-space
        gatebook guard eschat/canada-aws-02 --reset
      """)

  @Argument(
    help: "The deployment, as vendor/name.", completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName

  @Option(help: "Hold where more than this share of the addresses is gone.")
  var lossPercent: Int?

  @Option(help: "Let fewer lost addresses than this pass.")
  var lossCount: Int?

  @Option(
    help: "Hold where more than this many times as many addresses, or ports of them, are allowed.")
  var growthFactor: Int?

  @Option(
    help: "Hold where more than this share of the addresses is allowed other ports or protocols.")
  var termsPercent: Int?

  @Flag(inversion: .prefixedNo, help: "Let private and other special space pass.")
  var allowSpecialSpace: Bool?

  @Flag(help: "Go back to the program's own limits.")
  var reset = false

  @OptionGroup var author: AuthorOption
  @OptionGroup var format: FormatOption
  @OptionGroup var inventory: InventoryOption

  func validate() throws {
    if let lossPercent, !(0...100).contains(lossPercent) {
      throw ValidationError("--loss-percent is from 0 to 100.")
    }
    if let termsPercent, !(0...100).contains(termsPercent) {
      throw ValidationError("--terms-percent is from 0 to 100.")
    }
    if lossCount.map({ $0 < 1 }) ?? false { throw ValidationError("--loss-count is at least 1.") }
    if growthFactor.map({ $0 < 1 }) ?? false {
      throw ValidationError("--growth-factor is at least 1.")
    }
    if reset, isChange { throw ValidationError("Give limits or --reset, not both.") }
  }

  private var isChange: Bool {
    lossPercent != nil || lossCount != nil || growthFactor != nil || termsPercent != nil
      || allowSpecialSpace != nil
  }

  func answer(in program: Program) throws -> Answer {
    let change: ((inout GuardLimits) -> Void)? = reset ? nil : { set(&$0) }
    let settings =
      try isChange || reset
      ? inventory.changing(program, author.act(in: program)) {
        try GuardSettings(of: deployment, in: $0, setting: change)
      }
      : inventory.reading(program) { try GuardSettings(of: deployment, in: $0) }
    let limits = settings.limits
    return switch format.format {
    case .text:
      Answer(
        text: """
          \(deployment): a new revision is held where
            more than \(limits.lossPercent) % of the addresses are gone, and at least \(limits.lossCount)
            more than \(limits.growthFactor) times as many addresses, or ports of them, are allowed
            more than \(limits.termsPercent) % of the addresses are allowed other ports or protocols
            \(limits.allowsSpecialSpace ? "(private and other special space may come)" : "private or other special space comes into a public list")

          """)
    case .json: Answer(text: settings.json.text)
    }
  }

  private func set(_ limits: inout GuardLimits) {
    limits.lossPercent = lossPercent ?? limits.lossPercent
    limits.lossCount = lossCount ?? limits.lossCount
    limits.growthFactor = growthFactor ?? limits.growthFactor
    limits.termsPercent = termsPercent ?? limits.termsPercent
    limits.allowsSpecialSpace = allowSpecialSpace ?? limits.allowsSpecialSpace
  }
}
