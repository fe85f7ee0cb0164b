extension ExtractionRequest {
    /// The directories that its arguments name for `#include`, in their order.
    public var includeDirectories: [String] {
        var result: [String] = []
        var isNext = false
        for argument in arguments {
            if isNext {
                result.append(argument)
                isNext = false
            } else if ["-I", "-isystem", "-iquote", "-idirafter"].contains(argument) {
                isNext = true
            } else if argument.hasPrefix("-I") {
                result.append(String(argument.dropFirst(2)))
            } else if argument.hasPrefix("-isystem") {
                result.append(String(argument.dropFirst(8)))
            } else if argument.hasPrefix("-iquote") {
                result.append(String(argument.dropFirst(7)))
            }
        }
        return result
    }
}
