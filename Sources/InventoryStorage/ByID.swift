/// Values by the ids of rows, which SQLite counts up from 1.
struct ByID<Value> {
  private var values: [Value?] = []

  /// Higher ids are not kept, so that a damaged file cannot fill the memory.
  private static var limit: Int64 { 1 << 22 }

  subscript(id: Int64) -> Value? {
    get { id > 0 && id < values.count ? values[Int(id)] : nil }
    set {
      guard id > 0, id < Self.limit else { return }
      while values.count <= id { values.append(nil) }
      values[Int(id)] = newValue
    }
  }
}
