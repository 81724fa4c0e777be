/** For every home its two nearest sites, exact along the edges at both ends. */
import { groupByEdge } from './on-edges.ts';
import { NO_SITE, type NodeLabels } from './two-nearest.ts';
import type { Accesses, Network, Snaps } from './types.ts';

/** Distances nearer than this to each other are a tie, which goes to the smaller number (design.md section 4). */
export const TIE_METRES = 0.001;

/** One row a home; Infinity and -1 where there is none. */
export interface HomeTable {
  firstMetres: Float64Array;
  firstSite: Int32Array;
  secondMetres: Float64Array;
  secondSite: Int32Array;
}

/**
 * Leg, along the edge, streets, along the edge, leg; or straight along the edge where home and site share it. `labels`
 * are those of the same sites.
 */
export function tableHomes(network: Network, labels: NodeLabels, sites: Snaps, accesses: Accesses): HomeTable {
  const homes = accesses.starts.length - 1;
  const table: HomeTable = {
    firstMetres: new Float64Array(homes),
    firstSite: new Int32Array(homes),
    secondMetres: new Float64Array(homes),
    secondSite: new Int32Array(homes),
  };
  const onEdges = groupByEdge(network.edges, sites.edge);
  const best = new TwoBest();
  const offerNode = (node: number, metres: number): void => {
    best.offer(labels.firstMetres[node]! + metres, labels.firstSite[node]!);
    best.offer(labels.secondMetres[node]! + metres, labels.secondSite[node]!);
  };
  for (let home = 0; home < homes; home++) {
    best.clear();
    for (let access = accesses.starts[home]!; access < accesses.starts[home + 1]!; access++) {
      const edge = accesses.edge[access]!;
      const along = accesses.along[access]!;
      const leg = accesses.leg[access]!;
      offerNode(network.edgeFrom[edge]!, leg + along);
      offerNode(network.edgeTo[edge]!, leg + (network.edgeMetres[edge]! - along));
      for (let i = onEdges.starts[edge]!; i < onEdges.starts[edge + 1]!; i++) {
        const site = onEdges.places[i]!;
        best.offer(leg + Math.abs(along - sites.along[site]!) + sites.leg[site]!, site);
      }
    }
    best.settleTie();
    table.firstMetres[home] = best.firstMetres;
    table.firstSite[home] = best.firstSite;
    table.secondMetres[home] = best.secondMetres;
    table.secondSite[home] = best.secondSite;
  }
  return table;
}

/** The two best offers of different sites. Sites of equal metres go by their numbers, which need not be whole. */
export class TwoBest {
  firstMetres = Infinity;
  firstSite = NO_SITE;
  secondMetres = Infinity;
  secondSite = NO_SITE;

  clear(): void {
    this.firstMetres = this.secondMetres = Infinity;
    this.firstSite = this.secondSite = NO_SITE;
  }

  offer(metres: number, site: number): void {
    if (site === NO_SITE) return;
    if (site === this.firstSite) {
      if (metres < this.firstMetres) this.firstMetres = metres;
    } else if (this.#beats(metres, site, this.firstMetres, this.firstSite)) {
      this.secondMetres = this.firstMetres;
      this.secondSite = this.firstSite;
      this.firstMetres = metres;
      this.firstSite = site;
    } else if (
      site === this.secondSite
        ? metres < this.secondMetres
        : this.#beats(metres, site, this.secondMetres, this.secondSite)
    ) {
      this.secondMetres = metres;
      this.secondSite = site;
    }
  }

  settleTie(): void {
    if (this.secondSite === NO_SITE || this.secondSite > this.firstSite) return;
    if (this.secondMetres - this.firstMetres > TIE_METRES) return;
    [this.firstMetres, this.secondMetres] = [this.secondMetres, this.firstMetres];
    [this.firstSite, this.secondSite] = [this.secondSite, this.firstSite];
  }

  #beats(metres: number, site: number, thanMetres: number, thanSite: number): boolean {
    return metres < thanMetres || (metres === thanMetres && (thanSite === NO_SITE || site < thanSite));
  }
}
