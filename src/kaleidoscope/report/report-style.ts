import { type PaletteRole, palette, type Theme } from '../figure/palette.ts';

const variables = (theme: Theme): string =>
  (Object.keys(palette[theme]) as PaletteRole[]).map((role) => `--${role}:${palette[theme][role]}`).join(';');

const figureClasses = (Object.keys(palette.light) as PaletteRole[])
  .map((role) => `.k-fill-${role}{fill:var(--${role})}.k-stroke-${role}{stroke:var(--${role})}`)
  .join('');

/** The style of the report: no font, image or rule from elsewhere. */
export const reportStyle = `
:root{color-scheme:light dark;${variables('light')};--accent:#2b5f8c;--band:#cfd8df}
@media(prefers-color-scheme:dark){:root{${variables('dark')};--accent:#8fc3e8;--band:#37414d}}
*{box-sizing:border-box}
html{font-size:clamp(16px,.5vw + 11.5px,22px);-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 Inter,'Segoe UI',system-ui,-apple-system,Roboto,'Helvetica Neue',sans-serif;font-variant-numeric:tabular-nums}
main,header,footer{max-width:68rem;margin:0 auto;padding:0 clamp(1rem,4vw,2.5rem)}
header{padding-top:clamp(1.5rem,5vw,3.5rem)}
h1,h2,h3.serif,.big{font-family:'Iowan Old Style','Palatino Linotype',Palatino,Georgia,ui-serif,serif;font-weight:500;letter-spacing:-.01em}
h1{font-size:clamp(2rem,5vw,3.2rem);line-height:1.1;margin:0 0 .4rem;text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:clamp(1.5rem,3vw,2rem);line-height:1.2;margin:0 0 .6rem}
h3{font-size:1.15rem;line-height:1.3;margin:2.2rem 0 .6rem}
h4{font-size:1rem;margin:0}
p{margin:.4rem 0;max-width:44rem}
section{margin:clamp(2.5rem,6vw,4.5rem) 0}
section.whole{margin-top:1rem}
a{color:var(--accent)}
.lead,.sub{color:var(--muted)}
.sub{font-size:1.05rem;margin:0}
.badge{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:.1rem .8rem;font-size:.85rem;margin:.8rem 0 0}
.fine{font-size:.85rem;color:var(--muted)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
figure{margin:0}
figure svg{display:block;width:100%;height:auto}
.narrow{display:none}
@media(max-width:46rem){.wide{display:none}figure.narrow,ul.narrow{display:block}figure.narrow{max-width:32rem;margin:0 auto}}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:3px}
.k-petal{cursor:pointer}
.k-ribbon{transition:opacity .15s}
@media(prefers-reduced-motion:reduce){.k-ribbon{transition:none}}
.lines{list-style:none;padding:0;margin:1.5rem 0 0;display:grid;gap:2rem clamp(1.5rem,4vw,3rem);grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr))}
.lines li{border-top:2px solid var(--ink);padding-top:.7rem}
.lines h3{margin:.1rem 0 0;font-weight:600;min-height:2.6em}
.over{font-size:.85rem;color:var(--muted);margin:0}
.big{font-size:3rem;line-height:1.1;margin:.5rem 0}
.value{font-size:1.5rem;font-weight:600;margin:.3rem 0 0}
.absent{color:var(--muted);border-left:3px solid var(--line);padding-left:.8rem;margin:.8rem 0}
.plot{display:block;width:100%;max-width:20rem;height:auto;margin:.4rem 0}
.p-axis{stroke:var(--line);stroke-width:1}
.p-null{fill:var(--band)}
.p-mean{stroke:var(--muted);stroke-width:1}
.p-interval{stroke:var(--accent);stroke-width:4;stroke-linecap:round;opacity:.55}
.p-value{fill:var(--accent);stroke:var(--paper);stroke-width:1.5}
.p-dot{fill:var(--accent)}
.p-line{fill:none;stroke:var(--accent);stroke-width:1.6;stroke-linejoin:round}
.p-end{font-size:10px;fill:var(--muted)}
.beside{display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr))}
figcaption{font-size:.9rem;color:var(--muted);margin-bottom:.3rem}
figcaption strong{display:block;color:var(--ink);font-size:1.05rem}
.challenge{border-top:1px solid var(--line);padding:1.2rem 0}
.challenge h3{margin:0}
dl{display:grid;grid-template-columns:minmax(8rem,11rem) 1fr;gap:.4rem 1.5rem;margin:.6rem 0}
dt{color:var(--muted);font-size:.9rem;padding-top:.1rem}
dd{margin:0;max-width:44rem;overflow-wrap:anywhere}
dd ul,.plain{margin:0;padding-left:1.1rem;max-width:46rem}
.plain li{margin:.4rem 0}
.plain.fine li{margin:.1rem 0}
.measures{display:grid;gap:2.2rem clamp(1.5rem,4vw,3rem);grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));align-items:start}
.measure{border-top:1px solid var(--line);padding-top:.7rem;min-width:0}
.question{color:var(--muted);margin:.1rem 0 .3rem}
.measure p{font-size:.93rem}.measure .value{font-size:1.5rem}
.measure dl{grid-template-columns:1fr;gap:.1rem;font-size:.85rem}
.measure dd{margin-bottom:.5rem}
details{margin:.5rem 0}
summary{cursor:pointer;color:var(--accent);font-size:.9rem;width:fit-content;padding:.15rem 0}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.9rem;margin:.8rem 0;max-width:100%}
caption{text-align:left;color:var(--muted);padding:.3rem 0}
th,td{text-align:left;font-weight:400;padding:.3rem 1.2rem .3rem 0;border-bottom:1px solid var(--pale);vertical-align:top}
thead th{color:var(--muted);font-size:.85rem}
.n{text-align:right}
tr:target{background:var(--pale)}
footer{padding-bottom:4rem;color:var(--muted);font-size:.85rem}
@media(max-width:34rem){dl{grid-template-columns:1fr;gap:.1rem}dd{margin-bottom:.7rem}.lines h3{min-height:0}}
@media print{:root{${variables('light')};--accent:#2b5f8c;--band:#cfd8df}html{font-size:10.5pt}section{break-inside:avoid-page;margin:1.6rem 0}.measure,.challenge,.lines li{break-inside:avoid}.wide{display:block}.narrow,.skip{display:none}summary{display:none}}
${figureClasses}
`;
