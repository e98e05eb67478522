import type { OrganisationData } from '../../app/protocol.ts';
import { writeSvg } from '../../kaleidoscope/figure/svg.ts';
import { measuresCsv } from '../../kaleidoscope/measures-csv.ts';
import { renderReport } from '../../kaleidoscope/report/render-report.ts';
import { drawReportFigures } from '../../kaleidoscope/report/report-figures.ts';
import { saveFile } from '../measure/save-file.ts';
import { useWords } from '../text/words.ts';
import { savePng } from './save-png.ts';

/** Report, figure and measures as files, and what may and may not be in them. */
export const SharePage = ({ organisation }: { readonly organisation: OrganisationData }) => {
  const words = useWords();
  const { published, communityNames, catalogue } = organisation;
  const figures = () => drawReportFigures(published, { names: communityNames, language: words.figure });
  const files = [
    {
      title: words.page('export.report'),
      save: () =>
        saveFile(
          'report.html',
          'text/html',
          renderReport(published, {
            figures: figures(),
            catalogue: catalogue.map(words.measure),
            language: words.figure,
          }),
        ),
    },
    {
      title: words.page('export.svg'),
      save: () => saveFile('kaleidoscope.svg', 'image/svg+xml', writeSvg(figures().lived.file)),
    },
    ...(published.portraits.some(({ layer }) => layer === 'chart')
      ? [
          {
            title: words.page('export.svg-chart'),
            save: () => {
              const { chart } = figures();
              if (chart !== null) saveFile('kaleidoscope-chart.svg', 'image/svg+xml', writeSvg(chart.file));
            },
          },
        ]
      : []),
    {
      title: words.page('export.png'),
      save: () => savePng('kaleidoscope.png', figures().lived.file),
    },
    {
      title: words.page('export.csv'),
      save: () => saveFile('measures.csv', 'text/csv', measuresCsv(published)),
    },
    {
      title: words.page('export.json'),
      save: () => saveFile('measures.json', 'application/json', `${JSON.stringify(published, null, 2)}\n`),
    },
  ];
  return (
    <div className="stack">
      <h1>{words.page('export.title')}</h1>
      <p className="lead">{words.page('export.lead')}</p>
      <div className="buttons">
        {files.map(({ title, save }, place) => (
          <button
            key={title}
            type="button"
            className={place === 0 ? 'button is-first' : 'button'}
            onClick={save}
          >
            {title}
          </button>
        ))}
        <button type="button" className="button" onClick={() => window.print()}>
          {words.page('export.print')}
        </button>
      </div>
      <p>{words.say('withheld.text')}</p>
      <p className="fine">{words.page('export.private')}</p>
      <h2>{words.say('report.limits')}</h2>
      <ul>
        {(
          [
            'limits.work',
            'limits.why',
            'limits.rank',
            'limits.good',
            'limits.cause',
            'limits.left-out',
            'limits.use',
          ] as const
        ).map((key) => (
          <li key={key}>{words.say(key)}</li>
        ))}
      </ul>
    </div>
  );
};
