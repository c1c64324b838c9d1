import Catalogs
import Command
import Counter
import Domain
import FoundationEssentials
import Glibc
import Store
import Terminal
import Vault

/// `sportello sync --once`: one round with the registry, for administrators and timers.
enum SyncCommand {
  private static let help = """
    sportello sync --once [options]

    Sends what waits at this desk, asks about what is in doubt, and reads what changed. The running counter does it;
    without one the command does it itself. Nothing here names a citizen.

      --once              one round, then the end; there is no other way yet
      --seconds N         how long to go on at most, 1 to 600, when no counter runs (default 60)
      --json              the report as one JSON object
      --data DIR          data folder of the desk; without it the one that the configuration names
      --config FILE       configuration of the desk (default \(DeskConfiguration.standardPath))
    \(RegistryOption.help)
      --language CODE     language of the messages: it, de, fr, sl, en (default it)
      --resources DIR     where Screens/ and Localization/ are

    Exit: 0 nothing waits for the registry any more, 64 wrong call, 66 no desk in the data folder, 69 something still
    waits, 70 internal error, 72 program files missing, 75 a program holds the data and does not answer, 77 files
    there are not what they should be, 78 wrong configuration, or the registry refuses this desk.
    """

  /// Runs the command with what follows `sync`, and gives an exit code of `sysexits.h`.
  static func run(arguments: [String]) -> Int32 {
    Running.reported {
      let options = try Running.options(
        arguments,
        valued: RegistryOption.names.union(["data", "config", "language", "resources", "seconds"]),
        plain: ["once", "json"], help: help)
      guard let options else { return 0 }
      guard options.flags.contains("once"), options.words.isEmpty else {
        throw StartFault("sportello sync: --once?\n\n\(help)", code: Exit.usage)
      }
      guard let seconds = Int(options["seconds"] ?? "60"), (1...600).contains(seconds) else {
        throw StartFault("sportello sync: --seconds is 1 to 600", code: Exit.usage)
      }
      return try round(options, seconds: seconds)
    }
  }

  private static func round(_ options: Options, seconds: Int) throws -> Int32 {
    let resources = try ProgramFiles.resources(options["resources"])
    let words = try ProgramFiles.words(try ProgramFiles.language(options["language"]), resources)
    let configuration = try ProgramFiles.configuration(options["config"], resources)
    let profile = try ProgramFiles.profile(configuration.profile, resources)
    do { try VaultLibrary.start() } catch { throw StartFault("sportello: libsodium", code: Exit.software) }
    let clock = DeskClock()
    let connection = try RegistryConnection(
      try ProgramFiles.registry(configuration, options, resources), clock: clock, words: words)
    let inquiry = try DeskInquiry(folder: try ProgramFiles.folder(options, resources), words: words)
    let line = try inquiry.answer(.sync, seconds: 15) { store, now in
      await connection.keepScope(in: store)
      return await QueueInquiry.answer(
        QueueInquiry.Question.sync.line, store: store, now: now,
        round: {
          await SyncRound.run(
            store: store, link: connection.link, clock: clock, profile: profile, desk: configuration.desk,
            milliseconds: seconds * 1_000)
        })
    }
    guard let report = try inquiry.read(line).sync else {
      throw StartFault(words.text("errore.controllo.domanda"), code: Exit.software)
    }
    let text = options.flags.contains("json") ? line + "\n" : tabbed(report)
    guard FileOutput(STDOUT_FILENO).write(Array(text.utf8)) else { return Exit.ioError }
    if report.isSettled { return 0 }
    return report.registry == "stopped" ? Exit.configuration : Exit.unavailable
  }

  private static func tabbed(_ report: SyncReport) -> String {
    [
      ("settled", report.isSettled ? "yes" : "no"), ("to-send", "\(report.toSend)"),
      ("to-verify", "\(report.toVerify)"), ("awaiting", "\(report.awaitingDecision)"),
      ("to-mend", "\(report.toMend)"), ("registry", report.registry), ("code", report.code),
    ].map { "\($0)\t\($1)\n" }.joined()
  }
}
