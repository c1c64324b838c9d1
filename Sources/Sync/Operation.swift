/// What a desk asks of the registry exactly once, whatever happens on the way.
///
/// Only its identifiers exist here: an `Identifier<Operation>` is a random UUID that the desk draws before the
/// practice is stored, and that makes sending it twice harmless.
public enum Operation {}
