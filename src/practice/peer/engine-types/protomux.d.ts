/** What the node uses of protomux 3.12.1, which ships no types. */
declare module 'protomux' {
  import type NoiseSecretStream = require('@hyperswarm/secret-stream');
  interface CodecState {
    start: number;
    end: number;
    buffer: Uint8Array;
  }
  interface Codec<T> {
    preencode(state: CodecState, value: T): void;
    encode(state: CodecState, value: T): void;
    decode(state: CodecState): T;
  }
  interface Message<T> {
    /** False where the stream wants a pause. */
    send(value: T): boolean;
  }
  interface Channel {
    readonly opened: boolean;
    readonly closed: boolean;
    readonly messages: Message<Uint8Array>[];
    open(handshake?: Uint8Array): void;
    close(): void;
  }
  class Protomux {
    static from(stream: NoiseSecretStream): Protomux;
    readonly stream: NoiseSecretStream;
    pair(
      protocol: { readonly protocol: string; readonly id?: Uint8Array },
      notify: (id: Uint8Array | null) => void,
    ): void;
    unpair(protocol: { readonly protocol: string; readonly id?: Uint8Array }): void;
    createChannel(options: {
      readonly protocol: string;
      readonly id?: Uint8Array;
      readonly unique?: boolean;
      readonly handshake?: Codec<Uint8Array>;
      readonly messages: readonly {
        readonly encoding: Codec<Uint8Array>;
        readonly onmessage: (value: Uint8Array) => void;
      }[];
      readonly onopen?: (handshake: Uint8Array) => void;
      readonly onclose?: () => void;
      readonly ondrain?: () => void;
    }): Channel | null;
  }
  export = Protomux;
}
