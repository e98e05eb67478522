/** One JavaScript peer at finding communities: NAME PAIRS.bin NODES → seconds (loading included) and quality. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [name, path, nodes] = process.argv.slice(2);
const nodeCount = Number(nodes);
const bytes = readFileSync(path);
const pairs = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const require = createRequire(import.meta.url);

interface Peer {
  /** Loads the ties and finds communities; gives modularity. */
  run(): number;
}

const networkAnalysis: Peer = {
  run() {
    const { Clustering, LeidenAlgorithm, Network } = require('networkanalysis-ts');
    const from: number[] = [];
    const to: number[] = [];
    for (let k = 0; k < pairs.length; k += 2) {
      from.push(pairs[k]);
      to.push(pairs[k + 1]);
    }
    const network = new Network({
      nNodes: nodeCount,
      setNodeWeightsToTotalEdgeWeights: true,
      edges: [from, to],
      sortedEdges: false,
      checkIntegrity: false,
    });
    const algorithm = new LeidenAlgorithm();
    // Its quality is CPM on node weights: this resolution makes it modularity.
    algorithm.setResolution(1 / (2 * network.getTotalEdgeWeight()));
    algorithm.setNIterations(2);
    const clustering = new Clustering({ nNodes: nodeCount });
    algorithm.improveClustering(network, clustering);
    return algorithm.calcQuality(network, clustering);
  },
};

const graphology: Peer = {
  run() {
    const { UndirectedGraph } = require('graphology');
    const louvain = require('graphology-communities-louvain');
    const graph = new UndirectedGraph();
    for (let i = 0; i < nodeCount; i++) graph.addNode(i);
    for (let k = 0; k < pairs.length; k += 2) graph.addEdge(pairs[k], pairs[k + 1]);
    return louvain.detailed(graph).modularity;
  },
};

const peer = name === 'graphology' ? graphology : networkAnalysis;
const start = performance.now();
const quality = peer.run();
process.stdout.write(`${JSON.stringify({ seconds: (performance.now() - start) / 1000, quality })}\n`);
