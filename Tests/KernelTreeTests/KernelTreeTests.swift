import Testing

@testable import KernelTree
