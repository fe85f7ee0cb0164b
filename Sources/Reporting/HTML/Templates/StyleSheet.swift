/// The page's style: light and dark from one set of names, one column on a telephone, all unfolded on paper. Every
/// pair of text and ground has a contrast of at least 4.5 (scripts/html/check measures it).
enum StyleSheet {
    static let text = light + dark + frame + summary + pictures + findings + print

    private static let lightNames = """
        --bg:#fff;--fg:#1b1f24;--muted:#57606a;--card:#f5f7f9;--line:#cfd6de;--accent:#0b57d0;
        --error:#a8201a;--error-bg:#fde9e7;--warning:#7a4b00;--warning-bg:#fff1d6;--note:#0a4f7a;--note-bg:#e3f1fb;
        --ok:#176232;--ok-bg:#def3e3;--violet:#5b2a9c;--violet-bg:#eee5fb;--cell:#e9edf2;--glow:#ffd9d5
        """

    private static let light = ":root{\(lightNames)}\n"

    private static let darkNames = """
        --bg:#11151a;--fg:#e6e9ee;--muted:#a4aeb9;--card:#1a2027;--line:#38424e;--accent:#8ab4ff;
        --error:#ff9a91;--error-bg:#3b1715;--warning:#ffc46b;--warning-bg:#38280a;--note:#8fcbff;--note-bg:#10293d;
        --ok:#86dd9b;--ok-bg:#12301b;--violet:#cfb2ff;--violet-bg:#2a1d44;--cell:#28313b;--glow:#5a1f1b
        """

    private static let dark = """
        @media (prefers-color-scheme:dark){:root:not([data-theme=light]){\(darkNames)}}
        :root[data-theme=dark]{\(darkNames)}

        """

    private static let frame = """
        *{box-sizing:border-box}
        html{color-scheme:light dark;scroll-padding-top:1rem}
        :root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
        body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;overflow-wrap:break-word}
        header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
        code,pre,.callname,.then{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
        code{font-size:.9em}
        a{color:var(--accent)}
        h1{font-size:clamp(1.35rem,3.4vw,2rem);line-height:1.2;margin:.2rem 0 .4rem}
        h2{font-size:1.35rem;margin:0 0 .6rem}
        h3{font-size:1.05rem;margin:1.2rem 0 .5rem}
        h3 small{font-weight:400;color:var(--muted)}
        main>section{margin:2.5rem 0}#timeline{margin-top:1.1rem}#timeline h2{margin-bottom:.4rem}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--bg);padding:.5rem;z-index:2}
        .tool{display:flex;justify-content:space-between;align-items:center;margin:1rem 0 0;color:var(--muted);font-weight:600}
        .coverage{color:var(--muted);margin:0 0 .6rem;font-size:.9rem}
        nav{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;font-size:.95rem}
        button,select,input[type=search]{font:inherit;font-size:.9rem;color:var(--fg);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.25rem .6rem;max-width:100%}
        footer{color:var(--muted);border-top:1px solid var(--line);margin-top:3rem;font-size:.9rem}
        .scroll{overflow-x:auto;max-width:100%}
        .badge{display:inline-block;font-size:.78rem;font-weight:700;border-radius:99px;padding:.05rem .55rem;border:1px solid currentColor}
        .badge.error{color:var(--error);background:var(--error-bg)}.badge.warning{color:var(--warning);background:var(--warning-bg)}.badge.note{color:var(--note);background:var(--note-bg)}
        .rule{color:var(--muted);font-size:.85rem}
        .timeline{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}
        .timeline li{display:grid;grid-template-columns:9.8rem 1fr 9.5rem;gap:0 1rem;align-items:start;padding:.42rem .5rem .42rem .7rem;border-bottom:1px solid var(--line);border-left:5px solid var(--line)}
        .timeline li.error{border-left-color:var(--error)}.timeline li.warning{border-left-color:var(--warning)}.timeline li.note{border-left-color:var(--note)}
        .timeline p{margin:0}.pair a{color:var(--fg);text-decoration:none}.pair a:hover{text-decoration:underline}.pair b{font-size:1.1rem}
        .gist{line-height:1.35;overflow-wrap:anywhere}.gist a{color:var(--fg);text-decoration-color:var(--muted);text-underline-offset:3px}.gist a:hover{text-decoration-color:var(--accent)}
        .gist .before,.gist .after{font-weight:700;padding:0 .3rem;white-space:nowrap}
        .because{font-size:.84rem;color:var(--muted);overflow-wrap:anywhere}.because .patch{white-space:nowrap}.because code+.patch::before,.because span+.patch::before{content:"\u{b7} "}
        .count{font-size:.8rem;color:var(--muted);display:flex;gap:.6rem;align-items:flex-end}
        .bars{flex:0 0 2rem;display:flex;align-items:flex-end;gap:2px;height:30px}
        .bars i{flex:1;min-height:1px}
        .bars .error{background:var(--error)}.bars .warning{background:var(--warning)}.bars .note{background:var(--note)}
        .hidden{display:inline-block;white-space:nowrap;font-size:.76rem;font-weight:700;color:var(--violet);background:var(--violet-bg);border-radius:99px;padding:.05rem .5rem}

        """

    private static let summary = """
        .hero{border:1px solid var(--line);border-left:6px solid var(--error);border-radius:10px;padding:1.1rem 1.25rem;margin-top:1.2rem!important}
        .versus{margin:0;font-size:1.05rem}.versus b{font-size:1.35rem}.versus a{margin-left:.8rem;font-size:.9rem}
        .hero h2{font-size:clamp(1.5rem,4.6vw,2.3rem);line-height:1.15;margin:.15rem 0 .4rem}
        .lede{margin:0 0 1rem;max-width:60rem}
        .card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.8rem 1rem;margin:.8rem 0}
        .card p{margin:.35rem 0}
        .what code{font-weight:700;font-size:1rem}
        .flip{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .8rem;margin:.5rem 0!important}
        .flip .lead{color:var(--muted)}
        .callname{font-weight:700;font-size:1.15rem}
        .then{display:inline-flex;align-items:center;gap:.6rem;font-size:clamp(1.25rem,5vw,1.9rem);font-weight:700}
        .before{color:var(--ok);background:var(--ok-bg);border-radius:6px;padding:0 .5rem}
        .after{color:var(--error);background:var(--error-bg);border-radius:6px;padding:0 .5rem}
        .why{max-width:60rem}
        .source{font-size:.9rem;color:var(--muted)}
        table{border-collapse:collapse;font-size:.92rem}
        caption{text-align:left;font-weight:600;padding:.3rem 0}
        th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
        .trace{width:100%;background:var(--bg)}
        .trace tbody th{font-weight:400}.trace td,.trace th{overflow-wrap:anywhere}
        .trace b{white-space:nowrap;font-family:ui-monospace,"DejaVu Sans Mono",monospace}
        .state{color:var(--muted);font-size:.88em;margin-left:.5rem}
        .differs td,.differs th{background:var(--error-bg)}
        .differs td:last-child b,.sign{color:var(--error);font-weight:700}
        .differs .state{color:var(--fg)}

        """

    private static let pictures = """
        .pictures{display:flex;flex-wrap:wrap;gap:1rem 2rem}
        figure{margin:.4rem 0;max-width:100%}
        figcaption{font-size:.9rem;color:var(--muted);margin-bottom:.3rem}figcaption b{color:var(--fg);font-size:1.05rem;margin-right:.5rem}
        svg{display:block;max-width:none;font-family:ui-monospace,"DejaVu Sans Mono",monospace}
        svg text{font-size:12px;fill:var(--fg)}
        svg .label{font-weight:700;font-size:13px}
        svg .axis,svg .detail{fill:var(--muted);font-size:11px}
        svg .state{fill:var(--cell);stroke:var(--line)}svg .state.lit{fill:var(--bg);stroke:var(--error);stroke-width:2.5}
        svg .edge{fill:none;stroke:var(--muted);stroke-width:1.3}svg .edge.lit{stroke:var(--error);stroke-width:2.8}
        svg .head{fill:var(--muted)}svg .head.lit{fill:var(--error)}
        svg .call{font-size:11.5px}#machines svg .call.refused,svg .call.warned{fill:var(--error)}
        svg .lit.call{fill:var(--error);font-weight:700}svg .detail{fill:var(--fg)}
        svg .glow{fill:var(--glow)}
        svg .glow+.lit.call{fill:var(--fg)}
        svg .badge{fill:var(--error);border:0}svg .number{fill:var(--bg);font-size:11px;font-weight:700}
        svg .cell{stroke:var(--bg);stroke-width:1.5}
        svg .cell.same{fill:var(--cell)}svg .cell.added{fill:var(--ok-bg);stroke:var(--ok)}svg .cell.moved{fill:var(--warning-bg);stroke:var(--warning)}svg .cell.retyped{fill:var(--violet-bg);stroke:var(--violet)}
        svg .hole{fill:none;stroke:var(--line);stroke-dasharray:3 3}
        svg .band{fill:none;stroke:var(--line)}
        svg .member{font-size:11.5px}svg .member.added{fill:var(--ok);font-weight:700}svg .member.moved{fill:var(--warning);font-weight:700}svg .member.retyped{fill:var(--violet);font-weight:700}
        .legend{font-size:.92rem}
        .key{border-radius:4px;padding:.05rem .4rem;border:1px solid;font-weight:600;white-space:nowrap}
        .key.added{color:var(--ok);background:var(--ok-bg)}.key.moved{color:var(--warning);background:var(--warning-bg)}.key.retyped{color:var(--violet);background:var(--violet-bg)}.key.hole{color:var(--muted);border-style:dashed}
        .layout{border:1px solid var(--line);border-radius:8px;padding:.4rem .8rem;margin:.6rem 0}
        .layout summary h3{display:inline;margin:0;font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:1rem}
        .changes{font-size:.88rem;margin:.6rem 0 .3rem}.changes div{display:flex;gap:.7rem;padding:.15rem 0}.changes dt{flex:0 0 6rem;font-weight:600}.changes dd{margin:0;display:flex;flex-wrap:wrap;gap:.1rem 1.2rem}
        .revisions{margin:.4rem 0 1.2rem;font-size:.88rem}
        .revisions tbody th{font-weight:400;min-width:16rem}.revisions td{white-space:nowrap}
        .revisions .changed{background:var(--warning-bg);color:var(--warning);font-weight:600}

        """

    private static let findings = """
        summary{cursor:pointer;overflow-wrap:anywhere}
        .filter{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.6rem .9rem}
        .filter[hidden]{display:none}
        fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:.2rem .8rem}legend{float:left;margin-right:.8rem;padding:0;font-weight:600}
        .filter label{white-space:nowrap}.filter select{max-width:15rem}
        .filter p{margin:0;flex-basis:100%;font-size:.9rem;color:var(--muted)}
        .finding{border:1px solid var(--line);border-left-width:5px;border-radius:6px;margin:.4rem 0;background:var(--bg)}
        .finding.error{border-left-color:var(--error)}.finding.warning{border-left-color:var(--warning)}.finding.note{border-left-color:var(--note)}
        .finding>summary{padding:.4rem .7rem}.finding>summary .rule{display:inline-block}
        .finding:target{box-shadow:0 0 0 3px var(--accent)}
        .body{padding:.2rem .9rem .7rem;border-top:1px solid var(--line);background:var(--card);border-radius:0 0 6px 0}
        pre{overflow-x:auto;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:.5rem .7rem;font-size:.82rem;line-height:1.45;margin:.3rem 0}
        pre ins{color:var(--ok);background:var(--ok-bg);text-decoration:none}pre del{color:var(--error);background:var(--error-bg);text-decoration:none}pre mark{color:var(--warning);background:var(--warning-bg)}
        .both{margin:.5rem 0 0;font-size:.88rem;color:var(--muted)}
        .so{margin:.4rem 0;padding-left:1.2rem;font-size:.92rem}
        .facts,.lines{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .9rem;margin:.6rem 0;font-size:.9rem}
        .facts dt,.lines dt{color:var(--muted)}.facts dd,.lines dd{margin:0;min-width:0;overflow-wrap:anywhere}
        .lines dt{color:var(--fg);font-weight:600;max-width:22rem;overflow-wrap:anywhere}
        [hidden]{display:none!important}
        .said{border-left:3px solid var(--violet);padding-left:.8rem;margin:.6rem 0;font-size:.92rem}.said h4,.said p{margin:.2rem 0}.said ul{margin:.2rem 0;padding-left:1.1rem}.said li{overflow-wrap:anywhere}
        .fate{color:var(--violet);font-size:.92em}.topic{margin:1.2rem 0}.topic h3{margin:.8rem 0 .2rem;overflow-wrap:anywhere}.topic>.fate{margin:0 0 .3rem}.again{margin:.2rem 0 .2rem .9rem;font-size:.92rem;overflow-wrap:anywhere}
        .revision{color:var(--muted)}.excerpt{color:var(--muted);font-size:.92rem}
        .comment{border-left:3px solid var(--line);margin:.25rem 0}.comment>summary{padding:.15rem .6rem}.comment pre{white-space:pre-wrap;overflow-wrap:anywhere}.comment:target{box-shadow:0 0 0 3px var(--accent)}
        .words{white-space:pre-wrap;overflow-wrap:anywhere;max-width:52rem;margin:.4rem 0}
        .claims li{margin:.3rem 0;overflow-wrap:anywhere}
        @media (max-width:40rem){.timeline li{grid-template-columns:1fr auto;padding:.4rem 0 .45rem .6rem}.says{grid-column:1/-1;grid-row:2}.bars{display:none}.pictures svg{max-width:100%;min-width:19rem;height:auto}header,main,footer{padding:0 .8rem}.hero{padding:.8rem .8rem}.card{padding:.6rem .65rem}
        .trace b{white-space:normal}.trace .state{display:block;margin:0}.facts{grid-template-columns:1fr}.facts dd{margin-left:.8rem}.trace th,.trace td{padding:.3rem .35rem}
        .lines{grid-template-columns:1fr}.lines dd{margin:0 0 .4rem .8rem}.changes div{display:block}.filter label{white-space:normal}}

        """

    private static let print = """
        @media print{:root,:root[data-theme=dark]{color-scheme:light;\(lightNames)}
        .filter,nav,#theme,.skip,.timeline .bars{display:none!important}
        [hidden].finding{display:block!important}
        details::details-content{content-visibility:visible;display:block}summary{list-style:none}summary::-webkit-details-marker{display:none}
        body{font-size:10pt;line-height:1.4}header,main,footer{max-width:none;padding:0}.scroll,pre{overflow:visible}pre,td{white-space:pre-wrap!important;overflow-wrap:anywhere}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        svg{max-width:100%;height:auto}table{max-width:100%}
        a{color:inherit;text-decoration:none}
        .revisions{font-size:7.5pt;table-layout:auto}.revisions td,.revisions th{padding:.15rem .3rem}.revisions tbody th{min-width:0}
        @page{margin:14mm 13mm}
        .timeline li,.claims li,figure,tr,pre,.said li,.flip{break-inside:avoid}.hero,.finding,.comment{box-decoration-break:clone;-webkit-box-decoration-break:clone}
        .versus,.what,.flip,.both{break-after:avoid}
        #findings,#thread,#machines{break-before:page}
        h2,h3,summary,caption,thead{break-after:avoid}p,li,dd{orphans:3;widows:3}}
        """
}
