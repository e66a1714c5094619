// swift-tools-version: 6.1
import PackageDescription

// What only the server or an inventory in PostgreSQL needs is neither fetched nor built without its
// trait.
let server: TargetDependencyCondition? = .when(traits: ["Server"])
let postgresql: TargetDependencyCondition? = .when(traits: ["PostgreSQL"])

let package = Package(
  name: "gatebook",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "gatebook", targets: ["gatebook"]),
    .executable(name: "gatebook-server", targets: ["gatebook-server"]),
  ],
  traits: [
    .trait(name: "Server", description: "The HTTP server, by Hummingbird and SwiftNIO."),
    .trait(name: "PostgreSQL", description: "Inventories in PostgreSQL, by libpq."),
    .default(enabledTraits: []),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
  ],
  targets: [
    .target(name: "EndpointModel"),
    .target(name: "InventoryModel", dependencies: ["EndpointModel"]),
    .target(name: "Digests", dependencies: ["OpenSSLCrypto"]),
    .target(name: "ChildProcesses", dependencies: ["ProcessLimits"]),
    .target(
      name: "DocumentReading",
      dependencies: [
        "ChildProcesses", "Digests", "EndpointModel", "InventoryModel", "LibXML", "LibZ", "LibZip",
      ]),
    .target(
      name: "InventoryStorage",
      dependencies: [
        "EndpointModel", "InventoryLog", "InventoryModel", "SQLiteSessions", "SQLiteSettings",
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      plugins: ["EmbedFilesPlugin"]),
    // The log of an inventory that several sites write, in PostgreSQL.
    .target(
      name: "InventoryLog",
      dependencies: [
        "Digests", "LibZ", .target(name: "LibPQ", condition: postgresql),
      ]),
    .target(
      name: "GatebookService",
      dependencies: [
        "ChangeReporting", "ChildProcesses", "Digests", "DocumentReading", "EndpointModel",
        "FirewallExport", "InventoryModel", "InventoryStorage", "LibZ", "NoticeDelivery",
        "PasswordHash", "WebAccess",
      ]),
    .target(
      name: "WebAccess",
      dependencies: ["EndpointModel", "InventoryModel", "NameLookup", "WebTransfer"]),
    .target(
      name: "ChangeReporting", dependencies: ["Digests", "EndpointModel", "InventoryModel"]),
    .target(
      name: "FirewallExport",
      dependencies: ["ChangeReporting", "Digests", "EndpointModel", "InventoryModel"]),
    .target(
      name: "NoticeDelivery",
      dependencies: [
        "ChangeReporting", "Digests", "EndpointModel", "InventoryModel", "InventoryStorage",
        "WebAccess",
      ]),
    .executableTarget(
      name: "gatebook",
      dependencies: [
        "EndpointModel", "InventoryModel", "DocumentReading", "FirewallExport",
        "InventoryStorage", "GatebookService", "ChangeReporting", "NoticeDelivery", "WebAccess",
        "MemorySettings",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      plugins: ["EmbedFilesPlugin"]),

    // What a server answers, without sockets.
    .target(
      name: "GatebookWeb",
      dependencies: [
        "ChangeReporting", "Digests", "DocumentReading", "EndpointModel", "FirewallExport",
        "GatebookService", "InventoryModel", "InventoryStorage", "LibZ", "NoticeDelivery",
      ],
      exclude: ["Assets"], plugins: ["EmbedFilesPlugin"]),
    .executableTarget(
      name: "gatebook-server",
      dependencies: [
        "ChildProcesses", "EndpointModel", "GatebookService", "GatebookWeb", "InventoryModel",
        "InventoryStorage", "MemorySettings",
        .product(name: "ArgumentParser", package: "swift-argument-parser", condition: server),
        .product(name: "Hummingbird", package: "hummingbird", condition: server),
        .product(name: "HummingbirdCore", package: "hummingbird", condition: server),
        .product(name: "NIOCore", package: "swift-nio", condition: server),
        .product(name: "NIOPosix", package: "swift-nio", condition: server),
      ]),

    // The settings of Debian's libsqlite3-dev that only C can reach.
    .target(name: "SQLiteSettings", linkerSettings: [.linkedLibrary("sqlite3")]),

    // What rows a connection of SQLite changes: Debian's libsqlite3 is compiled with that.
    .target(name: "SQLiteSessions", linkerSettings: [.linkedLibrary("sqlite3")]),

    // What only C can reach of the limits of processes.
    .target(name: "ProcessLimits"),

    // Debian's libcrypt-dev, which libc6-dev brings: passwords by crypt(3)'s yescrypt.
    .target(
      name: "PasswordHash",
      linkerSettings: [.linkedLibrary("crypt", .when(platforms: [.linux]))]),

    // The settings of the C library's memory.
    .target(name: "MemorySettings"),

    // Debian's libcurl4-openssl-dev and zlib1g-dev: fetching from the web, each connection checked;
    // posting and mail.
    .target(name: "WebTransfer", linkerSettings: [.linkedLibrary("curl"), .linkedLibrary("z")]),

    // Debian's libc-ares-dev: names asked of the DNS, with their time to live.
    .target(name: "NameLookup", linkerSettings: [.linkedLibrary("cares")]),

    // Debian's libssl-dev: SHA-256 and HMAC without compiling a cryptography library.
    .systemLibrary(
      name: "OpenSSLCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // Debian's libzip-dev and zlib1g-dev: documents that are archives, or stand in one.
    .systemLibrary(name: "LibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "LibZ", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Debian's libpq-dev: PostgreSQL's own client library, for the trait of that name.
    .systemLibrary(name: "LibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

    // Debian's libxml2-dev: HTML as browsers take it, and the XML of office documents.
    .systemLibrary(name: "LibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

    // Migrations/ and Seeds/ become string literals at build time, so that an
    // installed binary works alone.
    .executableTarget(name: "embed-files"),
    .plugin(
      name: "EmbedFilesPlugin", capability: .buildTool(), dependencies: ["embed-files"],
      path: "Sources/EmbedFilesPlugin"),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
    .testTarget(name: "EndpointModelTests", dependencies: ["EndpointModel", "TestSupport"]),
    .testTarget(
      name: "InventoryModelTests", dependencies: ["EndpointModel", "InventoryModel", "TestSupport"]),
    .testTarget(
      name: "DocumentReadingTests",
      dependencies: [
        "ChangeReporting", "DocumentReading", "EndpointModel", "InventoryModel", "TestSupport",
      ]),
    .testTarget(
      name: "InventoryStorageTests",
      dependencies: [
        "EndpointModel", "InventoryLog", "InventoryModel", "InventoryStorage", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "GatebookServiceTests",
      dependencies: [
        "ChangeReporting", "DocumentReading", "EndpointModel", "GatebookService", "InventoryModel",
        "InventoryStorage", "TestSupport", "WebAccess",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "GatebookWebTests",
      dependencies: [
        "EndpointModel", "GatebookService", "GatebookWeb", "InventoryModel", "InventoryStorage",
        "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "WebAccessTests",
      dependencies: ["EndpointModel", "InventoryModel", "TestSupport", "WebAccess"]),
    .testTarget(name: "NoticeDeliveryTests", dependencies: ["NoticeDelivery", "TestSupport"]),
    .testTarget(
      name: "FirewallExportTests",
      dependencies: ["EndpointModel", "FirewallExport", "InventoryModel", "TestSupport"],
      exclude: ["Configurations", "Golden", "Grid"]),
    .testTarget(
      name: "ChangeReportingTests",
      dependencies: ["ChangeReporting", "EndpointModel", "InventoryModel", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "EndpointModel", "gatebook", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// What fuzzes the parsers, where it is asked for: `blind` without instrumentation, `guided` by
// libFuzzer, which is linked with the sanitizers only and looks at the parsers alone.
if let fuzzing = Context.environment["GATEBOOK_FUZZ"] {
  let isGuided = fuzzing == "guided"
  package.targets += [
    .target(
      name: "Fuzzing",
      dependencies: [
        "ChangeReporting", "DocumentReading", "EndpointModel", "GatebookService", "GatebookWeb",
        "InventoryModel", "InventoryStorage",
      ]),
    .executableTarget(
      name: isGuided ? "fuzz-guided" : "fuzz-blind", dependencies: ["Fuzzing"],
      linkerSettings: isGuided ? [.unsafeFlags(["-sanitize=fuzzer"])] : []),
  ]
  for target in package.targets where isGuided {
    guard ["DocumentReading", "EndpointModel"].contains(target.name) else { continue }
    target.swiftSettings = [.unsafeFlags(["-sanitize=fuzzer"])]
  }
}
