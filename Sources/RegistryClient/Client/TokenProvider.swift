public import Domain

/// The token of a role; `renew` asks for a newer one than the last, because the registry refused that.
///
/// `nil` if there is none: then nothing is sent in its place, and the registry decides.
public typealias TokenProvider = @Sendable (Role, _ renew: Bool) async -> String?
