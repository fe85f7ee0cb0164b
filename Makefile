# The two commands of the README, and what takes longer than CI may.
#   make conformance-behaviour ARGS="--tree ~/linux-6.1 --reference 6.1"
#   make mutants
.PHONY: run test build install uninstall install-check lint setup formats html-check ci-day man man-check deb deb-check contrib-check \
	conformance conformance-behaviour mutants bench bench-behavior old-libclang real-series architectures \
	fuzz-mail random-pairs btf-diff equivalence equivalence-random equivalence-mutants equivalence-large

REVIEW = .build/release/kdrift review patches/dma-ownership --tree Headers/kernel

setup:
	@scripts/setup

build: setup
	swift build -c release

# Drift is what this review is for: its exit status 1 is the expected end.
run: build
	@$(REVIEW); status=$$?; [ $$status -le 1 ] || exit $$status

# The programs, manual pages, completions and `git kdrift`, below DESTDIR and PREFIX (/usr/local).
install: build
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install/install

uninstall:
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install/uninstall

# What `make install` installs, used and taken away again.
install-check: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	swift build --product kdrift-solve
	scripts/install/check

lint: setup
	swift format lint --strict --recursive Package.swift Sources Tests

test: lint
	scripts/btf >/dev/null
	swift build --build-tests
	swift test --skip-build
	scripts/formats/check .build/debug/kdrift v6 v7

# Every format, read by programs that are not ours.
formats: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	swift build --product kdrift-solve
	scripts/formats/check

# The C of a tree, and of each revision of a series on it, in lockstep with the reference designs.
conformance-behaviour: setup
	swift build -c release --product kdrift-extract
	swift build -c release --product conformance
	.build/release/conformance behaviour $(or $(ARGS),--series patches/dma-ownership)

# The real mails on real trees, held against what is known of them: MAILS= OLD= (5.16) NEW= (5.17).
real-series: build
	scripts/real-series/check $(MAILS) $(OLD) $(NEW)

# The same files of kernel trees under all architectures, with no error of clang's: TREES="DIR …".
architectures: build
	scripts/architectures/check $(TREES)

# Small changes to the embedded v8, each of which has to be seen.
mutants: setup
	swift build -c release --product kdrift-extract
	swift build -c release --product conformance
	.build/release/conformance mutants $(ARGS)

# Layouts against the BTF of Debian's kernels; downloads about 500 MB and takes minutes. KERNELS= chooses.
conformance: setup
	@scripts/setup conformance
	swift build -c release --product kdrift-extract
	swift build -c release --product kdrift-conformance
	scripts/conformance/run $(KERNELS)

# Twenty commits go through the gate; each says what the gate must answer.
ci-day: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	swift build --product kdrift-solve
	scripts/ci-day/play .build/debug/kdrift

# Builds with Debian 12's plain libclang (14): structure the same, behaviour unknown and said to be.
old-libclang: setup
	scripts/old-libclang

# The manual pages of the command tree, into .build/man.
man: setup
	swift build --product kdrift
	scripts/man/generate .build/debug/kdrift .build/man

# The pages and the completions of bash, zsh and fish, read by those that they are for.
man-check: setup
	swift build --product kdrift
	scripts/man/check .build/debug/kdrift

# A Debian package with the Swift runtime linked in, into .build/deb.
deb: setup
	scripts/deb/build

# The package in a clean Debian root made by debootstrap; needs root.
deb-check:
	scripts/deb/try

# What contrib/ has, run on a scratch repository: hooks, CI steps, b4, mutt.
contrib-check: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	swift build --product kdrift-solve
	scripts/contrib/check .build/debug/kdrift

# The HTML report in a headless Chromium; screenshots in .build/html.
html-check: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	swift build --product kdrift-solve
	scripts/html/check

# Mailboxes of our own text, written and damaged in many ways: RUNS= seeds of each kind, from SEED= on.
fuzz-mail: setup
	swift build --build-tests
	scripts/mail-fuzz/check $(or $(RUNS),100000) $(or $(SEED),0)

# Random pairs of declarations, compared by kdrift and judged by gcc: PAIRS= how many, from SEED= on.
random-pairs: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	scripts/random-pairs/check --pairs $(or $(PAIRS),5000) --seed $(or $(SEED),1)
	scripts/random-pairs/records --pairs $(or $(PAIRS),5000) --seed $(or $(SEED),1)

# `kdrift diff` of Debian's header packages, held against the BTF of their kernels; installs the packages and downloads some
# 100 MB for each kernel. HEADERS= draws as many headers (all: every one), SEED= others.
btf-diff: build
	scripts/btf-diff/check $(or $(OLD),6.1.0-57-amd64) $(or $(NEW),6.12.117+deb12-amd64) --headers $(or $(HEADERS),60) \
		--seed $(or $(SEED),1)
	scripts/btf-diff/check $(or $(BEFORE),6.1.0-47-amd64) $(or $(OLD),6.1.0-57-amd64) --headers $(or $(HEADERS),60) \
		--seed $(or $(SEED),1)

# Reading declarations beside clang and beside build and abidiff; TREE is prepared, MAILS are revisions for it.
bench: build
	Benchmarks/structure $(or $(TREE),$(error name a prepared tree with TREE=)) $(MAILS)

# What running functions costs, and how searches grow; figures in Benchmarks/README.md.
bench-behavior: build
	Benchmarks/behavior

# Verdicts on functions, held against written pairs in both orders. PAIRS= chooses by part of a name.
equivalence: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	Tests/Equivalence/selftest
	Tests/Equivalence/run $(PAIRS)

# The same on random functions and rewrites of them; ARGS= goes on: --pairs 100000 --batch 500 --seed 2.
equivalence-random: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	Tests/Equivalence/random $(ARGS)

# Small changes to functions of a kernel TREE, whose BUILD directory is prepared (make O=BUILD defconfig prepare).
equivalence-mutants: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	mkdir -p .build/equivalence
	[ -f .build/equivalence/mutants.json ] || Tests/Equivalence/mutate make --tree $(TREE) --build $(BUILD) \
		--list .build/equivalence/mutants.json
	Tests/Equivalence/mutate run --tree $(TREE) --build $(BUILD) --list .build/equivalence/mutants.json \
		--scratch $(or $(SCRATCH),$(abspath $(TREE))-mutated) $(ARGS)

# Functions of many lines and paths: nothing wrong is said of them, and in bounded time.
equivalence-large: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	Tests/Equivalence/large $(ARGS)
