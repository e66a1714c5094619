import ChangeReporting
import EndpointModel
import FirewallExport
import GatebookService
import InventoryModel
import InventoryStorage

/// What a device has that it should not, or lacks: its own changes. Nothing is kept of what is sent.
extension Route {
  static let firewallCheckOrders: [Route] = [
    Route(
      doing: "/api/v1/firewalls/{firewall}/check",
      "Compares what a device lists with what it has to allow; nothing is kept.",
      .role(.approve, .everything), checkFields
    ) { order in Answer(try order.check().json) }
    .taking(mostBytes: mostDocument)
  ]

  static let firewallCheckPages: [Route] = [
    Route(
      page: "/firewalls/{firewall}/check", "Asks for what a device lists, to compare it.",
      .role(.approve, .everything)
    ) { question in
      let name = try FirewallName(parsing: question.part("firewall"))
      let plan = try FirewallPlans(question.reader, in: question.zone).plan(name, at: question.now)
      return try PageFrame.answer(question, "Firewall \(name): its own changes", in: .firewalls) {
        try FirewallCheckForm(plan, question).html()
      }
    },
    Route(
      doing: "/firewalls/{firewall}/check", "Shows what a device lacks and has besides.",
      .role(.approve, .everything), checkFields + [optionalSeen], mediaType: PageFrame.mediaType
    ) { order in
      let report = try order.check()
      return PageFrame.answer(
        order, "Firewall \(report.firewall.name): its own changes", in: .firewalls
      ) { FirewallCheckView(report).html }
    }.taking(mostBytes: mostDocument),
  ]

  private static let checkFields = [
    Parameter(
      "configuration", "What the device lists, as a file or as text.", isRequired: true,
      isFile: true),
    Parameter("list", "Of a target whose file is one list: which, such as out-tcp-443."),
  ]

  /// Every form of a page has it; nothing is changed here that somebody could have changed since.
  private static let optionalSeen = Parameter("seen", "Not looked at.", isNumber: true)
}

extension Order {
  fileprivate func check() throws -> FirewallCheckReport {
    let name = try FirewallName(parsing: part("firewall"))
    let file = try file("configuration")
    let list = try field("list") { $0 }
    let report = try site.reading.take {
      try site.inventory.read { reader in
        try FirewallChecks(reader, in: zone).check(
          name, String(decoding: file.bytes, as: UTF8.self), list: list, at: now)
      }
    }
    guard let report else {
      throw Problem(503, "busy", "another document is being read; send it again")
    }
    return report
  }
}
