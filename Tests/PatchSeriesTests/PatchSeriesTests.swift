import Testing

@testable import PatchSeries
