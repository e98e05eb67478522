/** What the node uses of hyperdht 6.34.0, which ships no types. */
declare module 'hyperdht' {
  interface Address {
    readonly host: string;
    readonly port: number;
  }
  class DHT {
    constructor(options: {
      readonly bootstrap?: readonly (Address | string)[];
      readonly port?: number;
      readonly host?: string;
      readonly ephemeral?: boolean;
      readonly firewalled?: boolean;
    });
    static bootstrapper(port: number, host: string): DHT;
    readonly bootstrapped: boolean;
    readonly online: boolean;
    fullyBootstrapped(): Promise<void>;
    address(): Address;
    toArray(): readonly Address[];
    destroy(options?: { readonly force?: boolean }): Promise<void>;
  }
  export = DHT;
}
declare module 'hyperdht/testnet.js' {
  import type DHT = require('hyperdht');
  interface Testnet {
    readonly bootstrap: readonly { readonly host: string; readonly port: number }[];
    createNode(): DHT;
    destroy(): Promise<void>;
  }
  function createTestnet(size: number): Promise<Testnet>;
  export = createTestnet;
}
