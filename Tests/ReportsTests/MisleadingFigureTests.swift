import Preferences
import Statistics
import TestSupport
import Testing

@testable import Reports

/// Figures that said more than the data do.
@Suite struct MisleadingFigureTests {
  private func measure(
    _ report: Report, _ section: Measure.Section, of subject: String = "", scorer: String? = nil,
    _ name: String
  ) throws -> Measure {
    try #require(report.measure(section, subject, scorer: scorer, name), "\(section) \(subject) \(name)")
  }

  /// Without the breaks of lines.
  private func words(of text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func near(_ interval: Interval?, _ low: Double, _ high: Double) -> Bool {
    guard let interval else { return false }
    return abs(interval.low - low) < 1e-6 && abs(interval.high - high) < 1e-6
  }

  /// It was 100.0 % [100.0, 100.0].
  @Test func tenRightOfTenIsNoCertainty() throws {
    let study = try StudyMaker(prompts: 10, generators: ["a", "b"])
    for prompt in 0..<10 {
      for name in ["mia", "ben"] { try study.choose(name, prompt: prompt, "a", over: "b") }
    }
    try study.score { $1 == "a" ? 0.3 : 0.2 }
    let report = try study.report()
    for (section, scorer, name) in [
      (Measure.Section.humanHuman, nil, "agreement(hpsv2)"), (.humanHuman, nil, "agreement(imagereward)"),
      (.humanScorer, "s", "agreement(imagereward)"), (.humanScorer, "s", "agreement(pickscore, t=0.1)"),
      (.humanHuman, nil, MeasureName.meanOfAnnotatorPairs),
    ] {
      let measure = try measure(report, section, scorer: scorer, name)
      #expect(measure.value.value == 1)
      // Wilson's, 10 of 10.
      #expect(near(measure.interval, 0.722467, 1), "\(name) \(String(describing: measure.interval))")
      #expect(
        measure.note?.contains("interval: Wilson over 10 prompts, since all draws give the same") == true)
    }
    for (section, subject) in [(Measure.Section.byAnnotator, "mia"), (.byGenerator, "a")] {
      let name = MeasureName.agreement(MeasureName.breakdown)
      #expect(near(try measure(report, section, of: subject, scorer: "s", name).interval, 0.722467, 1))
    }
    let brier = try measure(report, .calibration, scorer: "s", MeasureName.brier)
    #expect(brier.interval == nil && brier.note == "no interval: all draws give the same")
    let kappa = try measure(report, .annotatorPair, of: "ben · mia", MeasureName.cohenKappa)
    #expect(kappa.value.value == 1 && kappa.interval == nil)
    #expect(kappa.note?.contains("the two never differ on 10 pairs") == true)
    let text = Page(report).text(width: 80)
    #expect(text.contains("100.0 %  [72.2, 100.0]¹"))
    #expect(text.contains(" ¹ interval: Wilson over 10 prompts, since all draws give the same"))
    #expect(!text.contains("[100.0, 100.0]") && !text.contains("[1.000, 1.000]"))
    let html = Page(report).html()
    #expect(html.contains("Wilson over 10 prompts") && !html.contains("[100.0, 100.0]"))
    #expect(try report.json().contains("Wilson over 10 prompts"))
  }

  /// Draws of two prompts give the lower, the higher or what lies between: no interval at 95 %.
  @Test func twoPromptsAreTooFewToDrawFrom() throws {
    let study = try StudyMaker(prompts: 2, generators: ["a", "b"])
    for prompt in 0..<2 { try study.choose("mia", prompt: prompt, "a", over: "b") }
    try study.score { prompt, generator in
      generator == "a" && prompt == 0 ? 0.3 : 0.2 + (generator == "b" ? 0.01 : 0)
    }
    let report = try study.report()
    let agreement = try measure(report, .humanScorer, scorer: "s", "agreement(imagereward)")
    // Wilson's, 1 of 2.
    #expect(agreement.value.value == 0.5 && near(agreement.interval, 0.094531, 0.905469))
    #expect(
      agreement.note?.contains("Wilson over 2 prompts, since 2 prompts are too few to draw from") == true)
    let likelihood = try measure(report, .calibration, scorer: "s", MeasureName.likelihood)
    #expect(
      likelihood.interval == nil && likelihood.note == "no interval: 2 prompts are too few to draw from")
  }

  /// It was 1.000 [1.000, 1.000].
  @Test func threeGeneratorsInOrderSayLittleOfAScorer() throws {
    let study = try StudyMaker(prompts: 12, generators: ["a", "b", "c"])
    for prompt in 0..<12 {
      try study.choose("mia", prompt: prompt, "a", over: "b", isTie: prompt == 3)
      try study.choose("mia", prompt: prompt, "b", over: "c", isTie: prompt == 4)
      try study.choose("ben", prompt: prompt, prompt == 5 ? "c" : "a", over: prompt == 5 ? "a" : "c")
    }
    try study.score { ["a": 0.3, "b": 0.2, "c": 0.1][$1] ?? 0 }
    let report = try study.report()
    for name in [MeasureName.spearman, MeasureName.kendall] {
      let ranking = try measure(report, .generatorRanking, scorer: "s", name)
      #expect(ranking.value.value == 1 && ranking.interval == nil)
      #expect(
        ranking.note?.contains("with 3 a perfect order or its reverse comes by chance in 1 of 3 cases")
          == true)
    }
    #expect(words(of: Page(report).text(width: 80)).contains("by chance in 1 of 3 cases"))
  }

  /// Twelve people's worth of κ, and two newcomers with nine choices between them: it moved by 0.15.
  @Test func newcomersHardlyMoveMeanKappaAndAreNamed() throws {
    func report(withNewcomers: Bool) throws -> Report {
      let study = try StudyMaker(prompts: 60, generators: ["a", "b"])
      for prompt in 0..<60 {
        for (number, name) in ["ada", "ben", "mia"].enumerated() {
          let isOdd = (prompt * 7 + number * 13) % 10 < 2
          try study.choose(name, prompt: prompt, isOdd ? "b" : "a", over: isOdd ? "a" : "b")
        }
        guard withNewcomers, prompt < 5 else { continue }
        try study.choose("new", prompt: prompt, "b", over: "a")
        if prompt < 4 {
          try study.choose("newer", prompt: prompt, prompt < 2 ? "a" : "b", over: prompt < 2 ? "b" : "a")
        }
      }
      return try study.report()
    }
    let name = MeasureName.cohenKappaByOverlap
    let (before, after) = (
      try measure(report(withNewcomers: false), .humanHuman, name),
      try measure(report(withNewcomers: true), .humanHuman, name)
    )
    let moved = try abs(before.value.get() - after.value.get())
    #expect(moved < 0.1, "\(moved)")
    let rows = try report(withNewcomers: true).measures(.annotatorPair).filter {
      $0.name == MeasureName.cohenKappa
    }
    let plain = rows.compactMap(\.value.value).reduce(0, +) / Double(rows.count)
    #expect(abs(try before.value.get() - plain) > 2 * moved)
    // As a NumPy average weighted by n has it.
    let weighted =
      rows.reduce(0) { $0 + ($1.value.value ?? 0) * Double($1.n) } / Double(rows.reduce(0) { $0 + $1.n })
    #expect(abs(try after.value.get() - weighted) < 1e-12)
    let mean = try measure(report(withNewcomers: true), .humanHuman, MeasureName.meanOfAnnotatorPairs)
    #expect(
      mean.note?.contains("thin, fewer than 20 pairs of candidates in common: ") == true
        && mean.note?.contains("ada · newer (4)") == true && mean.note?.contains("and 4 more") == true,
      "\(mean.note ?? "")")
  }

  /// One more rater of one pair made it undefined.
  @Test func fleissTakesThePairsThatEquallyManyJudged() throws {
    func fleiss(withOneMore: Bool) throws -> Measure {
      let study = try StudyMaker(prompts: 20, generators: ["a", "b"])
      for prompt in 0..<20 {
        for (number, name) in ["ada", "ben", "mia"].enumerated() {
          let isOdd = (prompt + 3 * number) % 7 == 0
          try study.choose(name, prompt: prompt, isOdd ? "b" : "a", over: isOdd ? "a" : "b")
        }
      }
      if withOneMore { try study.choose("zoe", prompt: 0, "a", over: "b") }
      return try measure(study.report(), .humanHuman, MeasureName.fleissKappa)
    }
    let (three, four) = (try fleiss(withOneMore: false), try fleiss(withOneMore: true))
    #expect(three.n == 20 && four.n == 19 && four.value.value != nil)
    #expect(three.note?.contains("over the") == false)
    #expect(
      four.note?.contains("over the 19 of 20 pairs that 3 people judged; Krippendorff's alpha takes them all")
        == true)
  }

  /// κ and ECE moved with which image's hash comes first.
  @Test(arguments: [1, 2, 3]) func noFigureDependsOnTheOrderOfHashes(seed: UInt64) throws {
    func report(turning: Bool) throws -> Report {
      var (choices, order) = (SeededSource(seed: seed), SeededSource(seed: seed + 100))
      let study = try StudyMaker(prompts: 15, generators: ["a", "b", "c"]) { _ in
        turning ? Array(0..<3).shuffled(using: &order) : [0, 1, 2]
      }
      for prompt in 0..<15 {
        for name in ["ada", "ben", "mia"] {
          for pair in [["a", "b"], ["a", "c"], ["b", "c"]] {
            let shown = pair.shuffled(using: &choices)
            let isTie = Int.random(in: 0..<4, using: &choices) == 0
            try study.choose(name, prompt: prompt, shown[0], over: shown[1], isTie: isTie)
          }
        }
      }
      // Ties of scores too.
      var scores = SeededSource(seed: seed)
      let values = (0..<45).map { _ in Double(Int.random(in: 0..<3, using: &scores)) / 10 }
      try study.score { prompt, generator in values[3 * prompt + (["a": 0, "b": 1][generator] ?? 2)] }
      return try study.report()
    }
    let (one, other) = (try report(turning: false), try report(turning: true))
    #expect(one.measures.count == other.measures.count)
    for (measure, turned) in zip(one.measures, other.measures) {
      // Which side of the screen an image stood on is no matter of its hash; here both are shown in that order.
      guard ![.leftBias, .annotator].contains(measure.section) else { continue }
      let where_ = "\(measure.section) \(measure.subject) \(measure.name)"
      #expect(measure.name == turned.name && measure.n == turned.n, "\(where_)")
      switch (measure.value.value, turned.value.value) {
      case (let value?, let other?): #expect(abs(value - other) < 1e-9, "\(where_): \(value), \(other)")
      case (nil, nil): break
      default: Issue.record("\(where_)")
      }
    }
  }

  /// A scorer that says nothing had "100 %" under hpsv2, and nothing beside it.
  @Test func aConstantScorerIsSaidToTieEverywhere() throws {
    let study = try StudyMaker(prompts: 10, generators: ["a", "b"])
    for prompt in 0..<10 { try study.choose("mia", prompt: prompt, "a", over: "b") }
    try study.score { _, _ in 0.25 }
    let report = try study.report()
    let hpsv2 = try measure(report, .humanScorer, scorer: "s", "agreement(hpsv2)")
    let words = "the scores are equal on all 10 pairs, which hpsv2 counts as no contradiction"
    #expect(hpsv2.value.value == 1 && hpsv2.note?.contains(words) == true)
    let page = Page(report)
    #expect(self.words(of: page.text(width: 120)).contains(words) && page.html().contains(words))
    #expect(try report.json().contains(words))
    let imagereward = try measure(report, .humanScorer, scorer: "s", "agreement(imagereward)")
    #expect(imagereward.value.value == 0 && imagereward.note?.contains("equal on all 10 pairs") == true)
    #expect(imagereward.note?.contains("hpsv2") == false)
  }

  /// They were "2 groups never compared", compared twelve times.
  @Test func whoWonAllIsSaidToHaveWonAll() throws {
    let study = try StudyMaker(prompts: 12, generators: ["a", "b", "c"])
    for prompt in 0..<12 {
      try study.choose("mia", prompt: prompt, "a", over: "b")
      try study.choose("ben", prompt: prompt, prompt < 5 ? "b" : "c", over: prompt < 5 ? "c" : "b")
    }
    try study.score { ["a": 0.3, "b": 0.2, "c": 0.1][$1] ?? 0 }
    let report = try study.report()
    let a = try measure(report, .generator, of: "a", MeasureName.strength)
    #expect(a.note == "undefined: some won or lost all; won all 12 of 12 against b")
    #expect(
      try measure(report, .generator, of: "b", MeasureName.strength).note
        == "undefined: some won or lost all; together with c: lost all 12 of 12 to a")
    let bounded = try ["a", "b", "c"].map {
      try measure(report, .generator, of: $0, MeasureName.boundedStrength).value.get()
    }
    // choix on 25 : 1 of a against b, and 11 : 15 of b against c.
    #expect(abs(bounded[0] - bounded[1] - 3.2188758248682006) < 1e-6)
    #expect(abs(bounded[1] - bounded[2] + 0.3101549283038396) < 1e-6)
    #expect(try measure(report, .generatorRanking, scorer: "s", MeasureName.spearman).value.value == 0.5)
    let text = Page(report).text(width: 100)
    #expect(text.contains("unbounded: won all 12 of 12 against b") && !text.contains("never compared"))
    #expect(text.contains("half a win added for either of any two that met"))
  }

  /// The axis of one plot was not that of the next, and neither began at a round number.
  @Test func plotsOfAgreementHaveOneAxis() {
    func range(_ values: [Double], _ unit: FigureUnit) -> ClosedRange<Double>? {
      Forest(
        title: "",
        rows: values.map {
          Forest.Row(label: "", value: $0, interval: nil, n: 1, reason: nil, remark: nil, isCeiling: false)
        }, unit: unit, reference: 0.5
      ).range
    }
    #expect(range([0.62, 0.71], .percent) == 0...1)
    #expect(range([0.5], .percent) == 0...1)
    #expect(range([], .percent) == nil)
    #expect(range([-0.13, 0.61], .number(2)) == -0.2...0.8)
  }
}
