import Glibc

@main struct Program {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "cf" {
      exit(CodiceFiscaleCommand.run(arguments: Array(arguments.dropFirst())))
    }
  }
}
