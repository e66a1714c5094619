import ChangeReporting
import EndpointModel
import InventoryModel

/// What was found, by kind.
struct FindingsView {
  private let found: SeenFindings
  private let now: UTCTime
  private let zone: TimeZoneRules

  init(_ found: SeenFindings, at now: UTCTime, in zone: TimeZoneRules) {
    self.zone = zone
    self.found = found
    self.now = now
  }

  var html: HTML {
    HTML {
      Tag.p(.role("status")) {
        found.count == 0
          ? "Nothing in use now has this. An address is looked up whole, such as 3.97.31.75."
          : "\(found.count.of("answer"))"
      }
      if !found.occurrences.isEmpty { addresses }
      if !found.assignments.isEmpty { ports }
      if !found.customers.isEmpty { customers }
      if !found.deployments.isEmpty { deployments }
    }
  }

  private var addresses: HTML {
    Tag.section(.labelledBy("found-addresses")) {
      Tag.h2(.id("found-addresses")) { "Who needs this address" }
      HTML.table(
        "Who needs this address",
        ["Deployment", "Customers", "Address", "Ports", "Protocol", "Service", "Since"]
      ) {
        for item in found.occurrences {
          let endpoint = item.occurrence.endpoint
          HTML.row(
            HTML {
              Tag.a(.href(.deployment(item.occurrence.deployment))) {
                item.occurrence.deployment.description
              }
            },
            HTML {
              for (i, customer) in item.customers.prefix(20).enumerated() {
                if i > 0 { ", " }
                Tag.a(.href(.customer(customer))) { customer.text }
              }
              if item.customers.count > 20 { " and \(item.customers.count - 20) more" }
            },
            HTML { Tag.code { endpoint.written?.description ?? "" } }, HTML.ports(endpoint),
            HTML(endpoint.transport?.rawValue ?? "not stated"), HTML(endpoint.service ?? ""),
            HTML.day(item.occurrence.since.time, zone))
        }
      }
    }
  }

  private var ports: HTML {
    Tag.section(.labelledBy("found-ports")) {
      Tag.h2(.id("found-ports")) { "Whose is this port" }
      HTML.table("Whose is this port", ["Customer", "Ports", "Deployment", "When"]) {
        for assignment in found.assignments {
          HTML.row(
            HTML { Tag.a(.href(.customer(assignment.customer))) { assignment.customer.text } },
            HTML(assignment.portsText),
            HTML {
              Tag.a(.href(.deployment(assignment.deployment))) {
                assignment.deployment.description
              }
            }, HTML(assignment.period.text(at: now, in: zone)))
        }
      }
    }
  }

  private var customers: HTML {
    Tag.section(.labelledBy("found-customers")) {
      Tag.h2(.id("found-customers")) { "Customers" }
      HTML.customers(found.customers)
    }
  }

  private var deployments: HTML {
    Tag.section(.labelledBy("found-deployments")) {
      Tag.h2(.id("found-deployments")) { "Deployments" }
      Tag.ul {
        for name in found.deployments {
          Tag.li { Tag.a(.href(.deployment(name))) { name.description } }
        }
      }
    }
  }
}
