/// The reviewers' comments by declaration.
enum ThreadTemplate {
    static let thread = """
        <section id="thread" aria-labelledby="thread-title">
        <h2 id="thread-title">Review thread</h2>
        <p>{{summary}}. Under each declaration: who spoke of it, in which mail, and what later revisions did with it. &#8220;Addressed&#8221; says that the declaration changed, not that the reviewer is content.</p>
        {{#topics}}<section class="topic"><h3><span class="revision">{{revision}}</span> <code>{{symbol}}</code></h3>{{#outcome}}<p class="fate">{{{.}}}</p>{{/outcome}}
        {{#remarks}}{{#isFirst}}{{#comment}}{{> comment}}{{/comment}}{{/isFirst}}{{^isFirst}}{{#comment}}<p class="again"><a href="#{{id}}">{{who}}</a>, in the comment shown above{{basis}}: {{excerpt}}</p>{{/comment}}{{/isFirst}}
        {{/remarks}}</section>
        {{/topics}}
        {{^empty(loose)}}<section class="topic"><h3>Comments that name no declaration</h3>
        {{#loose}}{{> comment}}{{/loose}}</section>{{/empty(loose)}}
        </section>
        """

    static let comment = """
        <details class="comment" id="{{id}}"><summary><b>{{who}}</b>{{basis}} <span class="excerpt">{{excerpt}}</span></summary>
        <div class="body"><p class="source"><code>&lt;{{messageID}}&gt;</code>{{#site}} on <code>{{.}}</code>{{/site}}</p>{{#quote}}<pre tabindex="0">{{{.}}}</pre>{{/quote}}<p class="words">{{text}}</p></div></details>
        """
}
