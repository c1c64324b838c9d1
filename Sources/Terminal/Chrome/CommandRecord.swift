/// A command of the program: one record feeds the legend, the command line, the help and the linear prompts.
public struct CommandRecord: Hashable, Sendable, Identifiable {
  /// Whether a command can be given now.
  public enum Availability: Hashable, Sendable {
    case available
    /// A command that cannot be given always says why.
    case refused(reasonKey: String)
  }

  /// The name that screen files use: `confirm`.
  public let id: CommandID
  /// What its key asks for.
  public let action: Action
  /// The key of its label: `comando.<id>` unless given.
  public let labelKey: String
  /// The capability of the desk that it needs, or `nil` for none.
  public let capability: String?
  /// Whether it can be given now.
  public var availability: Availability

  /// Makes a command.
  public init(
    id: CommandID, action: Action, labelKey: String? = nil, capability: String? = nil,
    availability: Availability = .available
  ) {
    self.id = id
    self.action = action
    self.labelKey = labelKey ?? "comando.\(id)"
    self.capability = capability
    self.availability = availability
  }

  /// Whether it can be given now.
  public var isAvailable: Bool { availability == .available }
}

extension CommandRecord {
  /// The commands that every screen may name, one for each action that has a key.
  public static let standard: [CommandRecord] = Action.allCases.filter { $0 != .swallowed }.map { action in
    CommandRecord(id: CommandID(rawValue: action.rawValue), action: action)
  }

  /// The standard command of an action.
  public static func standard(_ action: Action) -> CommandRecord {
    CommandRecord(id: CommandID(rawValue: action.rawValue), action: action)
  }

  /// The commands of a screen in the order of its file, followed by help, command line and back.
  ///
  /// - Parameter spec: The screen; names that are no standard command are passed over.
  /// - Returns: The records for legend and help; their availability is the workflow's to set.
  public static func commands(of spec: ScreenSpec) -> [CommandRecord] {
    let own = spec.commands.compactMap { id in standard.first { $0.id == id } }
    let always = [Action.help, .back, .commandLine].map { standard($0) }
    return own + always.filter { !own.contains($0) }
  }
}
