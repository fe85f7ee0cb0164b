import CLibclang

/// Takes over a `CXString`: copies its text and disposes of it.
///
/// libclang hands out reference-counted strings (`clang_getCString`,
/// `clang_disposeString`); nothing outside this module ever sees one.
internal func takeString(_ string: CXString) -> String {
    defer { clang_disposeString(string) }
    guard let characters = clang_getCString(string) else { return "" }
    return String(cString: characters)
}
