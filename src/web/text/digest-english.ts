/** Text of the calendar’s address, the digest and its settings in English. Sorted by key. */
export const digestEnglish = {
  'calendar.address': 'Address for a calendar program on this machine',
  'calendar.copied': 'Copied.',
  'calendar.copy': 'Copy the address',
  'calendar.make': 'Make an address',
  'calendar.renew': 'Make a new address',
  'calendar.secret':
    'Whoever has this address on this machine can read these dates and nothing else. A new address ends the old one. It holds while the app runs on port {port}: start it with “equipo start --port {port}”.',
  'calendar.title': 'In your calendar',
  'calendar.what':
    'A calendar program on this machine can show deadlines, reviews and ends of terms, and keep up with them.',
};
