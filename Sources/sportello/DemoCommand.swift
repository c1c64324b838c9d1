import Command

/// `sportello demo`: the whole program over a registry in the same process, with fictional people.
enum DemoCommand {
  static let help = """
    sportello demo [options]

    Opens the counter with fictional people, over a registry inside the program: nothing leaves the machine. With
    --registry it works over a running `anagrafe` instead, several desks at once.

      --at ISO-8601       start at this time instead of now: 2026-02-27, 2026-02-27T13:55 (Rome) or with an
                          offset 2026-02-27T13:55+01:00
    \(ProfileOption.help)
      --desk KIND         asl, farmacia, comune, formazione (default asl)
      --role ROLE         sportello, responsabile, farmacista, formatore, amministratore, consultazione
                          (default responsabile)
      --language CODE     it, de, fr, sl, en (default it)
      --theme NAME        default, light, mono, highContrast
      --people N          size of the region, up to 5000000 (default 20000)
      --seed N            another region (default 1)
      --data DIR          keep the demo's data here; without it they are forgotten at the end
      --resources DIR     where Screens/ and Localization/ are
      --printer NAME      print with lp to this printer instead of into files
      --printer-device PATH   write what is sensitive to this printer directly; without it that is not printed
      --desk-id NAME      name of the desk, as a registry at an address knows it (default SPORTELLO-1)
    \(RegistryOption.help)
                          without --registry the registry is inside the program
      --drills FILE       exercises of the trainer's own beside the program's, on the screen FO: JSON Lines of
                          {"drill": NAME, "practice": KIND, "title": {"it": ...}, "expected": RULE,
                          "request": a line of `sportello decide` with its moment}
      --offline           start with the line to the registry cut: practices wait at the desk
      --linear            a dialogue of lines instead of the screen, for screen readers; used by itself when
                          the terminal cannot draw

    Exit: 0 left, 64 wrong call, 70 internal error, 72 program files missing, 73 folder not writable,
    74 registry file not usable, 75 another program holds the data, 77 files there are not what they should
    be, 78 wrong files of the program.
    """

  static func run(arguments: [String]) -> Int32 {
    Running.reported {
      let options = try Running.options(
        arguments,
        valued: [
          "at", "profile", "desk", "role", "language", "theme", "people", "seed", "data", "resources",
          "printer", "printer-device", "desk-id", "drills", "registry", "registry-socket", "token",
        ], plain: ["offline", "linear"], help: help)
      guard let options else { return 0 }
      guard options.words.isEmpty else {
        throw StartFault("sportello demo: \(options.words[0])?\n\n\(help)", code: Exit.usage)
      }
      return try DemoProgram(options).run()
    }
  }
}
