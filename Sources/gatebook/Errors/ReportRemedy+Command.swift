import ChangeReporting

extension ReportRemedy {
  /// The command that helps, and what it does unless the report says it.
  var command: String {
    switch self {
    case .approve(let revision): "`gatebook approve \(revision)`"
    case .listRules(let customer): "`gatebook rules \(customer)` tells what is missing"
    case .addSource: "`gatebook source add` adds one"
    case .subscribe: "`gatebook notify subscribe` adds somebody"
    case .listChanges(let time): "`gatebook changes --since \(time)`"
    }
  }

  /// Names the commands of this program.
  static let commands: Words = { $0.command }
}
