/// The page in Mustache (https://mustache.github.io/mustache.5.html), as text of the program, so that a static binary
/// needs no files beside it.
enum PageTemplate {
    /// Every template by its name.
    static let all: [String: String] = [
        "page": page, "summary": summary, "finding": finding, "trace": trace, "tables": tables,
        "filter": filter, "appendix": appendix,
        "glance": GlanceTemplate.glance, "claims": GlanceTemplate.claims,
        "thread": ThreadTemplate.thread, "comment": ThreadTemplate.comment,
    ]

    private static let page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>kdrift {{command}}: {{title}}</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <a class="skip" href="#findings">Skip to the findings</a>
        <header>
        <p class="tool">kdrift {{command}} <button type="button" id="theme" hidden>Dark or light</button></p>
        <h1>{{title}}</h1>
        <p class="coverage">{{coverage}}</p>
        <nav aria-label="Parts of the report"><a href="#timeline">At a glance</a> <a href="#summary">Summary</a>{{^empty(claims)}} <a href="#claims">Claims</a>{{/empty(claims)}}{{^empty(diagrams)}} <a href="#machines">State machines</a>{{/empty(diagrams)}}{{^empty(layouts)}} <a href="#layouts">Layouts</a>{{/empty(layouts)}}{{^empty(tables)}} <a href="#tables">Tables</a>{{/empty(tables)}} <a href="#findings">Findings</a>{{#thread}} <a href="#thread">Review thread</a>{{/thread}} <a href="#coverage">Coverage</a></nav>
        </header>
        <main>
        {{> glance}}
        {{> summary}}
        {{> claims}}
        {{^empty(diagrams)}}<section id="machines" aria-labelledby="machines-title">
        <h2 id="machines-title">State machines of the reference model</h2>
        <p>{{diagramSubject}}, as the reference model of each revision has it. &#x2717; is a call that is refused, &#x21ba; one that leaves the state as it is. {{diagramLegend}}</p>
        <div class="pictures">
        {{#diagrams}}<figure><figcaption><b>{{title}}</b> {{caption}}</figcaption><div class="scroll" tabindex="0" role="region" aria-label="State machine of {{title}}">{{{svg}}}</div></figure>
        {{/diagrams}}
        </div>
        </section>
        {{/empty(diagrams)}}
        {{^empty(layouts)}}<section id="layouts" aria-labelledby="layouts-title">
        <h2 id="layouts-title">Layouts</h2>
        <p class="legend">Eight bytes to a row. <span class="key added">+ new</span> <span class="key moved">&#x2195; moved</span> <span class="key retyped">~ other type</span> <span class="key hole">hole or padding</span>, each against the column before. Members that share bytes, as in a union, lie below each other.</p>
        {{#layouts}}<details class="layout"{{#first()}} open{{/first()}}><summary><h3>{{title}}</h3></summary>
        <div class="scroll" tabindex="0" role="region" aria-label="Layout of {{title}}">{{{svg}}}</div>
        <dl class="changes">{{#changes}}<div><dt>{{label}}</dt><dd>{{#items}}<span>{{.}}</span>{{/items}}</dd></div>{{/changes}}</dl>
        </details>
        {{/layouts}}
        </section>
        {{/empty(layouts)}}
        {{> tables}}
        <section id="findings" aria-labelledby="findings-title">
        <h2 id="findings-title">Findings</h2>
        {{> filter}}
        {{#steps}}<section class="step" id="{{id}}" aria-labelledby="{{id}}-title">
        <h3 id="{{id}}-title">{{from}} &#x2192; {{to}}{{#isNet}}, all told{{/isNet}} <small>{{counts}}</small></h3>
        {{#findings}}{{> finding}}{{/findings}}
        </section>
        {{/steps}}
        </section>
        {{#thread}}{{> thread}}{{/thread}}
        {{> appendix}}
        </main>
        <footer><p>Made by kdrift {{toolVersion}} with {{libclangVersion}} from {{inputs}}. <code>kdrift explain RULE</code> says more on a rule, <code>--format json</code> has everything.</p></footer>
        <script>
        {{{script}}}
        </script>
        </body>
        </html>
        """

    private static let summary = """
        <section id="summary" class="hero" aria-labelledby="summary-title">
        {{#summary}}
        <p class="versus"><b>{{from}}</b> &#x2192; <b>{{to}}</b> <a href="#{{stepID}}">{{counts}}</a></p>
        <h2 id="summary-title">{{headline}}</h2>
        <p class="lede">{{declarations}}{{#since}} {{since}}{{/since}}</p>
        {{#cards}}<article class="card {{finding.severity}}">
        <p class="what"><span class="badge {{finding.severity}}">{{finding.severity}}</span> <code>{{finding.symbol}}</code> <span class="rule">{{finding.ruleTitle}}</span></p>
        {{#call}}<p class="flip"><span class="lead">{{lead}}</span> <span class="callname">{{call}}</span> <span class="then"><span class="before">{{before}}</span><span class="arrow" aria-label="becomes">&#x2192;</span><span class="after">{{after}}</span></span></p>{{/call}}
        <p class="message">{{{finding.message}}}</p>
        {{#isUnfolded}}{{#finding}}{{#trace}}{{> trace}}{{/trace}}{{/finding}}{{/isUnfolded}}
        {{^empty(pictures)}}<div class="pictures">
        {{#pictures}}<figure><figcaption><b>{{title}}</b> {{caption}}</figcaption><div class="scroll" tabindex="0" role="region" aria-label="State machine of {{title}}">{{{svg}}}</div></figure>
        {{/pictures}}</div>{{/empty(pictures)}}
        <p class="why"><b>Why it matters.</b> {{{why}}}</p>
        {{#finding}}<p class="source">{{#patch}}Patch {{patch}}. {{/patch}}<a href="#{{id}}">All of this finding</a></p>{{/finding}}
        </article>
        {{/cards}}
        {{#hasRest}}<p><a href="#{{stepID}}">{{restCount}} more in this step</a></p>{{/hasRest}}
        {{/summary}}
        {{^summary}}<h2 id="summary-title">No drift</h2><p class="lede">Nothing that was compared differs between the revisions. What could not be compared is told under Coverage.</p>{{/summary}}
        </section>
        """

    private static let trace = """
        <table class="trace"><caption>The same calls, side by side{{#setting}} ({{setting}}){{/setting}}</caption>
        <thead><tr><th scope="col">#</th><th scope="col">call</th><th scope="col">{{from}}</th><th scope="col">{{to}}</th></tr></thead>
        <tbody>{{#rows}}<tr{{#isDifferent}} class="differs"{{/isDifferent}}><td>{{number}}</td><th scope="row"><code>{{operation}}</code>{{#words}} <span class="state">{{.}}</span>{{/words}}</th><td>{{#before}}<b>{{outcome}}</b> <span class="state">{{state}}</span>{{/before}}</td><td>{{#isDifferent}}<span class="sign" aria-label="differs">&#x2260;</span> {{/isDifferent}}{{#after}}<b>{{outcome}}</b> <span class="state">{{state}}</span>{{/after}}</td></tr>
        {{/rows}}</tbody></table>
        """

    private static let finding = """
        <details class="finding {{severity}}" id="{{id}}" data-rule="{{rule}}" data-severity="{{severity}}" data-patch="{{patchKey}}">
        <summary><span class="badge {{severity}}">{{severity}}</span> <span class="message">{{{message}}}</span> <span class="rule">{{rule}}{{#patch}} &#183; {{patchKey}}{{/patch}}</span></summary>
        <div class="body">
        {{#trace}}{{> trace}}{{/trace}}
        {{#listing}}<p class="both">{{listingTitle}}</p><pre tabindex="0">{{{listing}}}</pre>{{/listing}}
        {{^empty(consequences)}}<ul class="so">{{#consequences}}<li>{{{.}}}</li>{{/consequences}}</ul>{{/empty(consequences)}}
        {{^empty(said)}}<div class="said"><h4>What reviewers said</h4><ul>{{#said}}<li><a href="#{{id}}">{{who}}</a> <code>&lt;{{messageID}}&gt;</code>: {{excerpt}}{{#fate}} <span class="fate">{{{.}}}</span>{{/fate}}</li>{{/said}}</ul>{{#hasMoreSaid}}<p>{{saidRest}} more in the <a href="#thread">review thread</a>.</p>{{/hasMoreSaid}}</div>{{/empty(said)}}
        {{#saidAbove}}<p class="said">Reviewers spoke of this: <a href="#{{.}}">see above</a>.</p>{{/saidAbove}}
        {{#advice}}<p class="advice"><b>Advice.</b> {{advice}}</p>{{/advice}}
        <dl class="facts">{{#patch}}<dt>patch</dt><dd>{{patch}}{{#messageID}} <code>&lt;{{messageID}}&gt;</code>{{/messageID}}</dd>{{/patch}}{{#site}}<dt>at</dt><dd><code>{{site}}</code></dd>{{/site}}{{#flavors}}<dt>in</dt><dd>{{flavors}}</dd>{{/flavors}}<dt>is</dt><dd>{{axes}}</dd><dt>why</dt><dd>{{{why}}}</dd><dt>id</dt><dd><code>{{fingerprint}}</code></dd></dl>
        </div>
        </details>
        """

    private static let filter = """
        <form class="filter" id="filter" hidden>
        <fieldset><legend>Severity</legend><label><input type="checkbox" name="severity" value="error" checked> error</label> <label><input type="checkbox" name="severity" value="warning" checked> warning</label> <label><input type="checkbox" name="severity" value="note" checked> note</label> <label><input type="checkbox" name="severity" value="unknown" checked> unknown</label></fieldset>
        <label>Rule <select name="rule"><option value="">all</option>{{#rules}}<option value="{{value}}">{{label}}</option>{{/rules}}</select></label>
        <label>Patch <select name="patch"><option value="">all</option>{{#patches}}<option value="{{value}}">{{label}}</option>{{/patches}}</select></label>
        <label>Words <input type="search" name="words" autocomplete="off"></label>
        <button type="reset">Show all</button> <button type="button" id="unfold">Unfold</button>
        <p role="status" aria-live="polite"><output id="shown">{{total}}</output> of {{total}} findings</p>
        </form>
        """

    private static let tables = """
        {{^empty(tables)}}<section id="tables" aria-labelledby="tables-title">
        <h2 id="tables-title">What each revision declares</h2>
        {{#tables}}<div class="scroll" tabindex="0" role="region" aria-label="{{title}}"><table class="revisions"><caption>{{title}}</caption>
        <thead><tr><td></td>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>{{#rows}}<tr><th scope="row"><code>{{name}}</code></th>{{#cells}}<td{{#isChanged}} class="changed"{{/isChanged}}>{{text}}</td>{{/cells}}</tr>
        {{/rows}}</tbody></table></div>
        {{/tables}}
        </section>{{/empty(tables)}}
        """

    private static let appendix = """
        <section id="coverage" aria-labelledby="coverage-title">
        <h2 id="coverage-title">Coverage</h2>
        <p>{{coverage}}.</p>
        <dl class="lines">{{#revisions}}<dt>{{what}}</dt><dd>{{text}}</dd>{{/revisions}}</dl>
        {{#notes}}<p class="hint">{{.}}</p>{{/notes}}
        {{^empty(references)}}<h3>Reference model</h3><dl class="lines">{{#references}}<dt>{{what}}</dt><dd>{{text}}</dd>{{/references}}</dl>{{/empty(references)}}
        <h3>Unknown</h3>{{^empty(unknown)}}<dl class="lines">{{#unknown}}<dt>{{what}}</dt><dd>{{text}}</dd>{{/unknown}}</dl>{{/empty(unknown)}}{{#empty(unknown)}}<p>Nothing.</p>{{/empty(unknown)}}
        {{^empty(suppressed)}}<h3>Suppressed</h3><dl class="lines">{{#suppressed}}<dt>{{what}}</dt><dd>{{text}}</dd>{{/suppressed}}</dl>{{/empty(suppressed)}}
        </section>
        """
}
