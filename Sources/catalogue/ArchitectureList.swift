/// The list of the architectures. The names of their files are those of the constants.
enum ArchitectureList {
    static func text(of names: [String]) -> String {
        """
        // Written by catalogue from the names of the files in Architectures.

        extension Architecture {
            static let found: [Architecture] = [
        \(names.map { "        .\($0)," }.joined(separator: "\n"))
            ]
        }

        """
    }
}
