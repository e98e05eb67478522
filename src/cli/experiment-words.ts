/** What is said of an experiment on a terminal: beforehand, what it could show; afterwards, what it did. */
import { describeMeasures } from '../app/describe-measures.ts';
import type { ExperimentDocument } from '../app/run-experiment.ts';
import { planSentences, resultSentences, watchedBy } from '../kaleidoscope/report/experiment-sentences.ts';
import { english } from '../kaleidoscope/text/english.ts';
import { wrap } from './terminal.ts';

type Plan = ExperimentDocument['plan'];

export const planWords = (plan: Plan, columns: number): string =>
  [
    ...planSentences(plan, watchedBy(plan, describeMeasures()), english),
    'When the weeks are over: equipo experiment read.',
  ]
    .map((sentence) => wrap(sentence, columns))
    .join('\n\n');

export const resultWords = ({ plan, result }: ExperimentDocument, columns: number): string => {
  const watched = watchedBy(plan, describeMeasures());
  const { verdict, numbers, otherwise, limit } = resultSentences(plan, result, watched, english);
  const others = otherwise.map((sentence) => wrap(`• ${sentence}`, columns, '  ')).join('\n');
  return [
    ...[`“${plan.hypothesis}”`, verdict, ...numbers].map((sentence) => wrap(sentence, columns)),
    ...(others === '' ? [] : [`What else it could be\n${others}`]),
    wrap(limit, columns),
  ].join('\n\n');
};
