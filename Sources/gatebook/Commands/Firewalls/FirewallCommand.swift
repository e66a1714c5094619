import ArgumentParser
import EndpointModel
import FirewallExport
import InventoryModel

/// The commands that bring what is allowed into firewalls.
struct FirewallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "firewall",
    abstract: "Bring what deployments need into firewalls, and check what these have.",
    discussion: """
      A firewall is registered with what it has to allow. `plan` tells what it has
      to change, `write` prints that in its own language, `applied` notes that it
      was done, and `check` compares what the device really has.

      Example:
        gatebook firewall add edge --target nftables \\
          --allow eschat/canada-aws-02@northwood-ems --allow aws/all:S3
        gatebook firewall plan edge
        gatebook firewall write edge --output edge.nft
        gatebook firewall applied edge
        gatebook firewall check edge listing.json
      """,
    subcommands: [
      FirewallAddCommand.self, FirewallSetCommand.self, FirewallListCommand.self,
      FirewallShowCommand.self, FirewallRemoveCommand.self, FirewallPlanCommand.self,
      FirewallWriteCommand.self, FirewallAppliedCommand.self, FirewallCheckCommand.self,
      FirewallAdoptCommand.self, FirewallTargetsCommand.self,
    ])
}

/// Which firewall; every command but `list` takes it.
struct FirewallArgument: ParsableArguments {
  @Argument(
    help: "The firewall.", completion: .firewalls,
    transform: { try FirewallName(parsing: $0) })
  var firewall: FirewallName
}

/// What a firewall has to allow, and how.
struct FirewallOptions: ParsableArguments {
  @Option(
    name: .customLong("allow"),
    help: ArgumentHelp(
      "What it has to allow: DEPLOYMENT[:SERVICE][@CUSTOMER]; may be given again.",
      valueName: "deployment"),
    transform: { try FirewallAllowance(parsing: $0) })
  var allowances: [FirewallAllowance] = []

  @Option(
    help: ArgumentHelp("In place of --allow: the deployment.", valueName: "vendor/name"),
    completion: .deployments,
    transform: { try DeploymentName(parsing: $0) })
  var deployment: DeploymentName?

  @Option(help: ArgumentHelp("With --deployment: one service of it.", valueName: "name"))
  var service: String?

  @Option(
    help: ArgumentHelp("With --deployment: whose own ports are meant.", valueName: "name"),
    completion: .customers,
    transform: { try CustomerName(parsing: $0) })
  var customer: CustomerName?

  @Option(
    name: .customLong("setting"),
    help: ArgumentHelp(
      "A name or limit of its target (`firewall targets` lists them); may be given again.",
      valueName: "name=value"))
  var settings: [String] = []

  @Flag(
    inversion: .prefixedNo,
    help: "Keep what a document removes allowed until the day that the document gives.")
  var keepUntilDeadline: Bool?

  @Option(
    help: ArgumentHelp(
      "Refuse a change of more than this share of the rules; 100 for no limit.",
      valueName: "percent"))
  var mostChange: Int?

  @Flag(
    inversion: .prefixedNo,
    help: "Join neighbouring addresses: fewer entries, exactly the same access.")
  var aggregate: Bool?

  @Option(
    help: ArgumentHelp(
      "If its language takes no names: allow what `gatebook resolve` found for them, each address "
        + "for so many hours after a name last gave it; 0 for not at all.",
      valueName: "hours"))
  var resolveNames: Int?

  func validate() throws {
    if let resolveNames, resolveNames < 0 {
      throw ValidationError("--resolve-names is a number of hours.")
    }
    if deployment == nil, service != nil || customer != nil {
      throw ValidationError("--service and --customer go with --deployment.")
    }
    if deployment != nil, !allowances.isEmpty {
      throw ValidationError("Give --allow or --deployment, not both.")
    }
    if let mostChange, !(1...100).contains(mostChange) {
      throw ValidationError("--most-change is from 1 to 100.")
    }
    _ = try settingValues()
  }

  /// All that was given; none if nothing was.
  var given: [FirewallAllowance] {
    if let deployment {
      return [FirewallAllowance(deployment, service: service, customer: customer)]
    }
    var known: Set<FirewallAllowance> = []
    return allowances.filter { known.insert($0).inserted }
  }

  func settingValues() throws -> [String: String] {
    var values: [String: String] = [:]
    for setting in settings {
      guard let equals = setting.firstIndex(of: "=") else {
        throw ValidationError("\"\(setting)\" is not of the form name=value.")
      }
      values[String(setting[..<equals])] = String(setting[setting.index(after: equals)...])
    }
    return values
  }

  /// Puts what was given in the place of what a firewall has.
  func change(_ firewall: inout RegisteredFirewall) throws {
    if !given.isEmpty { firewall.allowances = given }
    firewall.settings.merge(try settingValues()) { $1 }
    if let keepUntilDeadline { firewall.options.keepsUntilDeadline = keepUntilDeadline }
    if let mostChange { firewall.options.mostChangePercent = mostChange == 100 ? nil : mostChange }
    if let resolveNames {
      firewall.options.resolvesHours = resolveNames == 0 ? nil : resolveNames
    }
    if let aggregate { firewall.options.aggregates = aggregate }
    let known = FirewallTargets.named(firewall.target)?.settings ?? []
    do throws(ValueError) {
      _ = try FirewallSettings(firewall.settings, of: known)
    } catch {
      throw FirewallSettingError(target: firewall.target, known: known, reason: error)
    }
  }
}
