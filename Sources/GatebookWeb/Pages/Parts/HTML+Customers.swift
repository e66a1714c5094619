import EndpointModel
import InventoryModel

extension HTML {
  /// Customers, each leading to its page.
  static func customers(_ customers: [Customer]) -> HTML {
    table("Customers", ["Customer", "Name", "Contacts"]) {
      for customer in customers {
        row(
          HTML { Tag.a(.href(.customer(customer.name))) { customer.name.text } },
          HTML(customer.displayName.text),
          HTML(customer.contacts.map(\.text).joined(separator: ", ")))
      }
    }
  }
}
