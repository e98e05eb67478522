/** What the node uses of hypercore 11.37.1, which ships no types. */
declare module 'hypercore' {
  interface Manifest {
    readonly version: number;
    readonly quorum: number;
    readonly signers: readonly { readonly publicKey: Uint8Array; readonly namespace: Uint8Array }[];
  }
  class Hypercore {
    static key(manifest: Manifest): Buffer;
    static discoveryKey(key: Uint8Array): Buffer;
    readonly key: Buffer;
    readonly length: number;
    readonly byteLength: number;
    readonly core: { readonly state: { readonly signature: Buffer | null } };
    readonly state: {
      readonly storage: {
        createBlockStream(range: {
          readonly gte: number;
          readonly lt: number;
        }): AsyncIterable<{ readonly index: number; readonly value: Buffer }>;
      };
    };
    ready(): Promise<void>;
    append(
      blocks: readonly Uint8Array[],
      options: {
        readonly keyPair?: { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };
        readonly signature?: Uint8Array;
      },
    ): Promise<{ readonly length: number }>;
    get(index: number, options?: { readonly wait?: boolean }): Promise<Buffer | null>;
    treeHash(length?: number): Promise<Buffer>;
    setUserData(key: string, value: Uint8Array): Promise<void>;
    getUserData(key: string): Promise<Buffer | null>;
    compact(): Promise<void>;
    close(): Promise<void>;
  }
  export = Hypercore;
}
