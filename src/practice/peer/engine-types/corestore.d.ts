/** What the node uses of corestore 7.12.5, which ships no types. */
declare module 'corestore' {
  import type Hypercore = require('hypercore');
  class Corestore {
    constructor(folder: string, options?: { readonly allowBackup?: boolean });
    readonly storage: { compact(): Promise<void> };
    ready(): Promise<void>;
    get(options: {
      readonly manifest: {
        readonly version: number;
        readonly quorum: number;
        readonly signers: readonly { readonly publicKey: Uint8Array; readonly namespace: Uint8Array }[];
      };
      readonly allowFork?: boolean;
      readonly active?: boolean;
    }): Hypercore;
    close(): Promise<void>;
  }
  export = Corestore;
}
