import Foundation

@testable import PatchSeries

/// Mails of our own writing for the tests.
enum MailText {
    /// One mail.
    static func mail(
        _ subject: String, id: String = "", from: String = "Ada Loop <ada@example.org>",
        replyTo: String? = nil, day: Int = 3, headers: [String] = [], body: String
    ) -> String {
        var lines = ["From: \(from)", "Date: \(day) Mar 2025 10:00:00 +0100", "Subject: \(subject)"]
        if !id.isEmpty { lines.append("Message-Id: <\(id)>") }
        if let replyTo { lines.append("In-Reply-To: <\(replyTo)>") }
        return (lines + headers).joined(separator: "\n") + "\n\n" + body
    }

    /// A diff that changes one line of a file.
    static func diff(_ path: String = "include/linux/lamp.h", from old: String = "1", to new: String = "2")
        -> String
    {
        """
        diff --git a/\(path) b/\(path)
        index 1111111..2222222 100644
        --- a/\(path)
        +++ b/\(path)
        @@ -1,3 +1,3 @@
         /* lamps */
        -#define LAMPS \(old)
        +#define LAMPS \(new)
         /* end */

        """
    }

    /// The body of a patch mail.
    static func patch(_ message: String = "Say why.", diff: String = diff()) -> String {
        "\(message)\n\nSigned-off-by: Ada Loop <ada@example.org>\n---\n lamp.h | 2 +-\n\n\(diff)-- \n2.40.0\n"
    }

    /// Mails as an mbox.
    static func mbox(_ mails: [String]) -> String {
        mails.map { "From ada@example.org Mon Mar  3 10:00:00 2025\n\($0)\n" }.joined()
    }

    /// A series in one mbox, with a cover letter that its patches answer.
    static func series(_ tag: String = "PATCH", id: String, count: Int, title: String = "Lamps") -> [String] {
        let cover = mail("[\(tag) 0/\(count)] \(title)", id: "\(id)-0", body: "All of it.\n")
        let patches = (1...count).map { number in
            mail(
                "[\(tag) \(number)/\(count)] lamp: step \(number)", id: "\(id)-\(number)", replyTo: "\(id)-0",
                body: patch(diff: diff("lamp/step\(number).h")))
        }
        return [cover] + patches
    }

    static func read(_ text: String) throws -> [MailMessage] {
        try Mailbox(bytes: Array(text.utf8), name: "test.mbox").messages
    }

    static func assemble(_ mails: [String]) throws -> [Series] { try Series.assemble(read(mbox(mails))) }
}

/// A directory that is removed with its owner.
final class MailDirectory {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("kdrift-mail-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func write(_ name: String, _ text: String) throws {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
