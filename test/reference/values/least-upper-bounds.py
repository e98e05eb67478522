"""Least upper boundedness by Krackhardt's definition, pair by pair, and beside it what R sna's lubness computes.

An upper bound of i and j reaches both (everybody reaches themselves). Krackhardt 1994, and sna's manual: the least
one is reached by every other. sna 2.7-1's C code asks for one that reaches every other instead: the highest.

Run: python3 least-upper-bounds.py REFERENCE_FOLDER > least-upper-bounds.json   (python3-networkx, python3-numpy)
"""
import json
import pathlib
import sys

import networkx
import numpy


def boundedness(n, arcs):
    g = networkx.DiGraph()
    g.add_nodes_from(range(n))
    g.add_edges_from(arcs)
    reaches = numpy.eye(n, dtype=bool)
    for v in range(n):
        reaches[v, list(networkx.descendants(g, v))] = True
    without_least = without_highest = most = 0
    for component in networkx.weakly_connected_components(g):
        nodes = sorted(component)
        most += (len(nodes) - 1) * (len(nodes) - 2) / 2
        for a in nodes:
            for b in nodes:
                if a >= b:
                    continue
                bounds = [k for k in nodes if reaches[k, a] and reaches[k, b]]
                among = reaches[numpy.ix_(bounds, bounds)]
                without_least += not (bounds and among.all(axis=0).any())
                without_highest += not (bounds and among.all(axis=1).any())
    return {"least": 1 - without_least / most, "highest": 1 - without_highest / most}


def both_ways(n, arcs):
    return {"plain": boundedness(n, arcs), "reversed": boundedness(n, [(j, i) for i, j in arcs])}


def main():
    reference = pathlib.Path(sys.argv[1]) / "network"
    published = {}
    expected = json.loads((reference / "expected.json").read_text())
    for name in ("krackhardt_advice", "krackhardt_reports_to", "krackhardt_friendship", "lazega_advice"):
        published[name] = both_ways(expected[name]["n"], expected[name]["edges_0based"])
    made = json.loads((pathlib.Path(__file__).parent / "random-digraphs.json").read_text())["networks"]
    random = [both_ways(each["n"], [(i, j) for i, j, _ in each["arcs"]]) for each in made]
    tools = {"networkx": networkx.__version__, "numpy": numpy.__version__}
    json.dump({"tools": tools, "published": published, "random": random}, sys.stdout, separators=(",", ":"))
    sys.stdout.write("\n")


main()
