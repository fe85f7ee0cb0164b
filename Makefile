# The two commands of the README, and what takes longer than CI may.
.PHONY: run test build lint setup formats

REVIEW = .build/release/kdrift review patches/dma-ownership --tree Headers/kernel

setup:
	@scripts/setup

build: setup
	swift build -c release

# Drift is what this review is for: its exit status 1 is the expected end.
run: build
	@$(REVIEW); status=$$?; [ $$status -le 1 ] || exit $$status

lint: setup
	swift format lint --strict --recursive Package.swift Sources Tests

test: lint
	swift build --build-tests
	swift test --skip-build
	scripts/formats/check

# Every format, read by programs that are not ours.
formats: setup
	swift build --product kdrift
	swift build --product kdrift-extract
	scripts/formats/check
