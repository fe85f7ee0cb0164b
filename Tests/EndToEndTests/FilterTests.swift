import Testing

/// Names on the command line that mean nothing: they end the run and say what was meant.
@Suite struct FilterTests {
    private static let review = [
        "review", EmbeddedReview.root.appendingPathComponent("patches/dma-ownership/v6").path, "--tree",
        ProgramRun.tree,
    ]
    private static let header = ["--file", "include/linux/iommu.h"]

    private func refused(_ arguments: [String], _ words: String..., status: Int32 = 2) throws {
        let run = try ProgramRun(arguments)
        #expect(run.status == status, "\(arguments.last ?? ""): \(run.errors)")
        #expect(run.output.isEmpty)
        for text in words { #expect(run.errors.contains(text), "\(run.errors)") }
    }

    @Test func aSymbolThatNobodyHas() throws {
        try refused(
            Self.review + Self.header + ["--no-behavior", "--symbol", "iommu_domian"],
            "nothing that was examined has the name `iommu_domian` (--symbol)", "did you mean 'iommu_domain'?"
        )
        try refused(
            ["diff", ProgramRun.tree, ProgramRun.tree] + Self.header + ["--symbol", "xylophone*"],
            "nothing that was examined has the name `xylophone*`")
        try refused(
            ["diff", ProgramRun.tree, ProgramRun.tree, "--symbol", "iommu_domian"],
            "no file of either side speaks of `iommu_domian`", "'iommu_domain'")
    }

    @Test func ofSeveralSymbolsOneThatNobodyHasIsANote() throws {
        let run = try ProgramRun(
            Self.review + Self.header + [
                "--no-behavior", "--symbol", "iommu_domain", "--symbol", "iommu_domian",
            ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output.contains(
                "note: --symbol iommu_domian: nothing that was examined has the name; did you mean 'iommu_domain'?"
            ))
    }

    @Test(arguments: [
        "struct iommu_domain", "iommu_domain", "struct iommu_domain.type", "iommu_*", "IOMMU_DOMAIN_BLOCKED",
    ])
    func symbolsThatAreThereAndDoNotDrift(symbol: String) throws {
        let run = try ProgramRun(
            ["diff", ProgramRun.tree, ProgramRun.tree] + Self.header + ["--symbol", symbol])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("no drift"))
    }

    @Test func aFunctionThatNobodyHas() throws {
        let place = try Scratch()
        let old = try place.write(
            "old.c", "static int lamp_get(int a) { return a; }\nint lamp(int a) { return lamp_get(a); }\n")
        let new = try place.write(
            "new.c", "static int lamp_get(int a) { return a; }\nint lamp(int a) { return lamp_get(a) + 1; }\n"
        )
        try refused(
            ["diff", old, new, "--function", "lmap"],
            "no function that was examined has the name `lmap` (--function)", "did you mean 'lamp'?")
        let unchanged = try ProgramRun(["diff", old, new, "--function", "lamp_get"])
        #expect(unchanged.status == 0, "\(unchanged.errors)")
    }

    @Test func aFileThatNobodyHas() throws {
        try refused(
            Self.review + ["--no-behavior", "--file", "include/linux/iomu.h"],
            "no C file of the series or its tree matches include/linux/iomu.h",
            "did you mean 'include/linux/iommu.h'?")
        try refused(
            ["diff", ProgramRun.tree, ProgramRun.tree, "--file", "linux/iommu.h"], "'include/linux/iommu.h'")
        try refused(
            ["snapshot", ProgramRun.tree, "-o", "-", "--file", "linux/iommu.h"], "'include/linux/iommu.h'")
    }

    @Test func aSideThatCannotBeRead() throws {
        let place = try Scratch()
        try place.write("empty/README", "no C\n")
        let empty = place.url.appendingPathComponent("empty").path
        try refused(["diff", ProgramRun.tree, empty], "there is no C file or header in '\(empty)'")
        try refused(["diff", empty, ProgramRun.tree], "there is no C file or header in '\(empty)'")
        let old = try place.write("lamp.h", "struct lamp { int a; };\n")
        try refused(
            ["diff", old, place.url.appendingPathComponent("lmap.h").path], "there is no file", "'lamp.h'")
        let broken = try place.write("broken.h", "#include \"nowhere.h\"\n")
        try refused(["diff", old, broken], "nothing was extracted from broken.h", "nowhere.h")
    }

    @Test func aBaselineThatIsNotThere() throws {
        let place = try Scratch()
        try place.write("abi-6.1.json", "{}")
        let missing = place.url.appendingPathComponent("abi-6.2.json").path
        try refused(
            ["check", ProgramRun.tree, "--baseline", missing], "there is no baseline '\(missing)'",
            "did you mean 'abi-6.1.json'?")
        try refused(
            ["check", ProgramRun.tree, "--baseline", place.url.appendingPathComponent("nothing").path],
            "there is no baseline '")
    }

    @Test func aRuleThatIsNone() throws {
        try refused(
            ["explain", "record-sze-changed"], "there is no rule 'record-sze-changed'",
            "did you mean 'record-size-changed'?")
    }

    @Test func aDeclarationThatIsNone() throws {
        try refused(
            ["show", "iommu_gruop", "--tree", ProgramRun.tree],
            "nothing that was read declares `iommu_gruop`",
            "'iommu_group'")
    }

    @Test func aSubcommandThatIsNone() throws {
        try refused(
            ["reviw", "a.mbox"], "there is no subcommand 'reviw'", "did you mean 'review'?", status: 64)
        #expect(try ProgramRun(["help", "review"]).status == 0)
        #expect(try ProgramRun(["--version"]).status == 0)
        #expect(try ProgramRun([]).status == 0)
    }
}
