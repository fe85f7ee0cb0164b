import Foundation
import ReferenceModels
import Testing

@Suite struct OperationTests {
    typealias Operation = DMAOwnership.Operation

    @Test func namesAreThoseOfTheTraces() {
        #expect(Operation.claim(.f1).description == "claim f1")
        #expect(Operation.claim(nil).description == "claim NULL")
        #expect(Operation.kernelUse(.d0).description == "K d0")
        #expect(Operation.attachDevice(.userA, .d0).description == "attach_device UA,d0")
        #expect(Operation.setPrivate(.d1, nil).description == "set_private d1,NULL")
    }

    @Test func everyNameIsReadAgain() throws {
        #expect(Operation.all.count == Set(Operation.all.map(\.description)).count)
        for operation in Operation.all { #expect(Operation(operation.description) == operation) }
        #expect(Operation("claim f3") == nil)
        let trace: [Operation] = [.claim(.f1), .kernelUnuse(.d0)]
        let data = try JSONEncoder().encode(trace)
        #expect(String(decoding: data, as: UTF8.self) == #"["claim f1","K-unuse d0"]"#)
        #expect(try JSONDecoder().decode([Operation].self, from: data) == trace)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Operation].self, from: Data(#"["steal d0"]"#.utf8))
        }
    }

    @Test func outcomesReadAsInTheTraces() {
        typealias Outcome = DMAOwnership.Outcome
        #expect(Outcome.success.description == "0")
        #expect(Outcome(.code(0), warned: true).description == "0 W")
        #expect(Outcome.warning.description == "W")
        #expect(Outcome.failure(.notPermitted).description == "\u{2212}EPERM")
        #expect(Outcome(.code(-517)).description == "\u{2212}EPROBE_DEFER")
        #expect(Outcome(.code(-99)).description == "\u{2212}99")
    }

    @Test func stateReadsAsInTheTraces() {
        var group = DMAOwnership.GroupState(d1: .withoutGroup)
        #expect(group.description == "n0 / none / D=DD / d0:DD d1:no group")
        group.ownerCount = DMAOwnership.GroupState.saturated
        group.owner = .user
        group.token = .f1
        group.domain = nil
        group.d0.attachment = nil
        #expect(group.description == "n\u{221e} / user f1 / D=NULL / d0:\u{2013} d1:no group")
    }
}
