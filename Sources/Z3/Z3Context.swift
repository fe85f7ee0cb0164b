import CZ3

/// A context of Z3's, for one SMT-LIB 2 script: push and pop in a shared one were measured to be slower on queries that
/// are hard, and what was asked before would have a part in the answer.
///
/// Z3's settings belong to the process (`set-option` in a script changes them for later contexts too): a process has
/// one context at a time, on one thread. Z3 4.8.12 (Debian 12) and 4.13 (Debian 13) have all that is used here.
public final class Z3Context {
    #if KDRIFT_WITH_Z3
        private let context: Z3_context
    #endif

    /// Makes a context and has Z3 set up its commands and tactics, which takes longer than a small query: about 8 ms
    /// of processor time with Z3 4.8.12.
    ///
    /// Settings of earlier scripts do not last: all of them are put back first (`Z3_global_param_reset_all`), or a
    /// script without `:rlimit` would have that of the one before.
    ///
    /// - Parameter memoryMebibytes: the most that Z3 may allocate, in MiB (`memory_max_size`); beyond it the answer is
    ///   `unknown`, and what Z3 then leaves behind counts against later contexts of this process.
    /// - Throws: ``Z3Error`` where this program was built without libz3.
    public init(memoryMebibytes: Int) throws(Z3Error) {
        #if KDRIFT_WITH_Z3
            Z3_global_param_reset_all()
            Z3_global_param_set("memory_max_size", String(memoryMebibytes))
            let configuration = Z3_mk_config()
            defer { Z3_del_config(configuration) }
            context = Z3_mk_context(configuration)
            // Without a handler of ours some errors end the process; they are told by their code instead.
            Z3_set_error_handler(context) { _, _ in }
            _ = Z3_eval_smtlib2_string(context, "")
        #else
            throw .builtWithout
        #endif
    }

    #if KDRIFT_WITH_Z3
        deinit { Z3_del_context(context) }
    #endif

    /// What a script's commands print, line by line; an error is an `(error "…")` among it.
    public func answer(to script: String) -> String {
        #if KDRIFT_WITH_Z3
            guard !script.utf8.contains(0) else { return "(error \"the script holds a NUL byte\")\n" }
            // The text belongs to the context and is copied before that goes.
            let text = Z3_eval_smtlib2_string(context, script).map { String(cString: $0) } ?? ""
            let code = Z3_get_error_code(context)
            guard code != Z3_OK, !text.contains("(error ") else { return text }
            let words = Z3_get_error_msg(context, code).map { String(cString: $0) } ?? "no reason given"
            return text + "(error \"\(words.replacing("\"", with: "\"\""))\")\n"
        #else
            return ""
        #endif
    }
}
