/** What each sender of datagrams may have heard of it at once, and how much more each second; and all of them together. */
const ofOne = { burst: 20, perSecond: 4 } as const;
const ofAll = { burst: 400, perSecond: 200 } as const;
/** Senders remembered; the one heard longest ago is forgotten first. */
const mostSenders = 512;

interface Bucket {
  left: number;
  atMs: number;
}

const take = (bucket: Bucket, { burst, perSecond }: typeof ofOne | typeof ofAll, nowMs: number): boolean => {
  const refill = (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond;
  bucket.left = Math.min(burst, bucket.left + refill);
  bucket.atMs = nowMs;
  if (bucket.left < 1) return false;
  bucket.left--;
  return true;
};

/** Bounded hearing, whoever shouts and under however many names. */
export class SenderAllowance {
  readonly #senders = new Map<string, Bucket>();
  readonly #all: Bucket = { left: ofAll.burst, atMs: 0 };

  get remembered(): number {
    return this.#senders.size;
  }

  isHeard(sender: string, nowMs: number): boolean {
    const bucket = this.#senders.get(sender) ?? { left: ofOne.burst, atMs: nowMs };
    this.#senders.delete(sender);
    this.#senders.set(sender, bucket);
    const [oldest] = this.#senders.keys();
    if (this.#senders.size > mostSenders && oldest !== undefined) this.#senders.delete(oldest);
    return take(bucket, ofOne, nowMs) && take(this.#all, ofAll, nowMs);
  }
}
