#if KDRIFT_WITH_Z3
    import CZ3

    /// A context of Z3's, for one script: push and pop in a shared one were measured to be slower.
    final class Z3Context {
        private let context: Z3_context

        init() {
            let configuration = Z3_mk_config()
            defer { Z3_del_config(configuration) }
            context = Z3_mk_context(configuration)
            // Without a handler of ours some errors end the process; they are told by their code instead.
            Z3_set_error_handler(context) { _, _ in }
        }

        deinit { Z3_del_context(context) }

        /// What the script's commands print.
        func evaluated(_ script: String) -> String {
            // The text belongs to the context and is copied before that goes.
            let text = Z3_eval_smtlib2_string(context, script).map { String(cString: $0) } ?? ""
            let code = Z3_get_error_code(context)
            guard code != Z3_OK, !text.contains("(error ") else { return text }
            let words = Z3_get_error_msg(context, code).map { String(cString: $0) } ?? "no reason given"
            return text + "(error \"\(words.replacing("\"", with: "\"\""))\")\n"
        }
    }
#endif
