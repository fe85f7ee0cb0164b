import Testing

@testable import ABIModel
