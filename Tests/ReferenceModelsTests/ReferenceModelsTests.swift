import Testing

@testable import ReferenceModels
