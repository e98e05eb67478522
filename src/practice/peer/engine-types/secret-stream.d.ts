/** What the node uses of @hyperswarm/secret-stream 6.9.2, which ships no types. */
declare module '@hyperswarm/secret-stream' {
  import type { Duplex } from 'node:stream';

  class NoiseSecretStream extends Duplex {
    constructor(
      isInitiator: boolean,
      rawStream: unknown,
      options: { readonly keyPair: { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array } },
    );
    readonly isInitiator: boolean;
    readonly publicKey: Buffer;
    /** `null` until the handshake is done. */
    readonly remotePublicKey: Buffer | null;
    readonly handshakeHash: Buffer;
    /** What it runs over. */
    readonly rawStream: { on(event: 'data', hear: (data: Uint8Array) => void): unknown };
    readonly opened: Promise<boolean>;
    userData: unknown;
    setKeepAlive(ms: number): void;
    setTimeout(ms: number): void;
  }
  export = NoiseSecretStream;
}
