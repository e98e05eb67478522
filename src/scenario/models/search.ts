/** Many people look for a good answer to one problem: each copies the best neighbour, or else tries a small change. */
import type { Landscape } from './nk-landscape.ts';
import { luckAt, luckOf, pairedUniform } from './paired-random.ts';

export interface SearchNetwork {
  /** Ties of each person, both ways, as compressed rows. */
  readonly offsets: Uint32Array;
  readonly ties: Uint32Array;
  /** Who each person is in the design all designs come from: the same person has the same luck in each. */
  readonly origin: ArrayLike<number>;
}

export interface SearchRun {
  /** Mean score at the start and after each round, (x / x_max)^8, [0, 1]. */
  readonly score: Float64Array;
}

const scoreOf = (ratio: number): number => {
  const two = ratio * ratio;
  const four = two * two;
  return four * four;
};

/**
 * Searches in synchronous rounds: everybody looks at the answers of the round before. Who has a neighbour with a
 * strictly better answer copies the best of them; others flip one part at random and keep the change if it is better.
 *
 * Once all hold one answer, a person who finds no better change by chance may still find one later; the run goes on
 * for all rounds.
 *
 * @param rounds T ≥ 0
 * @param seed chance: first answers and which part is tried, by person and round
 * @returns T + 1 mean scores
 * Cost O(rounds · (n + ties)).
 * Source: Lazer & Friedman 2007, Administrative Science Quarterly 52:667. Checked against counts of wins between five
 * networks over 1,000 landscapes.
 */
export const searchTogether = (
  network: SearchNetwork,
  landscape: Landscape,
  rounds: number,
  seed: number,
): SearchRun => {
  const { offsets, ties, origin } = network;
  const { parts, worth, best } = landscape;
  const n = offsets.length - 1;
  const answer = new Uint32Array(n);
  const value = new Float64Array(n);
  const worked = new Float64Array(n);
  const luck = new Int32Array(n);
  /** Parts of the answer held that were tried in vain: trying them again changes nothing. */
  const inVain = new Uint32Array(n);
  /** Who has to look round: worth only rises, so where no neighbour's has, nobody better has come up. */
  const looks = new Uint8Array(n).fill(1);
  /** People whose answer changes this round, with what they change to. */
  const changing = new Uint32Array(n);
  const changed = new Uint32Array(n);
  const score = new Float64Array(rounds + 1);
  const partsOfWhole = parts / 4294967296;
  for (let i = 0; i < n; i++) {
    answer[i] = Math.floor(pairedUniform(seed, origin[i], 0, 0) * 2 ** parts);
    value[i] = worth[answer[i]];
    worked[i] = scoreOf(value[i] / best);
    luck[i] = luckOf(seed, origin[i]);
  }
  const meanScore = () => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += worked[i];
    return sum / n;
  };
  score[0] = meanScore();
  for (let round = 1; round <= rounds; round++) {
    let changes = 0;
    for (let i = 0; i < n; i++) {
      if (looks[i] === 1) {
        looks[i] = 0;
        let highest = value[i];
        let from = -1;
        for (let k = offsets[i]; k < offsets[i + 1]; k++) {
          const other = value[ties[k]];
          if (other > highest) {
            highest = other;
            from = ties[k];
          }
        }
        if (from >= 0) {
          changing[changes] = i;
          changed[changes++] = answer[from];
          continue;
        }
      }
      const flip = 1 << ((luckAt(luck[i], round, 1) >>> 0) * partsOfWhole);
      if ((inVain[i] & flip) !== 0) continue;
      const tried = answer[i] ^ flip;
      if (worth[tried] > value[i]) {
        changing[changes] = i;
        changed[changes++] = tried;
      } else inVain[i] |= flip;
    }
    for (let c = 0; c < changes; c++) {
      const i = changing[c];
      answer[i] = changed[c];
      value[i] = worth[changed[c]];
      worked[i] = scoreOf(value[i] / best);
      inVain[i] = 0;
      // Their own neighbours may stand higher still.
      looks[i] = 1;
      for (let k = offsets[i]; k < offsets[i + 1]; k++) looks[ties[k]] = 1;
    }
    score[round] = changes === 0 ? score[round - 1] : meanScore();
  }
  return { score };
};
