import EndpointModel
import InventoryModel
import InventoryStorage

extension AssignmentError: ReportedError {
  var remedy: String {
    switch self {
    case .taken(let wanted, let other) where wanted.customer == other.customer:
      "choose a \(wanted.role.rawValue) port outside its \(other.role.rawValue) ports"
    case .taken(_, let other):
      "`gatebook customer free \(other.deployment) --role \(other.role.rawValue)` proposes free "
        + "ports; `gatebook customer share` lets customers share them"
    case .beforeLatest:
      "give a date that is not before it; `gatebook customer show` tells all, and "
        + "`customer unassign --planned` cancels what is to come"
    case .heldUntil: "`gatebook customer unassign --planned` cancels that end"
    case .leaves: "give a --from that is not before it"
    case .nothingToEnd, .endsOtherwise: "`gatebook customer show` tells what the customer has"
    case .severalSignalingPorts: "name the one port"
    case .severalHeld(let held, _):
      "name the wrong one: --wrong \(held[0].transport.rawValue)/\(held[0].ports)"
    case .endBeforeStart: "check the two dates"
    case .outOfUse(let customer, _):
      "`gatebook customer archive \(customer) --off` takes it back into use"
    }
  }

  var status: ExitStatus { .badArguments }
}
