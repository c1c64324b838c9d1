import Catalogs
import Testing

@Suite("Folder of the resources") struct ResourceDirectoryTests {
  @Test("is found from the executable of a checkout") func located() throws {
    let found = try ResourceDirectory.located()
    #expect(found.data.hasSuffix("/Sources/Catalogs/Data"))
    #expect(found.localization == found.root + "/Localization")
  }

  @Test("is looked for upwards, and beside the folder of the programs") func candidates() {
    #expect(
      ResourceDirectory.candidates(executable: "/usr/bin/sportello") == [
        "/usr/bin", "/usr/bin/lib/sportello", "/usr", "/usr/lib/sportello", "/", "/lib/sportello",
      ])
  }

  @Test("that the command line names is the only one tried") func chosen() {
    #expect(throws: ResourceError.notFound(tried: ["/nonexistent"])) {
      try ResourceDirectory.located(chosen: "/nonexistent")
    }
  }
}
