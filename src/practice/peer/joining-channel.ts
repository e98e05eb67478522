/**
 * The two ends of an invitation over one connection. Both hold the secret that answers it: each proves so for this
 * connection alone, then the newcomer says one thing and is answered once. What is said is the caller's business.
 */
import type NoiseSecretStream from '@hyperswarm/secret-stream';
import Protomux from 'protomux';
import sodium from 'sodium-native';
import { keyedHashOf } from './bytes.ts';
import { rawBytes } from './raw-bytes.ts';

/** Where an invitation is answered. */
export interface Desk {
  readonly secret: Uint8Array;
  answer(request: Uint8Array): Promise<Uint8Array>;
}

const maxRequestBytes = 8 << 10;
const maxAnswerBytes = 64 << 10;

const nameOf = (secret: Uint8Array, stream: NoiseSecretStream) => ({
  protocol: 'equipo/joining/1',
  id: keyedHashOf('joining', secret, stream.handshakeHash),
});

const proofOf = (secret: Uint8Array, stream: NoiseSecretStream, isInitiator: boolean): Buffer =>
  keyedHashOf('joining-proof', secret, stream.handshakeHash, Uint8Array.of(isInitiator ? 1 : 0));

const isProof = (proof: Uint8Array, secret: Uint8Array, stream: NoiseSecretStream): boolean => {
  const expected = proofOf(secret, stream, !stream.isInitiator);
  return proof.length === expected.length && sodium.sodium_memcmp(proof, expected);
};

/** Answers an invitation on a connection whenever its holder asks there. */
export const openDesk = (stream: NoiseSecretStream, desk: Desk): void => {
  const mux = Protomux.from(stream);
  const name = nameOf(desk.secret, stream);
  mux.pair(name, () => {
    let isAsked = false;
    const channel = mux.createChannel({
      ...name,
      handshake: rawBytes,
      messages: [
        {
          encoding: rawBytes,
          onmessage: (request) => {
            if (isAsked || request.length > maxRequestBytes) {
              stream.destroy();
              return;
            }
            isAsked = true;
            desk.answer(Uint8Array.from(request)).then(
              (answer) => channel?.messages[0]?.send(answer),
              () => channel?.close(),
            );
          },
        },
      ],
      onopen: (proof) => {
        if (!isProof(proof, desk.secret, stream)) stream.destroy();
      },
    });
    channel?.open(proofOf(desk.secret, stream, stream.isInitiator));
  });
};

/** What the desk answers; `null` where nobody there holds the invitation. */
export const askAtDesk = (
  stream: NoiseSecretStream,
  secret: Uint8Array,
  request: Uint8Array,
): Promise<Uint8Array | null> =>
  new Promise((resolve) => {
    const channel = Protomux.from(stream).createChannel({
      ...nameOf(secret, stream),
      handshake: rawBytes,
      messages: [
        {
          encoding: rawBytes,
          onmessage: (answer) => {
            resolve(answer.length > maxAnswerBytes ? null : Uint8Array.from(answer));
            channel?.close();
          },
        },
      ],
      onopen: (proof) => {
        if (isProof(proof, secret, stream)) channel?.messages[0]?.send(request);
        else channel?.close();
      },
      onclose: () => resolve(null),
    });
    if (channel === null) resolve(null);
    else channel.open(proofOf(secret, stream, stream.isInitiator));
  });
