import ArgumentParser
import ChangeReporting

struct ExportRulesCommand: GatebookCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Write what a customer's firewall must allow in a format for other tools.",
    discussion: """
      Example:
        gatebook export rules northwood-ems --format html > rules.html
        gatebook export rules northwood-ems --format csv --as-of 2026-01-31
      """)

  @Option(help: "What they are written in.")
  var format = RulesFormat.text

  @OptionGroup var rules: RulesOptions
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var inventory: InventoryOption

  func answer(in program: Program) throws -> Answer {
    let report = try rules.report(in: inventory, at: asOf, program)
    return Answer(text: format.text(report, TextStyle()))
  }
}
