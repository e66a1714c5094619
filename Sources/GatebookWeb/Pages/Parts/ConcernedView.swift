import ChangeReporting
import GatebookService
import InventoryModel

/// Whom a change concerns: customers and firewalls, as far as who asks sees them.
struct ConcernedView {
  private let table: TableEffect
  private let caller: Caller
  private let title: String
  private let standing: [FirewallName: FirewallStanding]

  /// - Parameter standing: how far firewalls are noted to have it; empty of what is not current.
  init(
    _ table: TableEffect, _ asked: some Asked, title: String,
    standing: [FirewallName: FirewallStanding] = [:]
  ) {
    self.table = table
    caller = asked.caller
    self.title = title
    self.standing = standing
  }

  var html: HTML {
    let customers = table.customers.filter(caller.sees)
    let firewalls = caller.seesEverything ? table.firewalls : []
    return Tag.section(.labelledBy("concerned")) {
      Tag.h2(.id("concerned")) { title }
      if customers.isEmpty && firewalls.isEmpty {
        Tag.p { "No customer and no registered firewall that you may see." }
      }
      if !customers.isEmpty {
        Tag.p {
          "\(customers.count.of("customer")): "
          for (i, customer) in customers.prefix(100).enumerated() {
            if i > 0 { ", " }
            Tag.a(.href(.customer(customer))) { customer.text }
          }
          if customers.count > 100 { " and \(customers.count - 100) more" }
        }
      }
      if !firewalls.isEmpty {
        HTML.table(
          "Firewalls", ["Firewall", "Opens", "Closes"] + (standing.isEmpty ? [] : ["Has it"])
        ) {
          for firewall in firewalls {
            HTML.row(
              HTML { Tag.a(.href(.firewall(firewall.name))) { firewall.name.text } },
              HTML(firewall.access.opened.count.of("entry", plural: "entries")),
              HTML(firewall.access.closed.count.of("entry", plural: "entries")),
              more: standing.isEmpty ? [] : [HTML { has(firewall.name) }])
          }
        }
      }
    }
  }

  private func has(_ firewall: FirewallName) -> HTML {
    switch standing[firewall] {
    case .applied: HTML("yes")
    case .behind(let number): HTML { Tag.strong { "not yet, it has revision \(number)" } }
    case .nothingNoted: HTML { Tag.strong { "nothing is noted" } }
    case .polls, nil: HTML("it gets its lists by itself")
    }
  }
}
