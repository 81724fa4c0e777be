/** For every node of the network its two nearest sites, by one search from all sites at once. */
import { BucketQueue } from './queue.ts';
import type { Network, Snaps } from './types.ts';

/** No site. */
export const NO_SITE = -1;
/** About the length of a short street: wider buckets repeat more work, narrower ones are mostly empty. */
export const BUCKET_METRES = 20;

/** The two nearest sites of each node: metres along streets, leg of the site included; Infinity and -1 where none is. */
export interface NodeLabels {
  firstMetres: Float64Array;
  firstSite: Int32Array;
  secondMetres: Float64Array;
  secondSite: Int32Array;
}

/**
 * Labels of all nodes, or only of those within `limitMetres`. Equal distances go to the site with the smaller number.
 * Time: each node is settled twice, few of them once more.
 */
export function labelNodes(network: Network, sites: Snaps, limitMetres = Infinity): NodeLabels {
  const { nodes, arcStarts, arcTargets, arcMetres } = network;
  const labels = createLabels(nodes);
  const queue = new BucketQueue(longestStep(network, sites), BUCKET_METRES, { nodes });
  queue.reset(0);
  const offer = (node: number, metres: number, site: number): void => {
    if (metres <= limitMetres && improve(labels, node, metres, site)) queue.push(node, metres, site);
  };
  seed(network, sites, offer);
  while (queue.take()) {
    const { node, metres, site } = queue;
    if (!isCurrent(labels, node, metres, site)) continue;
    for (let arc = arcStarts[node]!; arc < arcStarts[node + 1]!; arc++) {
      offer(arcTargets[arc]!, metres + arcMetres[arc]!, site);
    }
  }
  return labels;
}

/** The most that an entry can lie beyond the one being taken: a longest edge and a longest leg. */
function longestStep({ edgeMetres }: Network, { leg }: Snaps): number {
  let edge = 0;
  for (const metres of edgeMetres) if (metres > edge) edge = metres;
  let farthest = 0;
  for (const metres of leg) if (metres > farthest) farthest = metres;
  return edge + farthest;
}

function createLabels(nodes: number): NodeLabels {
  return {
    firstMetres: new Float64Array(nodes).fill(Infinity),
    firstSite: new Int32Array(nodes).fill(NO_SITE),
    secondMetres: new Float64Array(nodes).fill(Infinity),
    secondSite: new Int32Array(nodes).fill(NO_SITE),
  };
}

/** Both ends of the edge that a site stands on. */
function seed(
  { edgeFrom, edgeTo, edgeMetres }: Network,
  { edge, along, leg }: Snaps,
  offer: (node: number, metres: number, site: number) => void,
): void {
  for (let site = 0; site < edge.length; site++) {
    const on = edge[site]!;
    if (on < 0) continue;
    offer(edgeFrom[on]!, leg[site]! + along[site]!, site);
    offer(edgeTo[on]!, leg[site]! + (edgeMetres[on]! - along[site]!), site);
  }
}

function isBetter(metres: number, site: number, thanMetres: number, thanSite: number): boolean {
  return metres < thanMetres || (metres === thanMetres && site < thanSite);
}

/** Takes a distance into the two best of a node; false where it changes nothing. */
function improve(labels: NodeLabels, node: number, metres: number, site: number): boolean {
  const { firstMetres, firstSite, secondMetres, secondSite } = labels;
  const first = firstSite[node]!;
  if (site === first) {
    if (metres >= firstMetres[node]!) return false;
    firstMetres[node] = metres;
    return true;
  }
  if (first === NO_SITE || isBetter(metres, site, firstMetres[node]!, first)) {
    secondMetres[node] = firstMetres[node]!;
    secondSite[node] = first;
    firstMetres[node] = metres;
    firstSite[node] = site;
    return true;
  }
  const second = secondSite[node]!;
  if (second !== NO_SITE && !isBetter(metres, site, secondMetres[node]!, second)) return false;
  secondMetres[node] = metres;
  secondSite[node] = site;
  return true;
}

function isCurrent(labels: NodeLabels, node: number, metres: number, site: number): boolean {
  const { firstMetres, firstSite, secondMetres, secondSite } = labels;
  return (
    (firstSite[node] === site && firstMetres[node] === metres) ||
    (secondSite[node] === site && secondMetres[node] === metres)
  );
}
