extension CivilDate {
  /// The day on which a person born on this day completes `age` years.
  ///
  /// Who is born on 29 February completes the year on 28 February where the year is not a leap
  /// year: a term in years ends on the day of the same number, and on the last day of the month
  /// where the month has none. Every rule about an age asks this function, so that the 14th
  /// birthday that ends a choice and the age of 14 begin on the same day.
  ///
  /// - Parameter age: Completed years, from 0 (the day of birth itself).
  /// - Returns: The whole day, whatever the hour of birth.
  /// - Source: art. 2963 c.c., fourth and fifth paragraph.
  public func birthday(_ age: Int) -> CivilDate { adding(years: age) }

  /// The completed years on `day` of a person born on this day; negative before the birth.
  ///
  /// Counted by the calendar: the age of *n* begins on the whole day `birthday(n)`.
  public func age(on day: CivilDate) -> Int {
    let years = day.year - year
    return birthday(years) <= day ? years : years - 1
  }
}
