import Command
import Domain
import Population
import Registry

/// `anagrafe populate`: fills a registry with a region drawn from a seed.
enum PopulateCommand {
  static let help = """
    anagrafe populate [--people N] [--seed S] [--data DIR] [--replace]

    Fills the registry with fictional people, doctors and ambiti. The same seed, number and day give the same
    region on every machine.

      --people N        how many people, up to 5000000 (default 20000)
      --seed S          another region (default 1)
      --profile ID      parameters of the region (default italia)
      --data DIR        folder of the registry (default \(DataFolder.standardText))
      --replace         empty a registry that has been filled; its practices are lost, its tokens stay
      --resources DIR   where the profiles are

    Exit: 0 done, 64 wrong call, 65 filled already, 70 internal error, 72 program files missing, 73 folder not
    writable, 74 file not usable, 75 another process holds the folder, 77 written by a newer version, 78 wrong
    profile.
    """

  static func run(_ arguments: [String]) async throws -> Int32 {
    let options = try Options(
      arguments, valued: ["people", "seed", "profile", "data", "resources"], plain: ["replace"], help: help)
    if options.flags.contains("help") {
      Output.line(help)
      return 0
    }
    if let word = options.words.first {
      throw StartFault("anagrafe populate: \(word)?\n\n\(help)", code: Exit.usage)
    }
    let people = try options.number("people", in: 1...5_000_000, or: 20_000, help: help)
    let seed = UInt64(try options.number("seed", in: 0...Int.max, or: 1, help: help))
    let profile = try ProfileFile.load(options["profile"], resources: options["resources"])
    let folder = try DataFolder(options["data"])
    guard let registry = try folder.registry(profile: profile) else { throw folder.busy }
    do {
      guard try await !registry.isPopulated || options.flags.contains("replace") else {
        throw StartFault(
          "anagrafe: the registry in \(folder.path) has been filled; --replace empties it", code: Exit.badData
        )
      }
      let region = Region.make(seed: seed, people: people, today: SystemClock.now.romeDate)
      try await registry.populate(content(of: region))
      Output.line("\(region.people) people, \(region.medici.count) medici in \(folder.path)")
      return 0
    } catch is RegistryFailure {
      throw StartFault("anagrafe: the disk is full or fails; nothing was changed", code: Exit.ioError)
    }
  }

  private static func content(of region: Region) -> RegistryContent {
    RegistryContent(
      today: region.today, distretti: region.distretti, ambiti: region.ambiti, medici: region.medici,
      pending: region.pending.map {
        RegistryContent.Pending(practice: $0.practice, person: $0.person, since: $0.since)
      },
      people: { visit throws(RegistryFailure) in try region.forEachPerson(visit) })
  }
}
