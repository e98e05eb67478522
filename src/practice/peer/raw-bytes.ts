/** A message as the bytes it is: what they mean is `wire.ts`'s to read. */
interface CodecState {
  start: number;
  end: number;
  buffer: Uint8Array;
}

export const rawBytes = {
  preencode(state: CodecState, value: Uint8Array): void {
    state.end += value.length;
  },
  encode(state: CodecState, value: Uint8Array): void {
    state.buffer.set(value, state.start);
    state.start += value.length;
  },
  decode(state: CodecState): Uint8Array {
    const value = state.buffer.subarray(state.start, state.end);
    state.start = state.end;
    return value;
  },
};
