/// Names of Linux error numbers (`include/uapi/asm-generic/errno*.h`, `include/linux/errno.h`).
public enum Errno {
    private static let names: [Int64: String] = {
        let list =
            "1 EPERM 2 ENOENT 3 ESRCH 4 EINTR 5 EIO 6 ENXIO 7 E2BIG 8 ENOEXEC 9 EBADF 10 ECHILD 11 EAGAIN "
            + "12 ENOMEM 13 EACCES 14 EFAULT 15 ENOTBLK 16 EBUSY 17 EEXIST 18 EXDEV 19 ENODEV 20 ENOTDIR "
            + "21 EISDIR 22 EINVAL 23 ENFILE 24 EMFILE 25 ENOTTY 26 ETXTBSY 27 EFBIG 28 ENOSPC 29 ESPIPE "
            + "30 EROFS 31 EMLINK 32 EPIPE 33 EDOM 34 ERANGE 35 EDEADLK 36 ENAMETOOLONG 37 ENOLCK 38 ENOSYS "
            + "39 ENOTEMPTY 40 ELOOP 42 ENOMSG 43 EIDRM 61 ENODATA 62 ETIME 67 ENOLINK 71 EPROTO "
            + "74 EBADMSG 75 EOVERFLOW 77 EBADFD 84 EILSEQ 88 ENOTSOCK 89 EDESTADDRREQ 90 EMSGSIZE "
            + "91 EPROTOTYPE 92 ENOPROTOOPT 93 EPROTONOSUPPORT 94 ESOCKTNOSUPPORT 95 EOPNOTSUPP "
            + "96 EPFNOSUPPORT 97 EAFNOSUPPORT 98 EADDRINUSE 99 EADDRNOTAVAIL 100 ENETDOWN 101 ENETUNREACH "
            + "102 ENETRESET 103 ECONNABORTED 104 ECONNRESET 105 ENOBUFS 106 EISCONN 107 ENOTCONN "
            + "108 ESHUTDOWN 110 ETIMEDOUT 111 ECONNREFUSED 112 EHOSTDOWN 113 EHOSTUNREACH 114 EALREADY "
            + "115 EINPROGRESS 116 ESTALE 117 EUCLEAN 121 EREMOTEIO 122 EDQUOT 123 ENOMEDIUM "
            + "124 EMEDIUMTYPE 125 ECANCELED 126 ENOKEY 127 EKEYEXPIRED 128 EKEYREVOKED 129 EKEYREJECTED "
            + "130 EOWNERDEAD 131 ENOTRECOVERABLE 132 ERFKILL 133 EHWPOISON 512 ERESTARTSYS "
            + "513 ERESTARTNOINTR 514 ERESTARTNOHAND 515 ENOIOCTLCMD 516 ERESTART_RESTARTBLOCK "
            + "517 EPROBE_DEFER 518 EOPENSTALE 519 ENOPARAM 524 ENOTSUPP 527 EBADHANDLE 528 ENOTSYNC "
            + "529 EBADCOOKIE"
        let words = list.split(separator: " ")
        var table: [Int64: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            if let number = Int64(words[index]) { table[number] = String(words[index + 1]) }
        }
        return table
    }()

    /// The name of a positive error number: `EINVAL` for 22.
    public static func name(of number: Int64) -> String? { names[number] }

    /// A return value as C source would have it: `-EINVAL`, `false`, `NULL`, `0`.
    public static func spelling(of value: Int64, returnType: String) -> String {
        if returnType == "bool" || returnType == "_Bool" { return value == 0 ? "false" : "true" }
        if returnType.hasSuffix("*"), value == 0 { return "NULL" }
        if value < 0, value != .min, let name = names[-value] { return "-" + name }
        return String(value)
    }
}
