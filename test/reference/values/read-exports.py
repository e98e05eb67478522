# Reads exported networks with other programs and says what they found, as JSON: a list, one entry a pair.
#   python3 read-exports.py READER FILE [READER FILE]…
# Checked with igraph 0.10.2 and networkx 2.8.8.
import csv
import io
import json
import math
import sys

import igraph
import networkx



def number(value):
    return None if value is None or (isinstance(value, float) and math.isnan(value)) else value


def from_igraph(graph, label):
    names = graph.vertex_attributes()
    return {
        "directed": graph.is_directed(),
        "labels": graph.vs[label] if label in names else [],
        "leads": [number(value) for value in graph.vs["lead"]] if "lead" in names else [],
        "lines": [[e.source, e.target, e["weight"]] for e in graph.es],
    }


def from_networkx(graph, nodes):
    place = {node: index for index, node in enumerate(nodes)}
    return {
        "directed": graph.is_directed(),
        "labels": [graph.nodes[node].get("label", node) for node in nodes],
        "leads": [number(graph.nodes[node].get("lead")) for node in nodes],
        "lines": [[place[a], place[b], data["weight"]] for a, b, data in graph.edges(data=True)],
    }


def gexf(path):
    # networkx 2.8.8 knows GEXF up to 1.2; what is written here is the same in 1.3 but for its name.
    with open(path, encoding="utf-8") as lines:
        text = lines.read()
    text = text.replace('version="1.3" xmlns="http://gexf.net/1.3"', 'version="1.2" xmlns="http://www.gexf.net/1.2draft"')
    text = text.replace("http://gexf.net/1.3/viz", "http://www.gexf.net/1.2draft/viz")
    return networkx.read_gexf(io.BytesIO(text.encode("utf-8")))


def edges(path):
    graph = networkx.DiGraph()
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            graph.add_edge(row["from"], row["to"], weight=float(row["weight"]))
    return graph


def in_order(graph):
    return from_networkx(graph, list(graph))


readers = {
    "igraph-graphml": lambda path: from_igraph(igraph.Graph.Read_GraphML(path), "label"),
    "igraph-pajek": lambda path: from_igraph(igraph.Graph.Read_Pajek(path), "id"),
    "igraph-dl": lambda path: from_igraph(igraph.Graph.Read_DL(path), "name"),
    "networkx-graphml": lambda path: in_order(networkx.read_graphml(path)),
    "networkx-gexf": lambda path: in_order(gexf(path)),
    "networkx-pajek": lambda path: in_order(networkx.read_pajek(path)),
    "networkx-csv": lambda path: from_networkx(edges(path), sorted(edges(path), key=lambda id: int(id.split("-")[1]))),
}

arguments = iter(sys.argv[1:])
json.dump([readers[reader](path) for reader, path in zip(arguments, arguments)], sys.stdout)
