/** What the node uses of hyperswarm 4.17.2, which ships no types. */
declare module 'hyperswarm' {
  import type { EventEmitter } from 'node:events';

  import type NoiseSecretStream = require('@hyperswarm/secret-stream');
  import type DHT = require('hyperdht');
  interface Discovery {
    flushed(): Promise<void>;
    destroy(): Promise<void>;
  }
  class Hyperswarm extends EventEmitter {
    constructor(options: {
      readonly keyPair: { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };
      readonly dht?: DHT;
      readonly maxPeers?: number;
      readonly backoffs?: readonly number[];
      readonly jitter?: number;
    });
    readonly dht: DHT;
    readonly connections: Set<NoiseSecretStream>;
    join(topic: Uint8Array, options: { readonly server: boolean; readonly client: boolean }): Discovery;
    leave(topic: Uint8Array): Promise<void>;
    destroy(): Promise<void>;
  }
  export = Hyperswarm;
}
