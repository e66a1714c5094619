import ChangeReporting
import EndpointModel

extension HTML {
  /// A table that is scrolled on its own where the screen is narrower, also by keyboard.
  ///
  /// - Parameters:
  ///   - label: what it is of, for who does not see it.
  ///   - heads: what its columns are.
  ///   - rows: `tr` elements; without any, there is no table.
  static func table(
    _ label: String, _ heads: [String], @HTMLBuilder _ rows: () throws -> HTML
  ) rethrows -> HTML {
    let rows = try rows()
    if rows == .none { return .none }
    return Tag.div(.class("wide"), .role("group"), .label(label), .tabIndex(0)) {
      Tag.table {
        Tag.caption(.class("hidden")) { label }
        Tag.thead { Tag.tr { for head in heads { Tag.th(.scope("col")) { head } } } }
        Tag.tbody { rows }
      }
    }
  }

  /// Text that has lines, each as it stands; scrolled on its own, also by keyboard. Line ends are no
  /// text of a page: as such they would be shown like other control characters.
  ///
  /// - Parameter label: what it is, for who does not see it.
  static func lines(_ label: String, _ text: some StringProtocol) -> HTML {
    let text = text.last?.isNewline == true ? text.dropLast() : text[...]
    return Tag.pre(.tabIndex(0), .role("group"), .label(label)) {
      for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
        Tag.span(.class("line")) { String(line) }
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
