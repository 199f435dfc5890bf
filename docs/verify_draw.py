"""Checks an exported draw (docs/sampling.md): python3 verify_draw.py draw.json"""
import hashlib, itertools, json, sys
sys.excepthook = lambda kind, error, _: print("differs: form of the file:", kind.__name__, error)
sha = lambda text: hashlib.sha256(text.encode()).hexdigest()
once = lambda rows, key: len({row[key] for row in rows}) == len(rows)
draw = json.load(open(sys.argv[1], encoding="utf-8"))
seed, rule, picks, gone = draw["seed"], draw["plan"]["rule"], draw["picks"], draw["replacements"]
count, pools = rule["count"], [stratum["pool"] for stratum in rule["strata"]]
ends = list(itertools.accumulate(stratum["percent"] for stratum in rule["strata"]))
def need(holds, what):
    if not holds: sys.exit(print("differs:", what) or 1)
def read(text):  # unit -> its candidates (key, call, agent, letters), lowest key first
    lines, units, first_edition = text.split("\n")[:-1], {}, draw["algorithm"] == "sha256-rank/1"
    head = [draw["algorithm"]] if first_edition else lines.pop(0).split()
    need(head in (["sha256-rank/1"], ["sha256-rank/2", *pools]) and head[0] == draw["algorithm"], "algorithm")
    for word, *rest in map(str.split, lines):
        if first_edition: unit, agent, word, rest = word, word, rest[0], []
        if word == "=": unit, agent = rest
        else: units.setdefault(unit, []).append((sha(seed + word), word, agent, "".join(rest)))
    return {unit: sorted(calls) for unit, calls in units.items()}
def expected(unit, left, n, number):  # the first n calls with their pools, in order
    start, wanted, taken = int(sha(f"{seed}{unit}strata{number}")[:8], 16), [0] * len(pools), []
    for k in range(n): wanted[[(start + k * 2**32) * 100 < end * n * 2**32 for end in ends].index(True)] += 1
    for letter, pool, most in zip("ABCDEFGH", pools, wanted):
        own = [call for call in left if pool == "any" or letter in call[3]][:most]
        taken, left = taken + [(*call[1:3], pool) for call in own], [call for call in left if call not in own]
    return taken + [(*call[1:3], "any") for call in left[:max(0, n - len(taken))]]
need(not draw["commitment"] or draw["commitment"]["seedSha256"] == sha(seed), "seed and its commitment")
by_id, texts, seen, came = {pick["assignmentId"]: pick for pick in picks}, [], 0, {one["substituteId"] for one in gone}
drawn = [pick for pick in picks if pick["assignmentId"] not in came]
for number, part in enumerate(draw["rounds"]):
    texts.append(read(part["candidates"]))
    shares = json.dumps(part["shares"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    held = {"candidatesSha256": sha(part["candidates"]), "sharesSha256": sha(shares)}
    need(part["candidatesSha256"] == held["candidatesSha256"], f"candidates of round {number}")
    need(part["candidateCount"] == sum(map(len, texts[-1].values())), f"candidate count of round {number}")
    need(texts[-1].keys() <= {share["unitId"] for share in part["shares"]}, f"units of round {number}")
    for share in part["shares"]:
        unit, where = share["unitId"], f"of round {number}, unit {share['unitId']}"
        calls, had = texts[-1].get(unit, []), sum(p["unitId"] == unit and p["round"] < number for p in drawn)
        some = -(-share["calls"] * count.get("percent", 10 * count.get("perTen", 0)) // 100)
        n = (count["n"] if count["how"] == "fixed" else min(count["max"], max(count["min"], some))) - had
        own = sorted((p for p in drawn if (p["unitId"], p["round"]) == (unit, number)), key=lambda p: p["rank"])
        right, seen = expected(unit, calls, n, number), seen + len(own)
        need([share[of] for of in ("wanted", "eligible", "chosen")] == [n, len(calls), len(right)], "figures " + where)
        need([(p["recordingId"], p["agentId"], p["stratum"]) for p in own] == right, "picks " + where)
        need({p["reviewerId"] for p in own} == set(share["reviewerIds"]), "reviewers " + where)
    need(part["chained"] in (None, held), f"round {number} and the audit chain")
need(seen == len(drawn) and once(picks, "assignmentId") and once(picks, "recordingId") and once(gone, "assignmentId"), "rows in all")
for one in gone:
    old, new, skipped = by_id[one["assignmentId"]], by_id.get(one["substituteId"]), [call["recordingId"] for call in one["skipped"]]
    unit, pool, letters = old["unitId"], old["stratum"], {a for a, pool in zip("ABCDEFGH", pools) if pool == old["stratum"]}
    ranked = sorted((pool != "any" and not letters & set(call[3]), *call) for call in texts[old["round"]][unit])
    taken = {p["recordingId"] for p in picks if p["unitId"] == unit and (not new or p["rank"] < new["rank"])} - set(skipped)
    free = [(call[2], "any" if call[0] else pool) for call in ranked if call[2] not in taken]
    right = [call for call in free if call[0] not in skipped][:1] == ([(new["recordingId"], new["stratum"])] if new else [])
    need(right and [call for call, _ in free[:len(skipped)]] == skipped, f"substitute for {one['assignmentId']}")
ranks = {(p["unitId"], p["rank"]) for p in picks}
need(len(ranks) == len(picks) and all(n == 1 or (unit, n - 1) in ranks for unit, n in ranks), "numbers of the picks")
print("match")
