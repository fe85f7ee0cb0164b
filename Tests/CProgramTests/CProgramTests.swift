import Testing

@testable import CProgram
