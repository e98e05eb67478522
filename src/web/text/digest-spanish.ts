import type { digestEnglish } from './digest-english.ts';

/** Text of the calendar’s address, the digest and its settings in Spanish. Sorted by key. */
export const digestSpanish: Readonly<Record<keyof typeof digestEnglish, string>> = {
  'calendar.address': 'Dirección para un programa de calendario de este equipo',
  'calendar.copied': 'Copiada.',
  'calendar.copy': 'Copiar la dirección',
  'calendar.make': 'Crear una dirección',
  'calendar.renew': 'Crear una dirección nueva',
  'calendar.secret':
    'Quien tenga esta dirección en este equipo puede leer estas fechas y nada más. Una dirección nueva anula la anterior. Vale mientras la aplicación funcione en el puerto {port}: iníciala con «equipo start --port {port}».',
  'calendar.title': 'En tu calendario',
  'calendar.what':
    'Un programa de calendario de este equipo puede mostrar plazos, revisiones y fines de mandato, y mantenerlos al día.',
};
