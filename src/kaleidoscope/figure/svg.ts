import { colourOf, type Theme } from './palette.ts';
import type { Figure, Mark, Paint, Path, Shape } from './shapes.ts';

export interface SvgOptions {
  /**
   * `light`, `dark`: fixed colours. `auto`: a file that follows the reader's setting; viewers without CSS see the
   * light theme. `inherit`: for a page that defines `.k-fill-*` and `.k-stroke-*` itself.
   */
  readonly theme: Theme | 'auto' | 'inherit';
  /** Prefix of element ids, unique on a page. */
  readonly idPrefix: string;
  /** Address of a community's own section, `#whole-{letter}`; petals become links. `null`: no links. */
  readonly petalHref: ((letter: string) => string) | null;
  /** Whether the paper is painted behind the figure. */
  readonly hasPaper: boolean;
}

const defaults: SvgOptions = { theme: 'auto', idPrefix: 'k', petalHref: null, hasPaper: true };

const fontStack = "Inter, 'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', sans-serif";

export const escapeMarkup = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Two decimals, no trailing zeros, no negative zero: the same bytes wherever it is computed. */
const number = (value: number): string => {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
};

/** Path data of the `d` attribute. */
export const pathData = (path: Path): string =>
  path
    .map((step) => {
      if (step.op === 'Z') return 'Z';
      const end = `${number(step.x)} ${number(step.y)}`;
      if (step.op !== 'C') return `${step.op}${end}`;
      return `C${number(step.x1)} ${number(step.y1)} ${number(step.x2)} ${number(step.y2)} ${end}`;
    })
    .join('');

/** Letters as part of an id or class name: `A`, `AB`; anything else by its code. */
const idPart = (text: string): string =>
  text.replaceAll(/[^A-Za-z0-9]/g, (glyph) => `_${glyph.charCodeAt(0).toString(16)}`);

const roles = ['paper', 'ink', 'muted', 'pale', 'grey', 'line'] as const;

/** Colours of the roles in one theme, as rules. */
const themeRules = (theme: Theme): string =>
  roles
    .map((role) => {
      const colour = colourOf(role, theme);
      return `.k-fill-${role}{fill:${colour}}.k-stroke-${role}{stroke:${colour}}`;
    })
    .join('');

/** Rules that dim every other ribbon while one petal has focus or the pointer. */
export const focusRules = (figure: Figure, idPrefix: string): string =>
  figure.marks
    .filter((mark) => mark.kind === 'petal')
    .map((mark) => {
      const petal = `#${idPrefix}-petal-${idPart(mark.id)}`;
      return `#${idPrefix}:has(${petal}:focus-visible,${petal}:hover) .k-ribbon:not(.k-of-${idPart(mark.id)}){opacity:.12}`;
    })
    .join('');

/** Writes a figure as SVG. Only presentation attributes and classes: fit for a page without inline styles. */
export const writeSvg = (figure: Figure, given: Partial<SvgOptions> = {}): string => {
  const options: SvgOptions = { ...defaults, ...given };
  const fixed: Theme = options.theme === 'dark' ? 'dark' : 'light';
  const hasClasses = options.theme === 'auto' || options.theme === 'inherit';
  const paintOf = (paint: Paint | null) => (paint === null ? 'none' : colourOf(paint, fixed));
  const classes = (fill: Paint | null, stroke: Paint | null): string => {
    if (!hasClasses) return '';
    const names = [
      ...(typeof fill === 'string' ? [`k-fill-${fill}`] : []),
      ...(typeof stroke === 'string' ? [`k-stroke-${stroke}`] : []),
    ];
    return names.length > 0 ? ` class="${names.join(' ')}"` : '';
  };
  const writeShape = (shape: Shape): string => {
    if (shape.type === 'text') {
      const anchor = shape.anchor === 'start' ? '' : ` text-anchor="${shape.anchor}"`;
      const strong =
        shape.strong === '' ? '' : `<tspan font-weight="600">${escapeMarkup(shape.strong)}</tspan>`;
      const weight = shape.weight === 400 ? '' : ` font-weight="${shape.weight}"`;
      return `<text x="${number(shape.x)}" y="${number(shape.y)}" font-size="${number(shape.size)}"${anchor}${weight} fill="${paintOf(shape.fill)}"${classes(shape.fill, null)}>${strong}${escapeMarkup(shape.text)}</text>`;
    }
    const stroke =
      shape.stroke === null
        ? ''
        : ` stroke="${paintOf(shape.stroke)}" stroke-width="${number(shape.strokeWidth)}"`;
    const opacity = shape.opacity === 1 ? '' : ` opacity="${number(shape.opacity)}"`;
    return `<path d="${pathData(shape.path)}" fill="${paintOf(shape.fill)}"${stroke}${opacity}${classes(shape.fill, shape.stroke)}/>`;
  };
  const writeMark = (mark: Mark): string => {
    const id = `${options.idPrefix}-${mark.kind}-${idPart(mark.id)}`;
    const of = mark.letters.map((letter) => ` k-of-${idPart(letter)}`).join('');
    const title = mark.label === '' ? '' : `<title>${escapeMarkup(mark.label)}</title>`;
    const body = title + mark.shapes.map(writeShape).join('');
    const label = ` aria-label="${escapeMarkup(mark.label)}"`;
    if (mark.kind === 'title') return `<g aria-hidden="true">${body}</g>`;
    if (mark.kind === 'petal' && options.petalHref !== null)
      return `<a id="${id}" class="k-petal${of}" href="${escapeMarkup(options.petalHref(mark.id))}"${label}>${body}</a>`;
    const focus = mark.kind === 'petal' ? ' tabindex="0"' : '';
    return `<g id="${id}" class="k-${mark.kind}${of}" role="img"${focus}${label}>${body}</g>`;
  };
  const { width, height } = figure;
  const id = options.idPrefix;
  const style =
    options.theme === 'auto'
      ? `<style>${focusRules(figure, id)}@media(prefers-color-scheme:dark){${themeRules('dark')}}</style>`
      : '';
  const paper = options.hasPaper
    ? `<rect width="${number(width)}" height="${number(height)}" fill="${paintOf('paper')}"${classes('paper', null)}/>`
    : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" class="k" viewBox="0 0 ${number(width)} ${number(height)}" role="group" aria-labelledby="${id}-title" aria-describedby="${id}-desc" font-family="${escapeMarkup(fontStack)}" stroke-linejoin="round">`,
    `<title id="${id}-title">${escapeMarkup(figure.title)}</title>`,
    `<desc id="${id}-desc">${escapeMarkup([figure.description, ...figure.notes].join(' '))}</desc>`,
    style,
    paper,
    ...figure.marks.map(writeMark),
    '</svg>\n',
  ]
    .filter((line) => line !== '')
    .join('\n');
};
