import Foundation

/// The real program, run as a process.
public struct GatebookProcess {
  public struct Result: Sendable {
    public let status: Int32
    public let output: String
    public let error: String
  }

  /// Runs the program to its end.
  public static func run(
    _ arguments: [String], input: [UInt8]? = nil, in folder: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Result {
    try run(Places.program, arguments, input: input, in: folder, environment: environment)
  }

  /// Runs any program to its end; outputs go through files, so that none can
  /// block the other.
  public static func run(
    _ program: String, _ arguments: [String], input: [UInt8]? = nil, in folder: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Result {
    let files = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    variables["GATEBOOK_INVENTORY"] = try folder.flatMap(TestStorage.place(ofPrograms:))
    process.environment = variables.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let input = try files.write("in", input ?? [])
    try files.write("out", "")
    try files.write("err", "")
    process.standardInput = FileHandle(forReadingAtPath: input)
    process.standardOutput = FileHandle(forWritingAtPath: files.file("out"))
    process.standardError = FileHandle(forWritingAtPath: files.file("err"))
    try process.run()
    process.waitUntilExit()
    let killed = process.terminationReason == .uncaughtSignal
    return Result(
      status: killed ? 128 + process.terminationStatus : process.terminationStatus,
      output: try String(contentsOfFile: files.file("out"), encoding: .utf8),
      error: try String(contentsOfFile: files.file("err"), encoding: .utf8))
  }
}
