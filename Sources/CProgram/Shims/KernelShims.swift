extension ShimCatalog {
    /// The kernel primitives that any kernel code may use.
    public static let kernel = ShimCatalog()
}
