// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A library of the package: its imports are checked again by LayeringTests.
func library(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "sportello",
  products: [
    .executable(name: "sportello", targets: ["sportello"]),
    .executable(name: "anagrafe", targets: ["anagrafe"]),
    .executable(name: "sportello-bench", targets: ["sportello-bench"]),
  ],
  targets: [
    // C libraries
    .target(
      name: "CTerm",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .systemLibrary(name: "CCurl"),
    .systemLibrary(name: "CMicrohttpd"),
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CSodium"),

    // Pure values and decisions
    library("Domain"),
    library("Terminal"),
    library("Sync", ["Domain"]),
    library("Population", ["Domain"]),
    library("Workflow", ["Domain", "Sync", "Terminal"]),
    library("Paper", ["Domain", "Terminal"]),
    library("Simulation", ["Domain", "Sync"]),

    // Files, bytes, disk, terminal
    library("Cases", ["Domain"]),
    library("Catalogs", ["Domain", "Terminal"], exclude: ["Data"]),
    library("SQLite", ["CSQLite"]),
    library("Vault", ["CSodium"]),
    library("Store", ["Domain", "Sync", "SQLite", "Vault"]),
    library("FHIR", ["Domain", "Cases"]),
    library("RegistryClient", ["Domain", "Sync", "FHIR"]),
    library("RegistryHTTP", ["RegistryClient", "FHIR", "CCurl"]),
    library("Registry", ["Domain", "Cases", "FHIR", "SQLite", "Vault"]),
    library("RegistryServer", ["Registry", "FHIR", "CMicrohttpd"]),
    library("TerminalCurses", ["Terminal", "CTerm"]),
    library("Command"),
    library("Delivery", ["Domain", "CCurl"]),
    library(
      "Counter",
      [
        "Domain", "Terminal", "Sync", "Workflow", "Paper", "Cases", "Catalogs", "Store", "Vault",
        "FHIR", "RegistryClient", "RegistryHTTP", "TerminalCurses",
      ]),

    // Programs
    program(
      "sportello",
      [
        "Domain", "Terminal", "Sync", "Workflow", "Paper", "Cases", "Catalogs", "SQLite", "Store", "Vault",
        "TerminalCurses", "Counter", "FHIR", "RegistryClient", "RegistryHTTP", "Registry", "Population",
        "Command",
      ]),
    program(
      "anagrafe",
      [
        "Domain", "Catalogs", "Delivery", "FHIR", "SQLite", "Vault", "Registry", "RegistryServer",
        "Population", "Command",
      ]),
    program(
      "sportello-bench",
      [
        "Domain", "Terminal", "Catalogs", "Cases", "SQLite", "Store", "Sync", "Vault", "FHIR",
        "RegistryClient", "RegistryHTTP", "Registry", "RegistryServer", "Population", "Simulation",
        "Workflow",
        "Counter", "CTerm",
      ]),

    // Tests
    tests("DomainTests", ["Domain"]),
    tests("TerminalTests", ["Terminal"]),
    tests("SyncTests", ["Sync", "Domain"]),
    tests("SimulationTests", ["Simulation", "Sync", "Domain"]),
    tests("PopulationTests", ["Population", "Domain"]),
    tests("PaperTests", ["Paper", "Domain", "Terminal"], exclude: ["Golden"]),
    tests("CasesTests", ["Cases", "Domain", "Catalogs"]),
    tests("CatalogsTests", ["Catalogs", "Domain", "Terminal", "Population"]),
    tests("SQLiteTests", ["SQLite"]),
    tests("VaultTests", ["Vault"]),
    .executableTarget(
      name: "store-crash-probe", dependencies: ["Store", "Domain", "Sync", "Vault"],
      path: "Tests/StoreCrashProbe", swiftSettings: strict),
    .target(name: "TestThreads", path: "Tests/TestThreads", swiftSettings: strict),
    .target(name: "CFaultVFS", path: "Tests/FaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
    tests(
      "StoreTests",
      ["Store", "Domain", "Sync", "SQLite", "Vault", "CFaultVFS", "store-crash-probe", "TestThreads"],
      exclude: ["Golden"]),
    tests("FHIRTests", ["FHIR", "Domain", "Cases", "Population"]),
    .executableTarget(
      name: "registry-crash-probe", dependencies: ["Registry", "Domain", "FHIR", "SQLite"],
      path: "Tests/RegistryCrashProbe", swiftSettings: strict),
    tests(
      "RegistryTests",
      [
        "Registry", "Domain", "Cases", "FHIR", "Population", "SQLite", "Vault", "Catalogs",
        "registry-crash-probe", "TestThreads",
      ]),
    tests(
      "RegistryClientTests",
      [
        "RegistryClient", "Domain", "Sync", "FHIR", "Cases", "Registry", "Population", "Catalogs", "SQLite",
        "Vault",
      ]),
    tests(
      "RegistryHTTPTests",
      ["RegistryHTTP", "RegistryServer", "RegistryClient", "FHIR", "Domain", "Sync", "TestThreads"]),
    tests(
      "RegistryServerTests",
      [
        "RegistryServer", "Registry", "RegistryHTTP", "RegistryClient", "FHIR", "Domain", "Population",
        "Catalogs", "SQLite", "TestThreads", "Vault",
      ]),
    tests("TerminalCursesTests", ["TerminalCurses", "Terminal", "CTerm", "TestThreads"]),
    tests(
      "WorkflowTests",
      [
        "Workflow", "Domain", "Sync", "Terminal", "Catalogs", "Registry", "Population", "Paper", "Cases",
        "SQLite",
      ],
      exclude: ["Golden"]),
    .target(name: "CCanaries", path: "Tests/Canaries"),
    .executableTarget(
      name: "code-memory-probe",
      dependencies: [
        "CCanaries", "CTerm", "Counter", "Domain", "FHIR", "Population", "Registry", "RegistryClient",
        "RegistryHTTP", "RegistryServer", "SQLite", "Store", "Sync", "Terminal", "TerminalCurses", "Vault",
        "Workflow",
      ],
      path: "Tests/CodeMemoryProbe", swiftSettings: strict),
    tests(
      "CounterTests",
      [
        "Counter", "Workflow", "Domain", "Terminal", "Sync", "Catalogs", "Store", "Vault", "Cases", "Paper",
        "TerminalCurses", "FHIR", "RegistryClient", "RegistryHTTP", "Registry", "Population", "SQLite",
        "CCanaries", "CTerm", "code-memory-probe", "TestThreads",
      ]),
    tests("Journeys", ["TestThreads"]),
    tests(
      "Peers",
      [
        "FHIR", "Delivery", "Domain", "Cases", "Population", "Sync", "RegistryClient", "RegistryHTTP",
        "TestThreads",
      ],
      exclude: ["Python"]),
    tests("DeliveryTests", ["Delivery", "Domain", "TestThreads"]),
    tests("LayeringTests", []),
  ],
  swiftLanguageModes: [.v6]
)
