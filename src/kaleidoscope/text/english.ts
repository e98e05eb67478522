/** All text of figure and report in English. Sorted by place, then key. */
export const english = {
  language: 'en',

  // Where a number lies beside chance alone
  'chance.alike': 'About what chance alone would give.',
  'chance.constant': 'Chance alone always gives the same number, so it cannot be compared.',
  'chance.less': 'Less than chance alone would give, by {z} of its standard deviations.',
  'chance.more': 'More than chance alone would give, by {z} of its standard deviations.',

  // Challenges
  'challenge.could-be': 'It could also be',
  'challenge.experiment': 'A ready experiment',
  'challenge.experiment-down':
    'Watch whether {measure} falls over {weeks} weeks; write the hypothesis down first.',
  'challenge.experiment-power': 'This much data could show a change of {change} or more.',
  'challenge.experiment-unknown': 'This much data cannot say how small a change it would show.',
  'challenge.experiment-up':
    'Watch whether {measure} rises over {weeks} weeks; write the hypothesis down first.',
  'challenge.lead': 'Each is a question for the people concerned, not a verdict.',
  'challenge.may-mean': 'It may mean',
  'challenge.none-seen': 'None of the rules saw anything that stands out from chance or from the past.',
  'challenge.not-seen': 'Not seen.',
  'challenge.others': '{count} others were looked for',
  'challenge.p': 'p = {p} after allowing for all challenges',
  'challenge.places': 'in {letters}',
  'challenge.seen': 'What was seen',
  'challenge.silent': 'Says nothing here.',
  'challenge.try': 'Worth trying',

  // Whether a number says the same under other settings
  'sensitivity.moves': 'moves under other settings of the model',
  'sensitivity.stable': 'stable under other settings of the model',

  // Experiments
  'experiment.as-hoped': '{measure} changed the way the hypothesis says.',
  'experiment.beforehand': 'Said beforehand: {power}',
  'experiment.compared':
    '{weeks} weeks before {before}, after {after}: {change} ({interval}; p {p} over {draws} arrangements of the weeks).',
  'experiment.few-weeks':
    'Under six weeks on each side: few arrangements of weeks to compare with, so p cannot be small.',
  'experiment.interval': '95 % between {low} and {high}',
  'experiment.limit': 'One comparison of two times shows what went together, not what made it so.',
  'experiment.no-change':
    'No change of {measure} was seen that chance alone does not make as well. That is a result, too.',
  'experiment.no-interval': 'no interval: without some week the measure is undefined',
  'experiment.no-series': 'Too few weeks on one side for a series of its own (eight are needed).',
  'experiment.otherwise-down':
    '{measure} changed, the other way than the hypothesis says: it was to be seen whether it falls.',
  'experiment.otherwise-up':
    '{measure} changed, the other way than the hypothesis says: it was to be seen whether it rises.',
  'experiment.points': '{count} points',
  'experiment.power':
    'About {people} people for {weeks} weeks could show a change of {change} or more, four times out of five. A smaller one would most likely go unseen.',
  'experiment.power-unknown': 'The {weeks} weeks before cannot say how small a change would show.',
  'experiment.regression-to-mean':
    'The weeks before were the most extreme of those known: some way back was to be expected anyway.',
  'experiment.sealed': 'Sealed as {hash}. Nothing from {start} on was read.',
  'experiment.season': 'The same weeks a year before changed alike: it may be the season.',
  'experiment.season-unknown': 'Nothing is known of the same weeks a year before: it may be the season.',
  'experiment.series':
    'Week by week, {before} before and {after} after: the level jumps by {level} (p {levelP}), and each week adds {slope} more than before (p {slopeP}).',
  'experiment.turnover':
    'Many of those seen before or after are not in both: it may be other people, not another way ({turnover}).',
  'experiment.watched-down':
    'Watched: whether {measure} falls in the {weeks} weeks from {start}, against the {weeks} before. Before, it is {value}.',
  'experiment.watched-up':
    'Watched: whether {measure} rises in the {weeks} weeks from {start}, against the {weeks} before. Before, it is {value}.',

  // Coverage
  'coverage.acts': 'acts',
  'coverage.bots': 'About {bots} automatic accounts were left out.',
  'coverage.interactions': 'interactions',
  'coverage.none': 'No source is named.',
  'coverage.source': 'source',
  'coverage.sources': 'Sources, counts rounded to five',
  'coverage.span': 'time span',
  'coverage.text':
    'About {people} people behind {accounts} accounts; {resolved} of events have all their people recognised.',
  'coverage.untimed': 'without times',
  // What a facet is called
  'facet.communities': '{count} communities',
  'facet.communities-one': 'one community',
  'facet.layer-chart': 'The formal chart',
  'facet.layer-lived': 'The work as lived',
  'facet.nothing': 'too few people to be shown',
  'facet.people': 'about {count} people',
  'facet.simulated': 'simulated',

  // The figure
  'figure.community': 'Community {letter}',
  'figure.description':
    'One petal for each of {petals} communities, about {people} people in all. The wider a petal, the more people; the fuller, the more widely lead is shared; the lighter its colour, the more of what is given comes back. Ribbons join communities whose people turn to one another.',
  'figure.description-one':
    'One petal for one community of about {people} people. The fuller it is, the more widely lead is shared; the lighter its colour, the more of what is given comes back.',
  'figure.description-none': 'No community can be shown.',
  'figure.empty': 'No community of five or more people can be shown here.',
  'figure.empty-next': 'Add a source or a longer time span, and measure again.',
  'figure.key-fill': 'filled: how widely lead is shared',
  'figure.key-hatch': 'hatched: lead cannot be shown',
  'figure.key-ribbon': 'ribbon: ties, wide at the one turned to',
  'figure.key-ribbon-symmetric': 'ribbon: ties between communities',
  'figure.key-ring': 'ring: share of ties that stay inside',
  'figure.key-scale': 'colour: how much is returned',
  'figure.key-scale-high': 'all',
  'figure.key-scale-low': 'nothing',
  'figure.key-width': 'width: people',
  'figure.note-cap': 'Petals marked ▲ hold more people than their width shows: {letters}.',
  'figure.note-minimum': 'Petals marked ▾ hold fewer people than their width shows: {letters}.',
  'figure.note-thin': '{count} ribbons too thin to see are in the table only.',
  'figure.note-thin-one': 'One ribbon too thin to see is in the table only.',
  'figure.petal': '{name}: {people} people.',
  'figure.petal-inside': '{share} of its ties stay inside.',
  'figure.petal-lead': 'Lead is shared {of} of 100.',
  'figure.petal-lead-interval': 'Lead is shared {of} of 100 (between {low} and {high}).',
  'figure.petal-lead-unmeasurable': 'These sources say nothing about lead.',
  'figure.petal-lead-undefined': 'Lead is not defined here.',
  'figure.petal-lead-withheld': 'Lead is withheld to protect people.',
  'figure.petal-reciprocity': '{share} of what goes between its people is returned.',
  'figure.petal-strongest': 'Strongest ties: {letters}.',
  'figure.ribbon-directed': 'Between {a} and {b}: {share} of the ties go to {a}, {rest} to {b}.',
  'figure.ribbon-null': '{ratio} times what chance would give.',
  'figure.ribbon-symmetric': 'Between {a} and {b}: {weight} of tie weight.',
  'figure.small': 'small communities · {people}',
  'figure.small-description': 'About {people} people in communities too small to be shown one by one.',
  'figure.tip': '  {name} · {people}',
  'figure.tip-unnamed': ' · {people}',
  'figure.undirected': 'These ties have no direction, so colour is grey.',

  // Headlines
  'headline.communities':
    'Modularity {value}: how much more of the ties stays inside communities than a random pattern would keep there.',
  'headline.lead': 'Lead is spread {value} of the way from one person leading to everybody leading alike.',
  'headline.reciprocity': '{value} of what goes from one person to another comes back.',

  // How a measure is computed
  'how.evidence': 'Evidence',
  'how.evidence-text':
    'about {people} people, {senders} of them sent; {arcs} arcs from {events} events; {resolved} of events with all people recognised',
  'how.formula': 'Formula',
  'how.higher': 'Higher means',
  'how.interval': 'Interval',
  'how.null': 'Chance alone',
  'how.null-text': '{model}, {draws} draws, two-sided p = {p}',
  'how.parameter': 'Parameter',
  'how.seed': 'Seed',
  'how.source': 'Source',

  // Limits
  'limits.cause': 'It does not show cause: two times that differ may differ by season, turnover or chance.',
  'limits.good': 'It does not tell good from bad. A higher value means what its line says and no more.',
  'limits.left-out': 'It does not speak for people who are missing from the sources.',
  'limits.rank': 'It does not rank or score anybody; there is no number about one person in it.',
  'limits.use': 'It is not fit for appraisal, discipline, hiring or pay.',
  'limits.why': 'It does not know why. A tie is not trust, and an unanswered message is not neglect.',
  'limits.work': 'It does not see work, only traces of it. A quiet trace is not a quiet person.',

  // Methods
  'method.arc':
    'An arc always reads: this person turned to, answered or built on that one. In a formal chart it runs from a person to their manager. Windows are calendar windows by {windows}.',
  'method.interval':
    'Intervals hold 95 % and come from leaving out blocks of whole threads, one block at a time. Where there are too few threads there is no interval.',
  'method.null':
    'Chance alone keeps what each person sent and received and shuffles who it went to; a number far outside its band says something about structure, not about how busy people are.',
  'method.seed': 'Every random draw follows the seed {seed}: the same sources give the same report.',

  // The three patterns
  'pattern.communities': 'Node communities',
  'pattern.dynamics': 'Relational dynamics',
  'pattern.equipotency': 'Equipotency',

  // Small plots
  'plot.interval': '95 % interval {low} to {high}.',
  'plot.key': 'Dot: the value. Bar: its 95 % interval. Band: what chance alone gives.',
  'plot.null': 'Chance alone gives about {mean}.',
  'plot.value': 'Value {value}.',
  'plot.windows': 'From {first} to {last}, between {low} and {high}.',

  // The report
  'report.as-table': 'The figure as a table',
  'report.beside': 'Formal and lived',
  'report.beside-text':
    'The chart and the work drawn by the same rules, communities in the same places. In the chart people turn to their manager; where all turn to one, a petal is a thin spike.',
  'report.by-community': 'By community',
  'report.challenges': 'What may stand in the way',
  'report.chart-as-table': 'The chart as a table',
  'report.coverage': 'What this rests on',
  'report.footer':
    'Made by Equipo on the machine that holds the sources. This file loads nothing and sends nothing; numbers about fewer than five people are not in it.',
  'report.headlines': 'Three patterns, one line each',
  'report.higher': 'A higher value means: {meaning}.',
  'report.how': 'How is this computed?',
  'report.key-colour': 'colour: how much is returned, from dark (nothing) to light (all)',
  'report.limits': 'What this cannot do',
  'report.measures': 'Every measure',
  'report.measures-text': 'A question, a number, how sure it is, and what chance alone would give.',
  'report.method': 'How the numbers are made',
  'report.more': 'More numbers',
  'report.parts': 'Beside it',
  'report.simulated': 'Simulated: no real organisation behaves exactly like this',
  'report.skip': 'Skip the figure',
  'report.title': '{organisation} · kaleidoscope',
  'report.whole': 'The whole organisation',
  'report.windows-withheld': 'Gaps: {count} windows are withheld.',
  'report.withheld': 'What was withheld',

  // Tables
  'table.about': 'about {people}',
  'table.against-null': 'against chance',
  'table.between': 'between',
  'table.communities': '{layer}: communities',
  'table.community': 'community',
  'table.inside': 'ties that stay inside',
  'table.lead': 'lead shared',
  'table.people': 'people',
  'table.reciprocity': 'returned',
  'table.small': 'small communities together',
  'table.ties': '{layer}: ties between communities',
  'table.to-first': 'to the first',
  'table.to-second': 'to the second',
  'table.with-interval': '{value} ({low} to {high})',

  // Lengths of time
  'time.day-one': '{count} day',
  'time.days': '{count} days',
  'time.hour-one': '{count} hour',
  'time.hours': '{count} hours',
  'time.minute-one': '{count} minute',
  'time.minutes': '{count} minutes',
  'time.under-minute': 'under a minute',
  'time.year-one': '{count} year',
  'time.years': '{count} years',

  // Why a number is not defined
  'undefined.equal-lead': 'Not defined: everybody is turned to exactly alike.',
  'undefined.line-refused':
    'The model bears no number here: too rare, too uncertain, or too like another effect.',
  'undefined.model-few': 'Too few messages or senders for a model of who turns to whom.',
  'undefined.model-one-sender': 'One sender wrote so much that a model would speak of one person.',
  'undefined.model-unsure': 'The model of who turns to whom is not sure enough here to be read.',
  'undefined.mostly-unanswered': 'Fewer than half were ever answered, so there is no median.',
  'undefined.no-answerable-kind': 'Not measurable from these sources: nothing in them can be answered.',
  'undefined.no-chart': 'Needs an organisation chart: give one with --org chart.csv.',
  'undefined.no-integration':
    'Not measurable from these sources: nobody in them integrates the work of others.',
  'undefined.no-lead-kind':
    'Not measurable from these sources: no kind of interaction in them says who turns to whom.',
  'undefined.no-messages': 'Nobody turned to anybody at a known time.',
  'undefined.no-newcomers': 'Fewer than five newcomers asked something in this time.',
  'undefined.no-shared-person': 'Not defined: nobody works with two people or more.',
  'undefined.no-two-windows': 'Needs at least two windows of time: add a longer span.',
  'undefined.not-directed': 'Not measurable from these sources: their ties have no direction.',
  'undefined.one-level': 'Not defined: the chart has one level only.',
  'undefined.one-mailbox':
    'Not measured: nearly all events involve one account, so the sources are one mailbox.',
  'undefined.one-unit': 'Not defined: the chart has one unit only.',
  'undefined.other': 'Not defined for these data.',
  'undefined.too-few': 'Too few people, ties or answers to say anything.',
  'undefined.under-five': 'Fewer than five people.',

  // Units
  'unit.communities': 'communities',
  'unit.days': 'days',
  'unit.levels': 'levels',
  'unit.people': 'people',
  'unit.runs': 'runs',
  'unit.samples': 'samples',

  // Why a number is withheld
  'withheld.complementary':
    'Withheld because, shown, it would let another withheld number be found by subtraction.',
  'withheld.concentrated': 'Withheld because very few people carry it.',
  'withheld.few-people': 'Withheld because fewer than five people stand behind it.',
  'withheld.near-twin':
    'Withheld because nearly the same people stand behind another number: the difference would speak of one to four.',
  'withheld.nothing': 'Nothing had to be withheld.',
  'withheld.once': '(one place)',
  'withheld.one-person': 'Withheld because one person carries, or may carry, more than half of it.',
  'withheld.text':
    'What leaves the machine speaks of groups of five or more. Totals are rounded to five, and the smallest communities are drawn together or not at all.',
  'withheld.times': '({count} places)',
} as const;
