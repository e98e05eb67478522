import { describe, expect, it } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { type Change, makeChanges } from '../designs/changes.ts';
import { makeTemplate, templates } from '../designs/templates.ts';
import { decisionVisits } from './decision-visits.ts';
import { matterRoutes } from './matter-routes.ts';
import { routingNetwork } from './routing-network.ts';

const matters = 60_000;

const designOf = (template: string, changes: readonly Change[]) =>
  makeChanges(makeTemplate(templates.find(({ id }) => id === template)!, 40, 7), changes, 7);

describe('the routes of matters', () => {
  it.each([
    ['pyramid', []],
    ['pyramid', [{ change: 'delegate', matters: 'within', to: { by: 'facilitator' } }]],
    ['pyramid', [{ change: 'delegate', matters: 'all', to: { by: 'those-concerned' } }]],
    ['circles', [{ change: 'delegate', matters: 'within', to: { by: 'consent', of: 3 } }]],
    ['matrix', []],
  ] as const)('visit each desk as often as counted exactly: %s %j', (template, changes) => {
    const design = designOf(template, changes as readonly Change[]);
    const network = routingNetwork(design.above, design.lateral.a, design.lateral.b);
    const exact = decisionVisits(design, network, 2, 'deepest-ancestor', randomStream(1, 'none'));
    const { draw, roles, longest } = matterRoutes(design, network, 2);
    const path = new Uint32Array(longest);
    const random = randomStream(5, 'matters');
    const seen = new Float64Array(40);
    for (let k = 0; k < matters; k++) {
      const length = draw(random, path);
      expect(length).toBe(roles.length);
      for (let at = 0; at < length; at++) seen[path[at]!]!++;
    }
    exact.visits.forEach((visits, place) => {
      // Five standard errors of a count of this size, and the few that meet one desk twice.
      const slack = 5 * Math.sqrt((visits * 1.5 + 1e-4) / matters);
      expect(Math.abs(seen[place]! / matters - visits), `place ${place}`).toBeLessThan(slack);
    });
  });

  it('begin with who raises, and every matter that another decides is decided once', () => {
    const design = designOf('pyramid', []);
    const network = routingNetwork(design.above, design.lateral.a, design.lateral.b);
    const { draw, roles, longest } = matterRoutes(design, network, 1);
    const path = new Uint32Array(longest);
    const random = randomStream(2, 'matters');
    for (let k = 0; k < 2_000; k++) {
      draw(random, path);
      expect(['raised', 'decided']).toContain(roles[0]);
      expect(roles.filter((role) => role === 'decided')).toHaveLength(1);
      expect(roles.lastIndexOf('received')).toBe(roles.includes('received') ? roles.length - 1 : -1);
    }
  });
});
