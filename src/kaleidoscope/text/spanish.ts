import type { Language } from './language.ts';

/** All text of figure and report in Spanish. Sorted by place, then key. */
export const spanish: Language = {
  language: 'es',

  // Where a number lies beside chance alone
  'chance.alike': 'Más o menos lo que daría el puro azar.',
  'chance.constant': 'El puro azar da siempre el mismo número, así que no se puede comparar.',
  'chance.less': 'Menos de lo que daría el puro azar, por {z} de sus desviaciones típicas.',
  'chance.more': 'Más de lo que daría el puro azar, por {z} de sus desviaciones típicas.',

  // Challenges
  'challenge.could-be': 'También podría ser',
  'challenge.experiment': 'Un experimento listo',
  'challenge.experiment-down':
    'Observad si {measure} baja en {weeks} semanas; escribid primero la hipótesis.',
  'challenge.experiment-power': 'Con estos datos se podría ver un cambio de {change} o más.',
  'challenge.experiment-unknown': 'Con estos datos no se sabe qué cambio, por pequeño que sea, se vería.',
  'challenge.experiment-up': 'Observad si {measure} sube en {weeks} semanas; escribid primero la hipótesis.',
  'challenge.lead': 'Cada uno es una pregunta para las personas afectadas, no un veredicto.',
  'challenge.may-mean': 'Puede significar',
  'challenge.none-seen': 'Ninguna de las reglas vio nada que destaque frente al azar o al pasado.',
  'challenge.not-seen': 'No se ve.',
  'challenge.others': 'Se buscaron otros {count}',
  'challenge.p': 'p = {p} una vez tenidos en cuenta todos los obstáculos',
  'challenge.places': 'en {letters}',
  'challenge.seen': 'Lo que se vio',
  'challenge.silent': 'Aquí no dice nada.',
  'challenge.try': 'Vale la pena probar',

  // Whether a number says the same under other settings
  'sensitivity.moves': 'se mueve con otros ajustes del modelo',
  'sensitivity.stable': 'estable con otros ajustes del modelo',

  // Experiments
  'experiment.as-hoped': '{measure} cambió como dice la hipótesis.',
  'experiment.beforehand': 'Dicho de antemano: {power}',
  'experiment.compared':
    '{weeks} semanas antes {before}, después {after}: {change} ({interval}; p {p} sobre {draws} ordenaciones de las semanas).',
  'experiment.few-weeks':
    'Menos de seis semanas a cada lado: pocas ordenaciones con que comparar, así que p no puede ser pequeña.',
  'experiment.interval': '95 % entre {low} y {high}',
  'experiment.limit': 'Una comparación de dos épocas muestra qué fue junto, no qué lo causó.',
  'experiment.no-change':
    'No se vio ningún cambio de {measure} que el azar no produzca también. Eso también es un resultado.',
  'experiment.no-interval': 'sin intervalo: sin alguna de las semanas la medida no está definida',
  'experiment.no-series': 'Demasiado pocas semanas en un lado para una serie propia (hacen falta ocho).',
  'experiment.otherwise-down':
    '{measure} cambió, al revés de lo que dice la hipótesis: se iba a ver si baja.',
  'experiment.otherwise-up': '{measure} cambió, al revés de lo que dice la hipótesis: se iba a ver si sube.',
  'experiment.points': '{count} puntos',
  'experiment.power':
    'Unas {people} personas durante {weeks} semanas podrían mostrar un cambio de {change} o más, cuatro de cada cinco veces. Uno menor seguramente no se vería.',
  'experiment.power-unknown':
    'Las {weeks} semanas anteriores no permiten decir qué cambio, por pequeño que sea, se vería.',
  'experiment.regression-to-mean':
    'Las semanas anteriores fueron las más extremas de las conocidas: algo de vuelta era de esperar de todos modos.',
  'experiment.sealed': 'Sellado como {hash}. No se leyó nada desde el {start}.',
  'experiment.season': 'Las mismas semanas de un año antes cambiaron igual: puede ser la época del año.',
  'experiment.season-unknown':
    'No se sabe nada de las mismas semanas de un año antes: puede ser la época del año.',
  'experiment.series':
    'Semana a semana, {before} antes y {after} después: el nivel salta {level} (p {levelP}), y cada semana suma {slope} más que antes (p {slopeP}).',
  'experiment.turnover':
    'Muchas de las personas vistas antes o después no están en ambos lados: pueden ser otras personas, no otra manera ({turnover}).',
  'experiment.watched-down':
    'Se observa si {measure} baja en las {weeks} semanas desde el {start}, frente a las {weeks} anteriores. Antes es {value}.',
  'experiment.watched-up':
    'Se observa si {measure} sube en las {weeks} semanas desde el {start}, frente a las {weeks} anteriores. Antes es {value}.',

  // Coverage
  'coverage.acts': 'actos',
  'coverage.bots': 'Se dejaron fuera unas {bots} cuentas automáticas.',
  'coverage.interactions': 'interacciones',
  'coverage.none': 'No se nombra ninguna fuente.',
  'coverage.source': 'fuente',
  'coverage.sources': 'Fuentes, cifras redondeadas a cinco',
  'coverage.span': 'período',
  'coverage.text':
    'Unas {people} personas detrás de {accounts} cuentas; en el {resolved} de los sucesos se reconoció a todas las personas.',
  'coverage.untimed': 'sin fechas',
  // What a facet is called
  'facet.communities': '{count} comunidades',
  'facet.communities-one': 'una comunidad',
  'facet.layer-chart': 'El organigrama formal',
  'facet.layer-lived': 'El trabajo vivido',
  'facet.nothing': 'demasiado pocas personas para mostrarlo',
  'facet.people': 'unas {count} personas',
  'facet.simulated': 'simulado',

  // The figure
  'figure.community': 'Comunidad {letter}',
  'figure.description':
    'Un pétalo por cada una de {petals} comunidades, unas {people} personas en total. Cuanto más ancho un pétalo, más personas; cuanto más lleno, más repartido el liderazgo; cuanto más claro su color, más de lo dado vuelve. Las cintas unen comunidades cuyas personas acuden unas a otras.',
  'figure.description-one':
    'Un pétalo para una comunidad de unas {people} personas. Cuanto más lleno, más repartido el liderazgo; cuanto más claro su color, más de lo dado vuelve.',
  'figure.description-none': 'No se puede mostrar ninguna comunidad.',
  'figure.empty': 'Aquí no se puede mostrar ninguna comunidad de cinco o más personas.',
  'figure.empty-next': 'Añadid una fuente o un período más largo y medid de nuevo.',
  'figure.key-fill': 'relleno: cuánto se reparte el liderazgo',
  'figure.key-hatch': 'rayado: el liderazgo no se puede mostrar',
  'figure.key-ribbon': 'cinta: lazos, ancha donde se acude',
  'figure.key-ribbon-symmetric': 'cinta: lazos entre comunidades',
  'figure.key-ring': 'anillo: parte de los lazos que queda dentro',
  'figure.key-scale': 'color: cuánto se devuelve',
  'figure.key-scale-high': 'todo',
  'figure.key-scale-low': 'nada',
  'figure.key-width': 'ancho: personas',
  'figure.note-cap': 'Los pétalos marcados ▲ tienen más personas de las que muestra su ancho: {letters}.',
  'figure.note-minimum':
    'Los pétalos marcados ▾ tienen menos personas de las que muestra su ancho: {letters}.',
  'figure.note-thin': '{count} cintas demasiado finas para verse están solo en la tabla.',
  'figure.note-thin-one': 'Una cinta demasiado fina para verse está solo en la tabla.',
  'figure.petal': '{name}: {people} personas.',
  'figure.petal-inside': 'El {share} de sus lazos queda dentro.',
  'figure.petal-lead': 'El liderazgo se reparte {of} de 100.',
  'figure.petal-lead-interval': 'El liderazgo se reparte {of} de 100 (entre {low} y {high}).',
  'figure.petal-lead-unmeasurable': 'Estas fuentes no dicen nada del liderazgo.',
  'figure.petal-lead-undefined': 'Aquí el liderazgo no está definido.',
  'figure.petal-lead-withheld': 'El liderazgo se reserva para proteger a las personas.',
  'figure.petal-reciprocity': 'El {share} de lo que va entre sus personas se devuelve.',
  'figure.petal-strongest': 'Lazos más fuertes: {letters}.',
  'figure.ribbon-directed': 'Entre {a} y {b}: el {share} de los lazos va a {a}, el {rest} a {b}.',
  'figure.ribbon-null': '{ratio} veces lo que daría el azar.',
  'figure.ribbon-symmetric': 'Entre {a} y {b}: peso de lazos {weight}.',
  'figure.small': 'comunidades pequeñas · {people}',
  'figure.small-description':
    'Unas {people} personas en comunidades demasiado pequeñas para mostrarse una a una.',
  'figure.tip': '  {name} · {people}',
  'figure.tip-unnamed': ' · {people}',
  'figure.undirected': 'Estos lazos no tienen dirección, por eso el color es gris.',

  // Headlines
  'headline.communities':
    'Modularidad {value}: cuánto más de los lazos queda dentro de las comunidades de lo que dejaría un patrón al azar.',
  'headline.lead':
    'El liderazgo está al {value} del camino entre una sola persona que lidera y todas por igual.',
  'headline.reciprocity': 'El {value} de lo que va de una persona a otra vuelve.',

  // How a measure is computed
  'how.evidence': 'Evidencia',
  'how.evidence-text':
    'unas {people} personas, {senders} de ellas enviaron; {arcs} arcos de {events} sucesos; en el {resolved} de los sucesos se reconoció a todas las personas',
  'how.formula': 'Fórmula',
  'how.higher': 'Más alto significa',
  'how.interval': 'Intervalo',
  'how.null': 'Puro azar',
  'how.null-text': '{model}, {draws} sorteos, p = {p} de dos colas',
  'how.parameter': 'Parámetro',
  'how.seed': 'Semilla',
  'how.source': 'Fuente',

  // Limits
  'limits.cause':
    'No muestra causas: dos momentos distintos pueden diferir por la estación, la rotación o el azar.',
  'limits.good':
    'No distingue lo bueno de lo malo. Un valor más alto significa lo que dice su línea y nada más.',
  'limits.left-out': 'No habla por las personas que faltan en las fuentes.',
  'limits.rank': 'No clasifica ni puntúa a nadie; no contiene ningún número sobre una persona.',
  'limits.use': 'No sirve para evaluar, sancionar, contratar ni pagar.',
  'limits.why': 'No sabe por qué. Un lazo no es confianza, y un mensaje sin respuesta no es descuido.',
  'limits.work': 'No ve el trabajo, solo sus huellas. Una huella callada no es una persona callada.',

  // Methods
  'method.arc':
    'Un arco se lee siempre: esta persona acudió a aquella, le respondió o construyó sobre lo suyo. En un organigrama va de una persona a quien la dirige. Las ventanas son de calendario, por {windows}.',
  'method.interval':
    'Los intervalos abarcan el 95 % y salen de dejar fuera bloques de hilos enteros, uno cada vez. Donde hay muy pocos hilos no hay intervalo.',
  'method.null':
    'El puro azar conserva lo que cada persona envió y recibió y baraja a quién fue; un número muy fuera de su banda dice algo de la estructura, no de lo ocupada que está la gente.',
  'method.seed': 'Todo sorteo sigue la semilla {seed}: las mismas fuentes dan el mismo informe.',

  // The three patterns
  'pattern.communities': 'Comunidades',
  'pattern.dynamics': 'Dinámica relacional',
  'pattern.equipotency': 'Equipotencia',

  // Small plots
  'plot.interval': 'Intervalo del 95 %: de {low} a {high}.',
  'plot.key': 'Punto: el valor. Barra: su intervalo del 95 %. Banda: lo que da el puro azar.',
  'plot.null': 'El puro azar da alrededor de {mean}.',
  'plot.value': 'Valor {value}.',
  'plot.windows': 'De {first} a {last}, entre {low} y {high}.',

  // The report
  'report.as-table': 'La figura como tabla',
  'report.beside': 'Formal y vivido',
  'report.beside-text':
    'El organigrama y el trabajo dibujados con las mismas reglas, las comunidades en los mismos lugares. En el organigrama cada cual acude a quien le dirige; donde todos acuden a una sola persona, el pétalo es una aguja.',
  'report.by-community': 'Por comunidad',
  'report.challenges': 'Lo que puede estorbar',
  'report.chart-as-table': 'El organigrama como tabla',
  'report.coverage': 'En qué se apoya',
  'report.footer':
    'Hecho por Equipo en la máquina que guarda las fuentes. Este archivo no carga ni envía nada; no contiene números sobre menos de cinco personas.',
  'report.headlines': 'Tres patrones, una línea cada uno',
  'report.higher': 'Un valor más alto significa: {meaning}.',
  'report.how': '¿Cómo se calcula?',
  'report.key-colour': 'color: cuánto se devuelve, de oscuro (nada) a claro (todo)',
  'report.limits': 'Lo que esto no puede',
  'report.measures': 'Todas las medidas',
  'report.measures-text': 'Una pregunta, un número, cuán seguro es y qué daría el puro azar.',
  'report.method': 'Cómo se hacen los números',
  'report.more': 'Más números',
  'report.parts': 'Al lado',
  'report.simulated': 'Simulado: ninguna organización real se comporta exactamente así',
  'report.skip': 'Saltar la figura',
  'report.title': '{organisation} · caleidoscopio',
  'report.whole': 'Toda la organización',
  'report.windows-withheld': 'Huecos: {count} ventanas se reservan.',
  'report.withheld': 'Lo que se reservó',

  // Tables
  'table.about': 'unas {people}',
  'table.against-null': 'frente al azar',
  'table.between': 'entre',
  'table.communities': '{layer}: comunidades',
  'table.community': 'comunidad',
  'table.inside': 'lazos que quedan dentro',
  'table.lead': 'liderazgo repartido',
  'table.people': 'personas',
  'table.reciprocity': 'devuelto',
  'table.small': 'comunidades pequeñas juntas',
  'table.ties': '{layer}: lazos entre comunidades',
  'table.to-first': 'a la primera',
  'table.to-second': 'a la segunda',
  'table.with-interval': '{value} (de {low} a {high})',

  // Lengths of time
  'time.day-one': '{count} día',
  'time.days': '{count} días',
  'time.hour-one': '{count} hora',
  'time.hours': '{count} horas',
  'time.minute-one': '{count} minuto',
  'time.minutes': '{count} minutos',
  'time.under-minute': 'menos de un minuto',
  'time.year-one': '{count} año',
  'time.years': '{count} años',

  // Why a number is not defined
  'undefined.equal-lead': 'No definido: se acude a todas las personas exactamente por igual.',
  'undefined.line-refused':
    'El modelo no sostiene aquí ningún número: demasiado raro, demasiado incierto o demasiado parecido a otro efecto.',
  'undefined.model-few': 'Demasiado pocos mensajes o remitentes para un modelo de quién acude a quién.',
  'undefined.model-one-sender': 'Una persona escribió tanto que un modelo hablaría de una sola persona.',
  'undefined.model-unsure': 'El modelo de quién acude a quién no es aquí lo bastante seguro para leerlo.',
  'undefined.mostly-unanswered': 'Menos de la mitad tuvo respuesta alguna vez, así que no hay mediana.',
  'undefined.no-answerable-kind': 'No se puede medir con estas fuentes: nada en ellas se puede responder.',
  'undefined.no-chart': 'Hace falta un organigrama: añadid uno con --org chart.csv.',
  'undefined.no-integration':
    'No se puede medir con estas fuentes: nadie en ellas integra el trabajo de otras personas.',
  'undefined.no-lead-kind':
    'No se puede medir con estas fuentes: ningún tipo de interacción dice quién acude a quién.',
  'undefined.no-messages': 'Nadie acudió a nadie en un momento conocido.',
  'undefined.no-newcomers': 'Menos de cinco personas recién llegadas preguntaron algo en este tiempo.',
  'undefined.no-shared-person': 'No definido: nadie trabaja con dos personas o más.',
  'undefined.no-two-windows': 'Hacen falta al menos dos ventanas de tiempo: añadid un período más largo.',
  'undefined.not-directed': 'No se puede medir con estas fuentes: sus lazos no tienen dirección.',
  'undefined.one-level': 'No definido: el organigrama tiene un solo nivel.',
  'undefined.one-mailbox':
    'No medido: casi todos los sucesos pasan por una cuenta, así que las fuentes son un solo buzón.',
  'undefined.one-unit': 'No definido: el organigrama tiene una sola unidad.',
  'undefined.other': 'No definido para estos datos.',
  'undefined.too-few': 'Demasiado pocas personas, lazos o respuestas para decir algo.',
  'undefined.under-five': 'Menos de cinco personas.',

  // Units
  'unit.communities': 'comunidades',
  'unit.days': 'días',
  'unit.levels': 'niveles',
  'unit.people': 'personas',
  'unit.runs': 'pasadas',
  'unit.samples': 'muestras',

  // Why a number is withheld
  'withheld.complementary': 'Se reserva porque, mostrado, permitiría hallar por resta otro número reservado.',
  'withheld.concentrated': 'Se reserva porque lo sostienen muy pocas personas.',
  'withheld.few-people': 'Se reserva porque lo sostienen menos de cinco personas.',
  'withheld.near-twin':
    'Se reserva porque casi las mismas personas sostienen otro número: la diferencia hablaría de una a cuatro.',
  'withheld.nothing': 'No hizo falta reservar nada.',
  'withheld.once': '(un lugar)',
  'withheld.one-person': 'Se reserva porque una persona sostiene, o puede sostener, más de la mitad.',
  'withheld.text':
    'Lo que sale de la máquina habla de grupos de cinco o más. Los totales se redondean a cinco, y las comunidades más pequeñas se dibujan juntas o no se dibujan.',
  'withheld.times': '({count} lugares)',
};
