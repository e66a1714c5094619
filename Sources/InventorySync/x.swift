// InventorySync
