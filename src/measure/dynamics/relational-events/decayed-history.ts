/** Doublings between the origin of stored weights and now, past which they are rebased: 2^300 is far from overflow. */
const mostDoublings = 300;

const widened = <T extends Uint32Array | Float64Array>(column: T): T => {
  const wider = new (column.constructor as new (length: number) => T)(Math.max(4, column.length * 2));
  wider.set(column as never);
  return wider;
};

/** One side of the network: for each person, the others and the weight with each, side by side. */
export class Adjacency {
  readonly ids: Uint32Array[];
  readonly weights: Float64Array[];
  readonly lengths: Uint32Array;

  constructor(people: number) {
    this.ids = Array.from({ length: people }, () => new Uint32Array(0));
    this.weights = Array.from({ length: people }, () => new Float64Array(0));
    this.lengths = new Uint32Array(people);
  }

  /** Adds a neighbour without weight and gives its place. */
  append(person: number, neighbour: number): number {
    const place = this.lengths[person]++;
    if (place === this.ids[person].length) {
      this.ids[person] = widened(this.ids[person]);
      this.weights[person] = widened(this.weights[person]);
    }
    this.ids[person][place] = neighbour;
    return place;
  }
}

interface Remembered {
  readonly pair: number;
  readonly time: number;
  readonly weight: number;
}

/**
 * The past as one decaying network: x_ij(t) = Σ w·2^{−(t − t_e)/h} over messages i → j.
 *
 * Stored is y_ij = Σ w·2^{(t_e − t₀)/h}, so that nothing is touched as time passes and sums and minima of stored
 * weights are those of x up to one factor, `factor` = 2^{−(t − t₀)/h}.
 *
 * Cost O(1) a message, O(ties) at a rebase, once in 300 half-lives.
 */
export class DecayedHistory {
  readonly out: Adjacency;
  readonly into: Adjacency;
  readonly outSum: Float64Array;
  readonly inSum: Float64Array;
  /** Distinct people with weight, out and in. */
  readonly outTies: Uint32Array;
  readonly inTies: Uint32Array;
  total = 0;
  /** Stored weight × factor = weight now. */
  factor = 1;
  readonly #people: number;
  readonly #halfLife: number;
  readonly #window: number;
  readonly #pairs = new Map<number, number>();
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #outPlace: number[] = [];
  readonly #inPlace: number[] = [];
  readonly #messages: number[] = [];
  readonly #queue: Remembered[] = [];
  #queueStart = 0;
  #origin = Number.NaN;

  constructor(people: number, halfLife: number, window: number) {
    this.#people = people;
    this.#halfLife = halfLife;
    this.#window = window;
    this.out = new Adjacency(people);
    this.into = new Adjacency(people);
    this.outSum = new Float64Array(people);
    this.inSum = new Float64Array(people);
    this.outTies = new Uint32Array(people);
    this.inTies = new Uint32Array(people);
  }

  /** Moves now to `time`: forgets what is too old, rebases before overflow. */
  advance(time: number): void {
    if (Number.isNaN(this.#origin)) this.#origin = time;
    while (this.#queueStart < this.#queue.length) {
      const oldest = this.#queue[this.#queueStart];
      if (time - oldest.time < this.#window) break;
      this.#queueStart++;
      this.#change(oldest.pair, -this.#stored(oldest.weight, oldest.time), -1);
    }
    if (this.#halfLife === Number.POSITIVE_INFINITY) return;
    if ((time - this.#origin) / this.#halfLife > mostDoublings) this.#rebase(time);
    this.factor = 2 ** (-(time - this.#origin) / this.#halfLife);
  }

  add(from: number, to: number, time: number, weight: number): void {
    const key = from * this.#people + to;
    let pair = this.#pairs.get(key);
    if (pair === undefined) {
      pair = this.#from.length;
      this.#pairs.set(key, pair);
      this.#from.push(from);
      this.#to.push(to);
      this.#outPlace.push(this.out.append(from, to));
      this.#inPlace.push(this.into.append(to, from));
      this.#messages.push(0);
    }
    this.#change(pair, this.#stored(weight, time), 1);
    if (this.#window < Number.POSITIVE_INFINITY) this.#queue.push({ pair, time, weight });
  }

  #stored(weight: number, time: number): number {
    return this.#halfLife === Number.POSITIVE_INFINITY
      ? weight
      : weight * 2 ** ((time - this.#origin) / this.#halfLife);
  }

  #change(pair: number, weight: number, messages: number): void {
    const [from, to] = [this.#from[pair], this.#to[pair]];
    const before = this.#messages[pair];
    const after = before + messages;
    this.#messages[pair] = after;
    const out = this.out.weights[from];
    // What is forgotten to the last message is nothing, not a rounding error.
    const value = after === 0 ? 0 : out[this.#outPlace[pair]] + weight;
    out[this.#outPlace[pair]] = value;
    this.into.weights[to][this.#inPlace[pair]] = value;
    this.outSum[from] += weight;
    this.inSum[to] += weight;
    this.total += weight;
    if ((before === 0) !== (after === 0)) {
      this.outTies[from] += messages;
      this.inTies[to] += messages;
    }
  }

  #rebase(time: number): void {
    const shrink = 2 ** (-(time - this.#origin) / this.#halfLife);
    const shrinkAll = (column: Float64Array) => {
      for (let k = 0; k < column.length; k++) column[k] *= shrink;
    };
    for (const side of [this.out, this.into]) for (const column of side.weights) shrinkAll(column);
    shrinkAll(this.outSum);
    shrinkAll(this.inSum);
    this.total *= shrink;
    this.#origin = time;
  }
}
