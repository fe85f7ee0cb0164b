#!/usr/bin/env python3
"""facts.py OLD.json NEW.json ALL.json BASES.json: holds reviews of the real mails against what is known of them.

OLD is `kdrift review v1…v4` on 5.16, NEW that of v5…v8 and the resent v8 on 5.17, ALL that of all nine on one tree,
BASES that of all nine on a repository with both trees, each revision on the base that was found for it.
Only facts stand here: names, Message-Ids, results. The mails are others' text and no part of the project.
"""
import json, sys

LABELS = ["v2", "v3", "v4", "v5", "v6", "v7", "v8", "v8-resend"]

# A reviewer's own words on v1: mail, author, declaration, and what became of it in each later revision ("-": the
# revision has no entry). gone: no longer declared; absent: proposed, never declared.
COMMENTS = [
    ("YZJdJH4AS+vm0j06@infradead.org", "Christoph Hellwig", "enum iommu_dma_owner",
     "addressed untouched addressed gone gone gone gone gone"),
    ("YZJdJH4AS+vm0j06@infradead.org", "Christoph Hellwig", "struct iommu_group.dma_owner",
     "untouched untouched untouched gone gone gone gone gone"),
    ("YZJdJH4AS+vm0j06@infradead.org", "Christoph Hellwig", "struct iommu_group.owner_user_file",
     "addressed untouched untouched addressed untouched untouched untouched untouched"),
    ("20211116134603.GA2105516@nvidia.com", "Jason Gunthorpe", "iommu_attach_device",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("d79acc01-eeaf-e6ac-0415-af498c355a00@linux.intel.com", "Lu Baolu", "iommu_domain_alloc_user",
     "absent absent absent absent absent absent absent absent"),
    ("d79acc01-eeaf-e6ac-0415-af498c355a00@linux.intel.com", "Lu Baolu", "struct iommu_domain.owner_user_file",
     "absent absent absent absent absent absent absent absent"),
    ("20211117133517.GJ2105516@nvidia.com", "Jason Gunthorpe", "iommu_attach_device",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("5901c54b-a6eb-b060-aa52-15de7708d703@linux.intel.com", "Lu Baolu", "iommu_attach_device",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("20211118141043.GQ2105516@nvidia.com", "Jason Gunthorpe", "struct iommu_group.owner_cookie",
     "introduced untouched untouched addressed untouched untouched untouched untouched"),
    ("20211118141043.GQ2105516@nvidia.com", "Jason Gunthorpe", "DMA_OWNER_PRIVATE_DOMAIN",
     "introduced untouched untouched gone gone gone gone gone"),
    ("20211118141043.GQ2105516@nvidia.com", "Jason Gunthorpe", "iommu_attach_device",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("20211118141043.GQ2105516@nvidia.com", "Jason Gunthorpe", "iommu_attach_group",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("BN9PR11MB5433639E43C37C5D2462BD718C9B9@BN9PR11MB5433.namprd11.prod.outlook.com", "Tian, Kevin", "iommu_attach_device",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("BN9PR11MB5433E5B63E575E2232DFBBE48C9C9@BN9PR11MB5433.namprd11.prod.outlook.com", "Tian, Kevin", "iommu_attach_device",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("20211119150612.jhsvsbzisvux2lga@8bytes.org", "Jörg Rödel", "iommu_attach_device",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("495c65e4-bd97-5f29-d39b-43671acfec78@arm.com", "Robin Murphy", "iommu_attach_group",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("e9db18d3-dea3-187a-d58a-31a913d95211@arm.com", "Robin Murphy", "iommu_attach_group",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("20211115161756.GP2105516@nvidia.com", "Jason Gunthorpe", "iommu_attach_group",
     "untouched untouched untouched untouched untouched untouched untouched untouched"),
    ("YZJgMzYzuxjJpWIC@infradead.org", "Christoph Hellwig", "iommu_group_dma_owner_unclaimed",
     "untouched untouched addressed addressed untouched untouched untouched untouched"),
]

# What functions do otherwise: a name, the two sides, the function, the last call's result before and after (None: any
# difference), and the most calls of the run that shows it.
DRIFTS = [
    ("D0a", "base", "v1", "iommu_attach_group", "0", "-EBUSY", 2),
    ("D1c", "v1", "v2", "iommu_group_set_dma_owner", "-EPERM", "-EBUSY", 2),
    ("D1c NULL", "v1", "v2", "iommu_group_set_dma_owner", "-EINVAL", "0", 1),
    ("D1d", "v1", "v2", "iommu_device_set_dma_owner", "0", "-EBUSY", 2),
    ("D2a", "v2", "v3", "iommu_attach_device_shared", "-EBUSY", "0", 4),
    ("D2b", "v2", "v3", "iommu_device_set_dma_owner", "0", "-EBUSY", 5),
    ("D2c", "v2", "v3", "iommu_group_set_dma_owner", "0", "-EBUSY", 4),
    ("D3b", "v3", "v4", "iommu_group_set_dma_owner", "-EBUSY", "0 W", 2),
    ("D3c", "v3", "v4", "iommu_group_set_dma_owner", "0", "0 W", 3),
    ("D3f", "v3", "v4", "iommu_attach_device_shared", "0", "-EPERM", 1),
    ("D3g", "v3", "v4", "iommu_device_release_dma_owner", "W", "–", 4),
    ("D3i", "v3", "v4", "__device_release_driver", "W", "–", 2),
    ("D3j", "v3", "v4", "really_probe", "-EBUSY", "0", 2),
    ("D6a", "v6", "v7", "iommu_group_claim_dma_owner", "0", "-EPERM", 2),
    ("D6c", "v6", "v7", "iommu_group_claim_dma_owner", "0", "-EPERM", 2),
    ("D7a", "v7", "v8", "iommu_group_claim_dma_owner", "0", "-EPERM", 2),
    ("D6b", "v6", "v7", "iommu_group_release_dma_owner", None, None, 3),
    ("D1e", "v1", "v2", "iommu_group_release_dma_owner", None, None, 2),
]

# Steps in which no function does anything else.
SAME = [("v5", "v6"), ("v8", "v8-resend")]


def result(step, side):
    return step[side].split("  ")[0].replace("\u2212", "-")


def comments(report):
    wrong = 0
    for message, author, symbol, fates in COMMENTS:
        wanted = {label: fate for label, fate in zip(LABELS, fates.split()) if fate != "-"}
        found = [
            {entry["revision"]: entry["fate"] for entry in target["history"]}
            for comment in report["comments"]
            if comment["messageID"] == message and comment["depth"] == 0 and comment["author"] == author
            for target in comment["targets"] if target["symbol"] == symbol
        ]
        if wanted not in found:
            wrong += 1
            print(f"not so: {author} <{message}> on {symbol}: found {found}, wanted {wanted}")
    print(f"{len(COMMENTS) - wrong} of {len(COMMENTS)} comments on v1 stand beside their declaration, with its later fate")
    return wrong


def drifts(findings):
    wrong = 0
    for name, old, new, symbol, before, after, length in DRIFTS:
        found = [
            finding for finding in findings
            if (finding["from"], finding["to"], finding["symbol"]) == (old, new, symbol)
            and 0 < len(finding["trace"]) <= length
            and (before is None or (result(finding["trace"][-1], "before"), result(finding["trace"][-1], "after"))
                 == (before, after))
        ]
        if not found:
            wrong += 1
            print(f"not found: {name}, {old} to {new}: {symbol} {before} to {after} in {length} calls")
        elif not any(finding.get("patch") for finding in found):
            wrong += 1
            print(f"without a patch: {name}, {old} to {new}: {symbol}")
    print(f"{len(DRIFTS) - wrong} of {len(DRIFTS)} known drifts of behaviour are found, each with a patch")
    for old, new in SAME:
        more = [f["symbol"] for f in findings if f["trace"] and (f["from"], f["to"]) == (old, new)]
        if more:
            wrong += 1
            print(f"from {old} to {new} nothing should behave otherwise: {more}")
    deviations = [f for f in findings if f["trace"] and f["from"].startswith("reference")]
    for finding in deviations:
        print(f"{finding['to']} does not do what its design says: {finding['symbol']}")
    return wrong + len(deviations)


def bases(old, new, both):
    """What is found must not depend on whether the author has rebased between two revisions."""
    def step(report, start, end):
        return sorted(
            (f["rule"], f["symbol"], f["message"]) for f in report["findings"] if (f["from"], f["to"]) == (start, end))
    wrong = 0
    steps = [(a, b, old) for a, b in zip(LABELS, LABELS[1:3])] + [("v1", "v2", old)]
    steps += [(a, b, new) for a, b in zip(LABELS[3:], LABELS[4:])]
    for start, end, report in sorted(steps, key=lambda entry: entry[:2]):
        here, there = step(both, start, end), step(report, start, end)
        if here != there:
            wrong += 1
            print(f"{start} to {end}: {len(here)} findings on found bases, {len(there)} on one tree")
    moved = [(entry["finding"]["from"], entry["finding"]["to"]) for entry in both["suppressed"]]
    notes = [note for note in both["coverage"]["notes"] if note.startswith("the base of ")]
    found = {note.split()[3]: note.split(" is ")[1].split(":")[0] for note in notes}
    steps = [pair for pair in zip(["v1"] + LABELS, LABELS) if found[pair[0]] != found[pair[1]]]
    if len(notes) != len(LABELS) + 1 or set(found.values()) != {"old", "new"} or set(moved) - set(steps):
        wrong += 1
        print(f"the bases are {found}, and changes come with them in {sorted(set(moved))}")
    print(f"bases: {', '.join(f'{label} {name}' for label, name in found.items())}; {len(moved)} changes come with a base alone")
    return wrong


def main(old, new, whole, both):
    old, new, whole, both = (json.load(open(path)) for path in (old, new, whole, both))
    wrong = drifts(old["findings"] + new["findings"]) + comments(whole) + bases(old, new, both)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
