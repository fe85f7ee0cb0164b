import Testing

@testable import Workers

/// The line that says how far a run has come.
@Suite struct RunProgressTests {
    @Test func numbersNeverFall() {
        let progress = RunProgress()
        var last = progress.state
        func look() {
            let state = progress.state
            #expect(state.done >= last.done && state.total >= last.total && state.done <= state.total)
            last = state
        }
        progress.expect(25)
        look()
        for waiting in [24, 23, 40, 12, 0, 3, 1, 0] {
            progress.begin(reading: "include/linux/lamp.h")
            look()
            progress.expect(waiting)
            look()
            progress.finishReading()
            look()
        }
        #expect(last.done == 8 && last.total >= 43)
    }

    @Test func text() {
        var state = RunProgress.State()
        state.what = "comparing"
        #expect(state.text == "comparing")
        state = .init(done: 137, total: 412, what: "include/linux/pci.h", secondsLeft: 40.4)
        #expect(state.text == "[137/412] include/linux/pci.h · about 40 s")
        state.secondsLeft = 600
        #expect(state.text == "[137/412] include/linux/pci.h · about 11 min")
        state.secondsLeft = nil
        #expect(state.text == "[137/412] include/linux/pci.h")
    }

    @Test func aStageKeepsTheCount() {
        let progress = RunProgress()
        progress.begin(reading: "a.h")
        progress.finishReading()
        progress.enter("comparing")
        #expect(progress.state.text == "[1/1] comparing")
    }
}
