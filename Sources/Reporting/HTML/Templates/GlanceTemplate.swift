/// The top of the page: a line for each step between revisions, and the claims that do not hold.
enum GlanceTemplate {
    static let glance = """
        <section id="timeline" aria-labelledby="timeline-title">
        <h2 id="timeline-title">What each revision changes</h2>
        <ol class="timeline">
        {{#steps}}{{^isNet}}{{#glance}}<li class="{{severity}}"><p class="pair"><a href="#{{id}}"><b>{{from}}</b> &#x2192; <b>{{to}}</b></a>{{#isHidden}} <span class="hidden">same declarations</span>{{/isHidden}}</p>
        <div class="says"><p class="gist">{{#findingID}}<a href="#{{.}}">{{/findingID}}{{{words}}}{{#before}}: <span class="before">{{before}}</span> <span class="arrow">became</span> <span class="after">{{after}}</span>{{/before}}{{#findingID}}</a>{{/findingID}}</p>
        <p class="because">{{{why}}}{{#start}} <span>(start: {{.}})</span>{{/start}}{{#symbol}} <code>{{.}}</code>{{/symbol}}{{#patch}} <span class="patch">{{.}}</span>{{/patch}}</p></div>
        <p class="count"><span class="bars" aria-hidden="true"><i class="error" style="height:{{errorShare}}%"></i><i class="warning" style="height:{{warningShare}}%"></i><i class="note" style="height:{{noteShare}}%"></i></span> {{counts}}</p></li>
        {{/glance}}{{/isNet}}{{/steps}}
        </ol>
        </section>
        """

    static let claims = """
        {{^empty(claims)}}<section id="claims" aria-labelledby="claims-title">
        <h2 id="claims-title">Claims that do not hold</h2>
        <p>What cover letters and commit messages say, where the measurements plainly contradict it.</p>
        <ul class="claims">{{#claims}}<li>{{{message}}}{{#patch}} <span class="source">({{.}})</span>{{/patch}}{{#messageID}} <code>&lt;{{.}}&gt;</code>{{/messageID}}{{#id}} <a href="#{{.}}">The finding</a>{{/id}}</li>
        {{/claims}}</ul>
        </section>{{/empty(claims)}}
        """
}
