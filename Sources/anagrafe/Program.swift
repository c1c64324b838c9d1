import Glibc

@main enum Program {
  static func main() {
    exit(EX_USAGE)
  }
}
