import ChangeReporting
import EndpointModel

extension HTML {
  /// A table that is scrolled on its own where the screen is narrower, also by keyboard.
  ///
  /// - Parameters:
  ///   - label: what it is of, for who does not see it.
  ///   - heads: what its columns are.
  ///   - rows: `tr` elements.
  static func table(
    _ label: String, _ heads: [String], @HTMLBuilder _ rows: () throws -> HTML
  ) rethrows -> HTML {
    try Tag.div(.class("wide"), .role("group"), .label(label), .tabIndex(0)) {
      try Tag.table {
        Tag.caption(.class("hidden")) { label }
        Tag.thead { Tag.tr { for head in heads { Tag.th(.scope("col")) { head } } } }
        try Tag.tbody { try rows() }
      }
    }
  }

  /// A row whose first cell names it.
  ///
  /// - Parameter more: cells of columns that are not always there.
  static func row(_ name: HTML, _ cells: HTML..., more: [HTML] = []) -> HTML {
    Tag.tr {
      Tag.th(.scope("row")) { name }
      for cell in cells + more { Tag.td { cell } }
    }
  }

  /// Endpoints, each in a row.
  ///
  /// - Parameter areRules: whether ports that are each customer's own are one customer's already.
  static func endpoints(
    _ label: String, _ endpoints: some Sequence<Endpoint>, areRules: Bool = false
  ) -> HTML {
    table(label, ["Address", "Ports", "Protocol", "Service", "Group", "Direction", "Line"]) {
      for endpoint in endpoints {
        row(
          HTML { Tag.code { endpoint.written?.description ?? "no address" } },
          ports(endpoint, isRule: areRules), HTML(endpoint.transport?.rawValue ?? "not stated"),
          HTML(endpoint.service ?? ""), HTML(endpoint.group ?? ""),
          HTML(endpoint.direction?.rawValue ?? "not stated"),
          HTML(endpoint.line.map { "\($0)" } ?? ""))
      }
    }
  }

  /// An endpoint's ports; what is not stated is said to be so.
  ///
  /// - Parameter isRule: whether they are one customer's already.
  static func ports(_ endpoint: Endpoint, isRule: Bool = false) -> HTML {
    HTML {
      switch endpoint.ports {
      case nil where endpoint.transport?.hasPorts ?? true: Tag.strong { "not stated" }
      case nil: ""
      case .customer?: "each customer's own"
      case .any?: "all"
      case .numbers(let numbers)?: Tag.code { numbers.description }
      }
      if let role = endpoint.portRole {
        if !isRule, endpoint.ports != .customer { ", each customer's own" }
        " (\(role.rawValue))"
      }
    }
  }
}
