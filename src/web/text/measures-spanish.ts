/** What a measure asks and what a higher value means, in Spanish; formulas and papers keep their own language. */
export const measuresSpanish: Readonly<
  Record<string, { readonly title: string; readonly question: string; readonly higherMeans: string }>
> = {
  communities: {
    title: 'Comunidades',
    question: '¿Con qué claridad se agrupan las personas en comunidades propias?',
    higherMeans:
      'más de lo que se hace en común queda dentro de las comunidades de lo que pondría allí la sola actividad',
  },
  'community-stability': {
    title: 'Estabilidad de las comunidades',
    question: '¿Se hallarían las mismas comunidades en otras huellas del mismo trabajo?',
    higherMeans: 'las comunidades dependen menos de qué huellas quedaron',
  },
  'formal-lived-overlap': {
    title: 'Formal y vivido',
    question: '¿Son las comunidades que la gente forma las unidades del organigrama?',
    higherMeans: 'las personas trabajan juntas como el organigrama las junta',
  },
  boundary: {
    title: 'Fronteras (E–I)',
    question: '¿Se quedan las comunidades en sí mismas, o trabajan a través de sus fronteras?',
    higherMeans: 'se hace más entre comunidades',
  },
  bridging: {
    title: 'Puentes',
    question: '¿Tienden puentes muchas personas, o queda en manos de unas pocas?',
    higherMeans: 'los lazos de las personas llegan de forma más pareja a varias comunidades',
  },
  'community-life': {
    title: 'Vida de las comunidades',
    question: '¿Siguen vivas las comunidades, y se forman otras nuevas?',
    higherMeans: 'más comunidades siguen vivas en la ventana siguiente',
  },
  participation: {
    title: 'Participación',
    question: '¿Cuántas personas participan, como si todas lo hicieran por igual?',
    higherMeans: 'lo que se hace se reparte entre más personas',
  },
  'supply-and-consume': {
    title: 'Dar y tomar',
    question: '¿Están las personas en ambos lados: inician cosas y otras acuden a ellas?',
    higherMeans: 'más personas tienen ambos papeles',
  },
  lead: {
    title: 'Liderazgo',
    question: '¿Se reparte el liderazgo entre muchas personas, o lo tienen unas pocas?',
    higherMeans: 'se acude a más personas, y de forma más pareja',
  },
  'lead-rotation': {
    title: 'Rotación del liderazgo',
    question: '¿Pasa el liderazgo de unas personas a otras, o se queda donde está?',
    higherMeans: 'lideran otras personas que en la ventana anterior',
  },
  centralisation: {
    title: 'Centralización',
    question: '¿Pasa todo por unas pocas personas?',
    higherMeans: 'pasa más por una sola persona',
  },
  openness: {
    title: 'Apertura',
    question: '¿Se responde a quienes llegan, y se quedan?',
    higherMeans: 'se responde a más personas recién llegadas',
  },
  'answered-equally': {
    title: 'Respuesta por igual',
    question: '¿Se responde a todas las personas por igual, nuevas y antiguas, arriba y abajo?',
    higherMeans: 'se responde a los grupos de forma más pareja',
  },
  dependence: {
    title: 'Dependencia',
    question: '¿Se desharía el conjunto si se fueran unas pocas personas?',
    higherMeans: 'más se sostiene solo a través de unas pocas personas',
  },
  'rank-and-lead': {
    title: 'Rango y liderazgo',
    question: '¿Acude la gente a quienes están más arriba en el organigrama?',
    higherMeans: 'el liderazgo sigue más de cerca al rango',
  },
  integration: {
    title: 'Incorporar el trabajo',
    question: '¿Se decide lejos del trabajo qué se incorpora?',
    higherMeans: 'otra persona incorpora más del trabajo',
  },
  reciprocity: {
    title: 'Reciprocidad',
    question: '¿Cuánto de lo que va hacia otras personas vuelve?',
    higherMeans: 'se devuelve más en la misma forma',
  },
  'answer-time': {
    title: 'Tiempo de respuesta',
    question: '¿Cuánto se espera una respuesta?',
    higherMeans: 'se espera más',
  },
  persistence: {
    title: 'Persistencia',
    question: '¿Duran los lazos?',
    higherMeans: 'más lazos de una ventana se ven de nuevo en la siguiente',
  },
  closure: {
    title: 'Cierre',
    question: '¿Trabajan entre sí quienes trabajan con la misma persona?',
    higherMeans: 'más de esas parejas tienen lazo',
  },
  'flow-direction': {
    title: 'Dirección del flujo',
    question: '¿Se acude en un solo sentido, capa por capa?',
    higherMeans: 'menos dirección: 0 capas estrictas, 1 ninguna',
  },
  'flow-hierarchy': {
    title: 'Jerarquía del flujo',
    question: '¿Está ordenado el acudir a otras personas como un organigrama?',
    higherMeans: 'menos de lo que sube puede volver',
  },
  'up-down-across': {
    title: 'Arriba, abajo y a través',
    question: '¿Corre el trabajo por la línea de mando, o a través de ella?',
    higherMeans: 'corre más a través de la línea del organigrama',
  },
  burstiness: {
    title: 'A ráfagas',
    question: '¿Actúa la persona mediana de forma constante, o a ráfagas?',
    higherMeans: 'más a ráfagas',
  },
  'turning-to': {
    title: 'Acudir a alguien',
    question: '¿Qué va unido a que se acuda a alguien?',
    higherMeans: 'quien acudió a alguien tiene más probabilidad de que se acuda a él o ella',
  },
};
