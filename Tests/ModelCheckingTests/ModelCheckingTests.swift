import Testing

@testable import ModelChecking
