import Testing

@testable import LibClang
