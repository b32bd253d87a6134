import Testing

@testable import Terminal

@Suite("Open questions")
struct OpenQuestionsTests {
  private func asked(_ questions: [OpenQuestions.Question]) -> OpenQuestions {
    var open = OpenQuestions()
    for question in questions { open.ask(question) }
    return open
  }

  @Test("each answer stands for the first question that is open")
  func order() {
    var open = asked([.status(frame: 3), .status(frame: 5)])
    #expect(open.take(.status) == 3)
    #expect(open.take(.name("x")) == nil)
    #expect(open.take(.status) == 5)
    #expect(open.take(.status) == nil)
    #expect(open.isEmpty)
  }

  @Test("a later question's answer proves what came before, whose answers were lost")
  func lost() {
    var open = asked([.status(frame: 3), .status(frame: 5), .attributes, .status(frame: 6)])
    #expect(open.take(.attributes([62])) == 5)
    #expect(open.take(.status) == 6)
  }

  @Test("an answer from before a stop proves nothing")
  func stale() {
    var open = asked([.status(frame: 3)])
    open.forget()
    open.ask(.attributes)
    open.ask(.status(frame: 4))
    #expect(open.take(.status) == nil)
    #expect(open.take(.attributes([62])) == nil)
    #expect(open.take(.status) == 4)
  }

  @Test("an answer that is late is asked for once more, and not again meanwhile")
  func late() {
    let start = ContinuousClock.now
    var open = OpenQuestions()
    #expect(!open.isLate(at: start + .seconds(9), patience: .seconds(2)))
    open.ask(.status(frame: 1), at: start)
    #expect(!open.isLate(at: start + .seconds(1), patience: .seconds(2)))
    #expect(open.isLate(at: start + .seconds(3), patience: .seconds(2)))
    open.ask(.attributes, at: start + .seconds(3))
    #expect(!open.isLate(at: start + .seconds(9), patience: .seconds(2)))
  }

  @Test("frames under way are counted once a terminal is known to tell, until their answers come or are lost")
  func framesUnderWay() {
    let start = ContinuousClock.now
    func frames(_ open: OpenQuestions, at seconds: Int) -> Int {
      open.framesUnderWay(at: start + .seconds(seconds), patience: .seconds(10))
    }
    var open = OpenQuestions()
    for frame in 1...3 { open.ask(.status(frame: frame), at: start) }
    #expect(frames(open, at: 1) == 0)
    #expect(open.take(.status) == 1)
    #expect(frames(open, at: 1) == 2)
    open.ask(.attributes, at: start + .seconds(5))
    open.ask(.status(frame: 4), at: start + .seconds(6))
    #expect(frames(open, at: 6) == 3)
    #expect(frames(open, at: 11) == 1)
    #expect(open.take(.attributes([62])) == 3)
    #expect(frames(open, at: 6) == 1)
  }
}
