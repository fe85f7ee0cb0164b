import ExtractionMessages

/// A header of our own that is read behind those of the arguments: it has clang keep what `__user` and its like say of a
/// pointer, which is nothing where no checker reads.
///
/// A BTF type tag changes no type; clang prints it with the type, and ``TypeSpelling`` makes the word of it again.
enum AnnotationHeader {
    /// Where it seems to lie. No file is there.
    static let path = "/kdrift/annotations.h"

    /// The words, of which each is a macro without a replacement (`include/linux/compiler_types.h`).
    private static let words = ["user", "iomem", "percpu", "rcu"]

    private static let text = words.map { word in
        """
        #ifdef __\(word)
        #undef __\(word)
        #define __\(word) __attribute__((btf_type_tag("\(word)")))
        #endif

        """
    }.joined()

    /// Whether a request asks how types are written.
    private static func isWanted(by request: ExtractionRequest) -> Bool {
        request.wantsStructure && request.lowering.isEmpty && request.scope != .layouts
    }

    /// The arguments that have it read.
    static func arguments(of request: ExtractionRequest) -> [String] {
        isWanted(by: request) ? ["-include", path] : []
    }

    /// Its text, by its path.
    static func texts(of request: ExtractionRequest) -> [String: String] {
        isWanted(by: request) ? [path: "#if __has_attribute(btf_type_tag)\n\(text)#endif\n"] : [:]
    }
}
