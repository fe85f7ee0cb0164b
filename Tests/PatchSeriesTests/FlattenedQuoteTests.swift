import Testing

@testable import PatchSeries

@Suite struct FlattenedQuoteTests {
    /// A thread of our own, in the shape of a real one: five people deep, with empty lines between.
    private static let thread = """
        On Mon, Mar 3, 2025 at 10:00:00AM +0100, Ada Loop wrote:
        > Hi Bo,
        >
        > On 3/2/25 9:46 PM, Bo Deep wrote:
        > > On Sun, Mar 2, 2025 at 09:57:30AM +0100, Ada Loop wrote:
        > > > Hi Cy,
        > > >
        > > > On 3/1/25 9:14 PM, Cy Third wrote:
        > > > > On Sat, Mar 1, 2025 at 10:05:42AM +0100, Ada Loop wrote:
        > > > > > +enum lamp_owner {
        > > > > > + LAMP_NOBODY,
        > > > > > +};
        > > > > > +
        > > > >
        > > > > > + struct file *owner_file;
        > > > >
        > > > > A pointer alone would do,
        > > > >
        > > > > NULL -> nobody
        > > > > else -> user
        > > > >
        > > > > Which is shorter.
        > > > >
        > > >
        > > > Good. I will do that the next time round.
        > >
        > > First see that lamp_attach() keeps other drivers out, as a
        > > user of its own, before this is made shorter.
        > >
        > > That would mend an old fault.
        >
        > I see it thus: only the user may attach a lamp
        > of that kind.
        """

    private static func flattened(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func theDepthsOfAThreadComeBack() throws {
        let headers =
            "Return-Path: X-Spam: no Received: from a (b [192.0.2.1]) by c with ESMTP id 298; Mon, 3 Mar 2025 "
            + String(
                repeating: "X-Filler: some words that make the line long enough to be no header line ",
                count: 8)
            + "Date: Mon, 3 Mar 2025 10:00:00 +0100 From: Bo Deep <bo@example.org> To: Ada <ada@example.org> "
            + "Subject: Re: [PATCH 1/2] lamp: owners Message-ID: <r@example.org> Precedence: bulk "
            + "X-Mailing-List: lamps@example.org "
        let mail = try #require(
            try Mailbox(bytes: Array((headers + Self.flattened(Self.thread) + "\n").utf8), name: "x").messages
                .first)
        let found = mail.body.split(separator: "\n").filter { line in
            !line.allSatisfy { ">\u{20}".contains($0) }
        }.map(String.init)
        let wanted = Self.thread.split(separator: "\n").filter { line in
            !line.allSatisfy { ">\u{20}".contains($0) }
        }.map(String.init)
        #expect(found == wanted)
    }

    @Test func marksThatOneLineCannotHaveAreSplit() {
        typealias Line = FlattenedQuote.Line
        let readings = FlattenedQuote([
            Line(marks: 0, text: "A wrote:"), Line(marks: 1, text: "On Monday, B wrote:"),
            Line(marks: 2, text: "One."),
            Line(marks: 4, text: "Two."), Line(marks: 2, text: "Three."),
            Line(marks: 1, text: "four goes on."),
        ]).readings
        #expect(readings.map(\.depth) == [0, 1, 2, 2, 1, 1])
        #expect(readings.map(\.blanks) == [[], [], [], [2], [1], []])
    }

    @Test func withoutNamesTheMarksAreTakenAsTheyStand() {
        let readings = FlattenedQuote([.init(marks: 3, text: "x"), .init(marks: 1, text: "y")]).readings
        #expect(readings.map(\.depth) == [3, 1])
        #expect(FlattenedQuote([]).readings.isEmpty)
    }
}
