/**
 * Every sentence Equipo says when it must say no, and every note about input, in one place: what happened, what
 * was kept, what to do next. `{name}` is filled from the refusal's params. Sorted by code.
 */
export const refusalSentences: Readonly<Record<string, string>> = {
  'machine-lacks':
    'This machine lacks {what}; nothing was changed; do what the lines above say and try again.',
  'measure-unknown':
    'There is no measure called {id}; nothing was measured; the nearest is {nearest}, and `equipo measures` lists all.',
  'source-missing': 'There is nothing at {path}; nothing was read or changed; check the path and try again.',
  'span-empty':
    'The span from {from} until {until} holds no time; nothing was measured; give an end later than the start.',
};

/** One sentence for each kind of diagnostic: what was seen and what became of it. Sorted by code. */
export const diagnosticSentences: Readonly<Record<string, string>> = {
  'self-loop': 'someone turned to themselves: counted, and left out of every tie',
};

const fill = (sentence: string, params: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (blank, name: string) => String(params[name] ?? blank));

/** The sentence of a refusal. An unknown code is a fault of ours, so it throws. */
export const sentenceOf = (refusal: {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}): string => {
  const sentence = refusalSentences[refusal.code];
  if (sentence === undefined) throw new Error(`sentenceOf: no sentence for refusal ${refusal.code}`);
  return fill(sentence, refusal.params);
};
