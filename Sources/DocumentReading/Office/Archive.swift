import EndpointModel
import LibZip

/// The files of a ZIP archive in memory (PKWARE's APPNOTE 6.3.10), unpacked one by one within
/// bounds, since an archive of a few kilobytes may claim to hold gigabytes.
final class Archive {
  private let archive: OpaquePointer
  /// The archive reads from these bytes for as long as it is open.
  private let bytes: UnsafeMutableRawBufferPointer
  /// The index of each file by its name.
  private let indices: [String: UInt64]
  /// The names in the order of the archive.
  let names: [String]
  /// How many bytes may still be unpacked.
  private var left = Document.byteLimit

  /// No office document has more files.
  private static let fileLimit = 20_000
  /// Documents shrink to a fiftieth, tables of equal rows to a two hundredth; what shrinks more and
  /// is large is not meant to be read.
  private static let ratioLimit = 400
  private static let alwaysUnpacked = 8 << 20

  /// - Throws: `.damaged`, or `.unpacksTooLarge` if there are too many files.
  init(_ content: [UInt8]) throws(OfficeProblem) {
    bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(content.count, 1), alignment: 16)
    bytes.copyBytes(from: content)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    let source = zip_source_buffer_create(
      bytes.baseAddress, UInt64(content.count), 0, &error)
    guard let source, let opened = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      if let source { zip_source_free(source) }
      bytes.deallocate()
      throw .damaged("the list of its files, at its end, is missing or broken")
    }
    archive = opened
    let count = zip_get_num_entries(opened, 0)
    var names: [String] = []
    var indices: [String: UInt64] = [:]
    if count <= Self.fileLimit {
      for index in 0..<UInt64(max(count, 0)) {
        guard let name = zip_get_name(opened, index, ZIP_FL_ENC_GUESS) else { continue }
        let text = String(cString: name)
        names.append(text)
        // Of two files of one name, programs take the first.
        if indices[text] == nil { indices[text] = index }
      }
    }
    self.names = names
    self.indices = indices
    if count > Self.fileLimit { throw .unpacksTooLarge }
  }

  deinit {
    zip_discard(archive)
    bytes.deallocate()
  }

  func holds(_ name: String) -> Bool { indices[name] != nil }

  /// The bytes of a file; nil if there is none of that name.
  ///
  /// - Throws: `.damaged`, `.encrypted`, `.unpacksTooLarge`
  func file(_ name: String) throws(OfficeProblem) -> [UInt8]? {
    guard let index = indices[name] else { return nil }
    var status = zip_stat_t()
    guard zip_stat_index(archive, index, 0, &status) == 0 else {
      throw .damaged("\(name) is not where the archive says")
    }
    if status.encryption_method != 0 { throw .encrypted }
    let size = Int(clamping: status.size)
    let packed = Int(clamping: status.comp_size)
    let isBomb = size > Self.alwaysUnpacked && size / Self.ratioLimit > packed
    if size > left || isBomb { throw .unpacksTooLarge }
    guard let file = zip_fopen_index(archive, index, 0) else {
      throw .damaged("\(name) cannot be unpacked")
    }
    defer { zip_fclose(file) }
    // A file of zero bytes, or one that says so, ends at once; one that goes on after its size is
    // damaged.
    var failed = false
    let out = [UInt8](unsafeUninitializedCapacity: size + 1) { room, filled in
      while filled <= size {
        let count = zip_fread(file, room.baseAddress! + filled, UInt64(size + 1 - filled))
        if count < 0 { failed = true }
        if count <= 0 { break }
        filled += Int(count)
      }
    }
    guard !failed, out.count == size else {
      throw .damaged("\(name) does not unpack to what the archive says")
    }
    left -= size
    return out
  }

  /// The bytes of a file that must be there.
  func part(_ name: String) throws(OfficeProblem) -> [UInt8] {
    guard let bytes = try file(name) else { throw .damaged("\(name) is missing") }
    return bytes
  }
}
