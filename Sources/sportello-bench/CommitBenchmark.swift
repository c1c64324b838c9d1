func measureCommits(_ demo: Demo) throws(BenchError) -> [Measurement] {
  []
}
