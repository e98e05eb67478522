import { describe, expect, it } from 'vitest';
import { renderScenario, type ScenarioPage } from './render-scenario.ts';

const page: ScenarioPage = {
  name: '<script>alert(1)</script>',
  seed: 1,
  runs: 2,
  parameters: { reach: 1 },
  designs: ['Today', 'Other'].map((name) => ({
    name,
    people: 20,
    communities: 2,
    spine: 'inferred',
    changes: [],
    outcomes: [
      {
        outcome: 'decision-time',
        value: null,
        isSaturated: true,
        baseValue: 2,
        isBaseSaturated: false,
        difference: null,
        simulation: null,
        resampling: null,
        modelRange: null,
        verdict: 'higher',
      },
    ],
    curves: {
      robustness: [1, 0.5],
      latency: [2, null],
      search: [0.1, 0.2],
      news: [0.1, 1],
      behaviour: [0.1, 0.1],
      load: [0.2],
    },
  })),
  outcomes: [{ id: 'decision-time', model: 'decisions', title: 'Time', unit: 'service times', meaning: '' }],
  steps: { robustness: [0, 0.1], latency: [0.1, 0.9] },
  validity: ['Contrary findings: contested.'],
};

describe('the page of a scenario', () => {
  const text = renderScenario(page);

  it('holds no script, whatever things are called', () => {
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;');
    expect(text).toContain('Content-Security-Policy');
  });

  it('says saturated instead of an average, inferred where a spine is, and what is contested', () => {
    expect(text).toContain('<td>saturated</td>');
    expect(text).toContain('the spine is inferred');
    expect(text).toContain('Contrary findings: contested.');
  });

  it('gives every curve words and a table', () => {
    const figures = text.match(/<svg/g) ?? [];
    expect(figures.length).toBe(7);
    expect(text.match(/role="img" aria-label="[^"]+"/g)).toHaveLength(figures.length);
    expect(text.match(/<details class="table">/g)).toHaveLength(figures.length);
  });
});
