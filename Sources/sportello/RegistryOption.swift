import Catalogs
import Command
import Domain

/// `--registry URL`, with any sub-command that needs a registry: another one than the configuration names.
enum RegistryOption {
  /// The names of the options.
  static let names: Set<String> = ["registry", "registry-socket", "token"]

  static let help = """
      --registry URL      the registry at this address: https://host[:port][/path], http for this machine only
      --registry-socket FILE   the Unix socket on which it listens
      --token FILE        file with the token of the desk, for its owner only (0600)
    """

  /// The registry at an address, with the token file of the command line for every role.
  ///
  /// - Throws: ``StartFault`` for what can be no address.
  static func configuration(
    _ url: String, _ options: Options, over configured: RegistryConfiguration? = nil
  ) throws -> RegistryConfiguration {
    guard RegistryConfiguration.isAddress(url) else {
      throw StartFault("sportello: wrong value of --registry", code: Exit.usage)
    }
    var configuration = configured ?? RegistryConfiguration(url: url)
    configuration.url = url
    configuration.socket = options["registry-socket"]
    if let token = options["token"] {
      configuration.tokens = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, token) })
    }
    return configuration
  }
}
