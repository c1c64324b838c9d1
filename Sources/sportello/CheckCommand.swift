import Catalogs
import Command
import Counter
import Domain
import FoundationEssentials
import Glibc
import Store
import Terminal
import TerminalCurses
import Vault

/// `sportello check`: what the program finds on this machine, without changing anything.
enum CheckCommand {
  private static let help = """
    sportello check [options]

    Tells what the program finds: its files, the terminal, and the data of the desk if there is a
    configuration. On a terminal it then names each key that arrives, as far as the screens see it; Esc Esc
    ends. Nothing is changed.

      --config FILE       configuration of the desk (default \(DeskConfiguration.standardPath))
      --data DIR          look at this data folder instead
      --json              the findings as one JSON object, without the keys
      --no-keys           without the keys
      --resources DIR     where Screens/ and Localization/ are

    Each line: ok, note or fault, then the subject, then what was found.
    Exit: 0 no fault, 64 wrong call, 65 faults found, 72 program files missing.
    """

  /// Runs the command with what follows `check`, and gives an exit code of `sysexits.h`.
  static func run(arguments: [String]) -> Int32 {
    Running.reported {
      let options = try Running.options(
        arguments, valued: ["config", "data", "resources"], plain: ["json", "no-keys"], help: help)
      guard let options else { return 0 }
      guard options.words.isEmpty else {
        throw StartFault("sportello check: \(options.words[0])?\n\n\(help)", code: Exit.usage)
      }
      let resources = try ProgramFiles.resources(options["resources"])
      var findings = files(resources) + terminal()
      findings += desk(options)
      let isJSON = options.flags.contains("json")
      if isJSON {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Output.line(String(decoding: try encoder.encode(findings), as: UTF8.self))
      } else {
        for finding in findings {
          Output.line("\(finding.level.rawValue)\t\(finding.subject)\t\(finding.text)")
        }
      }
      if !isJSON, !options.flags.contains("no-keys"), isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
        KeyCheck.run()
      }
      return findings.contains { $0.level == .fault } ? Exit.badData : 0
    }
  }

  private struct Finding: Encodable {
    enum Level: String, Encodable {
      case ok, note, fault
    }

    let level: Level
    let subject: String
    let text: String

    init(_ level: Level, _ subject: String, _ text: String) {
      self.level = level
      self.subject = subject
      self.text = text
    }
  }

  // MARK: Files of the program

  private static func files(_ resources: ResourceDirectory) -> [Finding] {
    var findings = [Finding(.ok, "resources", resources.root)]
    for language in Language.allCases {
      let count = try? WordCatalog.load(language, in: resources).sentences.count
      findings.append(
        Finding(count == nil ? .fault : .ok, "language \(language.rawValue)", "\(count ?? 0) sentences"))
    }
    let faults = CatalogCheck.faults(in: resources).count
    findings.append(
      faults == 0
        ? Finding(.ok, "catalog", "no faults")
        : Finding(.fault, "catalog", "\(faults) faults: sportello catalog check"))
    let profiles = ProfileCatalog.ids(directory: resources.data).joined(separator: " ")
    findings.append(Finding(profiles.isEmpty ? .fault : .ok, "profiles", profiles))
    return findings
  }

  // MARK: Terminal

  private static func terminal() -> [Finding] {
    let term = variable("TERM") ?? ""
    var findings: [Finding] = []
    if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      var size = winsize()
      _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
      let isBigEnough = size.ws_col >= 80 && size.ws_row >= 24
      findings.append(
        Finding(
          isBigEnough ? .ok : .note, "terminal",
          "TERM=\(term), \(size.ws_col)x\(size.ws_row)\(isBigEnough ? "" : ", the screens need 80x24")"))
      if term.isEmpty || term == "dumb" {
        findings.append(Finding(.note, "drawing", "this terminal cannot draw; --linear is used"))
      }
    } else {
      findings.append(Finding(.note, "terminal", "none on standard input and output; --linear is used"))
    }
    let locale = variable("LC_ALL") ?? variable("LC_CTYPE") ?? variable("LANG") ?? ""
    let isUTF8 = ["utf-8", "utf8"].contains { locale.lowercased().hasSuffix($0) }
    findings.append(
      isUTF8
        ? Finding(.ok, "locale", locale)
        : Finding(.note, "locale", "\(locale.isEmpty ? "none" : locale) is not UTF-8; C.UTF-8 is used"))
    if variable("NO_COLOR") != nil { findings.append(Finding(.note, "colours", "NO_COLOR: theme mono")) }
    return findings
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  // MARK: Desk

  private static func desk(_ options: Options) -> [Finding] {
    if let folder = options["data"] { return data(folder) }
    let path = options["config"] ?? DeskConfiguration.standardPath
    do {
      let configuration = try DeskConfiguration.load(path: path)
      let desk = configuration.desk
      var findings = [
        Finding(.ok, "configuration", path),
        Finding(
          .ok, "desk",
          "\(desk.id.rawValue), \(desk.kind.rawValue), asl \(desk.asl.rawValue), \(configuration.profile)"),
        registry(configuration.registry),
        Finding(.ok, "printer", configuration.printer.summary), contact(configuration.contact),
      ]
      findings += data(configuration.data)
      return findings
    } catch {
      guard error.reason == .unreadable, options["config"] == nil else {
        return [Finding(.fault, "configuration", "\(error.place): \(error.messageKey)")]
      }
      return [Finding(.note, "configuration", "none at \(path): only the demo can start")]
    }
  }

  /// What the papers tell of the desk: without a number citizens are told to come, not to call.
  private static func contact(_ contact: DeskContact) -> Finding {
    let given = [contact.telephone, contact.hours, contact.address].compactMap(\.self)
    return contact.telephone == nil
      ? Finding(
        .note, "contact",
        (given + ["no telephone: set contact.telephone, contact.hours and contact.address for the papers"])
          .joined(separator: ", "))
      : Finding(.ok, "contact", given.joined(separator: ", "))
  }

  private static func registry(_ registry: RegistryConfiguration?) -> Finding {
    guard let registry else {
      return Finding(.fault, "registry", "none: set registry.url, or say --registry")
    }
    do { try TokenFiles(registry.tokens).check() } catch {
      return Finding(.fault, "registry", "\(error.path): others may read it, or it is no plain file")
    }
    return Finding(.ok, "registry", "\(registry.url), copy of \(registry.scope.rawValue)")
  }

  private static func data(_ folder: String) -> [Finding] {
    guard access(folder, F_OK) == 0 else {
      return [Finding(.note, "data", "\(folder) is missing; it is made at the first start")]
    }
    guard access(folder, R_OK | W_OK | X_OK) == 0 else {
      return [Finding(.fault, "data", "\(folder) cannot be written")]
    }
    var findings = [Finding(.ok, "data", folder), lock(folder), key(folder)]
    do {
      let accounts = try OperatorFile(folder: folder).read().accounts
      let enabled = accounts.count { $0.isEnabled }
      findings.append(
        Finding(enabled == 0 ? .note : .ok, "operators", "\(accounts.count), of whom \(enabled) may log in"))
    } catch {
      findings.append(Finding(.fault, "operators", error.messageKey))
    }
    return findings
  }

  private static func lock(_ folder: String) -> Finding {
    guard access(folder + "/lock", F_OK) == 0 else { return Finding(.ok, "lock", "free") }
    do {
      _ = try FolderLock(folder: folder)
      return Finding(.ok, "lock", "free")
    } catch {
      guard case .locked(let pid) = error else { return Finding(.fault, "lock", error.messageKey) }
      return Finding(.ok, "lock", "a counter runs" + (pid.map { ", pid \($0)" } ?? ""))
    }
  }

  private static func key(_ folder: String) -> Finding {
    do {
      _ = try KeyFile.read(path: folder + "/key")
      return Finding(.ok, "key", "for its owner only")
    } catch {
      return error == .keyFile(.missing)
        ? Finding(.note, "key", "none yet; it is made at the first start")
        : Finding(.fault, "key", "\(folder)/key is not one of ours, or others can read it")
    }
  }
}
