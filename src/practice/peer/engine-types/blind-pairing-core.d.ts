/** What the node uses of blind-pairing-core 2.10.1, which ships no types. */
declare module 'blind-pairing-core' {
  interface PairedAuth {
    readonly key: Buffer;
    readonly encryptionKey: Buffer;
    readonly data: Buffer | null;
  }
  class CandidateRequest {
    constructor(invite: Uint8Array, userData: Uint8Array);
    encode(): Buffer;
    handleResponse(response: Uint8Array): PairedAuth | null;
    once(event: 'rejected', listener: (error: Error & { readonly code?: string }) => void): void;
  }
  class MemberRequest {
    static from(request: Uint8Array): MemberRequest;
    readonly inviteId: Buffer;
    readonly response: Buffer | null;
    open(publicKey: Uint8Array): Buffer;
    confirm(answer: { readonly key: Uint8Array; readonly encryptionKey: Uint8Array }): void;
    deny(options: { readonly status: 1 | 2 | 3 }): void;
  }
  function createInvite(
    key: Uint8Array,
    options?: { readonly expires?: number; readonly discoveryKey?: Uint8Array; readonly seed?: Uint8Array },
  ): {
    readonly id: Buffer;
    readonly invite: Buffer;
    readonly publicKey: Buffer;
    readonly seed: Buffer;
    readonly expires: number;
  };
  function decodeInvite(invite: Uint8Array): {
    readonly id: Buffer;
    readonly seed: Buffer;
    readonly discoveryKey: Buffer;
    readonly expires: number;
  };
}
