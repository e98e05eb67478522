"""What igraph, networkx and numpy say of communities, their boundaries and bridges.

Run: python3 community-patterns.py > community-patterns.json   (python3-igraph, python3-networkx, python3-numpy)
Reads random-digraphs.json beside it.
"""
import json
import pathlib
import sys

import igraph
import networkx
import numpy


def values(n, arcs, membership):
    s = numpy.zeros((n, n))
    for i, j, weight in arcs:
        s[i, j] += weight
        s[j, i] += weight
    c = numpy.array(membership)
    same = c[:, None] == c[None, :]
    upper = numpy.triu(s)
    internal, external = upper[same].sum(), upper[~same].sum()
    by_community = []
    for community in range(c.max() + 1):
        inside = upper[numpy.ix_(c == community, c == community)].sum()
        outside = s[numpy.ix_(c == community, c != community)].sum()
        by_community.append((outside - inside) / (outside + inside) if outside + inside > 0 else None)
    strength = s.sum(1)
    indicator = (c[:, None] == numpy.arange(c.max() + 1)[None, :]).astype(float)
    tied = strength > 0
    p = 1 - (((s @ indicator)[tied] / strength[tied][:, None]) ** 2).sum(1)
    p_by_community = [
        float(p[c[tied] == community].mean()) if (c[tied] == community).any() else None
        for community in range(c.max() + 1)
    ]
    g = networkx.Graph([(i, j) for i in range(n) for j in range(i) if s[i, j] > 0])
    between = numpy.array(list(networkx.betweenness_centrality(g, normalized=False).values()))
    share = between[between > 0] / between.sum() if between.sum() > 0 else None
    ties = [(i, j) for i in range(n) for j in range(i) if s[i, j] > 0]
    graph = igraph.Graph(n=n, edges=ties)
    weights = [s[i, j] for i, j in ties]
    return {
        "membership": [int(x) for x in c],
        "ei": (external - internal) / (external + internal),
        "ei_by_community": by_community,
        "participation": float(p.mean()),
        "participation_by_community": p_by_community,
        "effective_bridges": None if share is None else float(numpy.exp(-(share * numpy.log(share)).sum())),
        "modularity": graph.modularity(membership, weights=weights),
        "leiden": max(
            graph.community_leiden("modularity", weights=weights, n_iterations=-1).modularity for _ in range(50)
        ),
    }


def main():
    igraph.set_random_number_generator(__import__("random").Random(1))
    rng = numpy.random.default_rng(20260102)
    networks = []
    here = pathlib.Path(__file__).parent
    for network in json.loads((here / "random-digraphs.json").read_text())["networks"]:
        networks.append((network["n"], [tuple(arc) for arc in network["arcs"]]))
    karate = networkx.karate_club_graph()
    networks.append((34, [(i, j, 1.0) for i, j in karate.edges()]))
    out = []
    for n, arcs in networks:
        membership = rng.integers(0, 4, n)
        membership[:4] = range(4)
        out.append({"n": n, "arcs": arcs, **values(n, arcs, membership)})
    tools = {"igraph": igraph.__version__, "networkx": networkx.__version__, "numpy": numpy.__version__}
    json.dump({"tools": tools, "networks": out}, sys.stdout, separators=(",", ":"))
    sys.stdout.write("\n")


main()
