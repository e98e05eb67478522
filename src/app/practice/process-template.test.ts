import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusalError } from '../../base/result.ts';
import { dayMs } from '../../base/time.ts';
import {
  checkTerms,
  isStanceMethod,
  usualTerms,
} from '../../practice/governance/decisions/decision-terms.ts';
import { readTemplate, readyTemplates, templateOf, writeTemplate } from './process-template.ts';

const refusedBecause = (text: string): string => {
  try {
    readTemplate(text, 'mine.yaml');
  } catch (error) {
    if (error instanceof RefusalError) return String(error.refusal.params.problem);
    throw error;
  }
  return 'read';
};

describe('a process template', () => {
  it('that is ready can open a decision, and reads back from its file as it was', () => {
    for (const template of readyTemplates) {
      const { method } = template.terms;
      const options = isStanceMethod(method) ? [] : ['A', 'B', 'C'];
      const terms = { ...usualTerms('Something', 9), ...template.terms, options };
      expect([template.name, checkTerms(terms, 10, 0).ok]).toEqual([template.name, true]);
      expect(readTemplate(writeTemplate(template), 'mine.yaml')).toEqual(template);
      expect(
        readTemplate(JSON.stringify({ format: 'equipo-process', version: 1, ...flat(template) }), ''),
      ).toEqual(template);
    }
  });

  it('made of a decision that was keeps its process and nothing of its matter', () => {
    const terms = { ...usualTerms('Secret', 400 * dayMs), nominee: 'a'.repeat(64), quorum: '2/3' };
    const made = templateOf('ours', terms, 390 * dayMs);
    expect(made).toMatchObject({ name: 'ours', days: 10, terms: { quorum: '2/3' } });
    expect(writeTemplate(made)).not.toMatch(/Secret|aaaa|deadline/);
  });

  it('with a mistake says which', () => {
    const file = (more: string) => `format: equipo-process\nversion: 1\nname: mine\n${more}\n`;
    expect(refusedBecause(file('quorum: 2/3'))).toBe('read');
    expect(refusedBecause(file('method: loudest'))).toBe('method cannot be "loudest"');
    expect(refusedBecause(file('deadline: 3'))).toBe('deadline is nothing that a process has');
    expect(refusedBecause(file('colour: red'))).toBe('colour is nothing that a process has');
    expect(refusedBecause(file('days: 0'))).toContain('days');
    expect(refusedBecause('a: [')).toContain('neither YAML nor JSON');
    expect(refusedBecause('hello')).toContain('format: equipo-process');
    fc.assert(
      fc.property(fc.string(), (text) => refusedBecause(text) !== 'read'),
      { seed: 5 },
    );
  });
});

const flat = ({ terms, ...rest }: (typeof readyTemplates)[number]) => ({ ...rest, ...terms });
