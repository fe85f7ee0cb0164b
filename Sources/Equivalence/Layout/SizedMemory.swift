/// Functions whose sizes are those of whole objects: what they allocate, clear or copy.
enum SizedMemory {
    private static let words = [
        "alloc", "free", "memset", "memcpy", "memmove", "kmemdup", "kmem_cache_create", "sort",
    ]

    static func contains(_ name: String) -> Bool { words.contains { name.contains($0) } }
}
