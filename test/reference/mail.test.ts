import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openMbox } from '../../src/measure/sources/mail/open-mbox.ts';
import { readWhole } from '../sources/streamed-source-acceptance.ts';
import { hasReference, referencePath } from './reference-folder.ts';

interface ExpectedMail {
  readonly messages: number;
  readonly distinctIds: number;
  readonly senders: number;
  readonly answering: number;
  readonly resolved: number;
  readonly recipients: number;
  readonly sumOfSeconds: number;
}

const { files } = JSON.parse(
  readFileSync(fileURLToPath(new URL('./values/mail.json', import.meta.url)), 'utf8'),
) as { readonly files: Readonly<Record<string, ExpectedMail>> };

describe.skipIf(!hasReference)('public mail archives', () => {
  for (const [name, expected] of Object.entries(files)) {
    it(`are read in ${name} as Python's mailbox and email read them`, async () => {
      const source = await openMbox(referencePath('mail', name));
      if (source === null) throw new Error(`${name} was not recognised`);
      const { acts, accounts } = await readWhole(source);
      const ids = new Set(acts.map((act) => act.nativeId));
      expect({
        messages: acts.length,
        distinctIds: ids.size,
        senders: new Set(acts.map((act) => accounts[act.account].address)).size,
        answering: acts.filter((act) => act.answers.length > 0).length,
        resolved: acts.filter((act) => act.answers.some((id) => ids.has(id))).length,
        recipients: acts.reduce((sum, act) => sum + act.recipients.length, 0),
        sumOfSeconds: acts.reduce((sum, act) => sum + act.timeMs / 1000, 0),
      }).toEqual({
        messages: expected.messages,
        distinctIds: expected.distinctIds,
        senders: expected.senders,
        answering: expected.answering,
        resolved: expected.resolved,
        recipients: expected.recipients,
        sumOfSeconds: expected.sumOfSeconds,
      });
    });
  }
});
