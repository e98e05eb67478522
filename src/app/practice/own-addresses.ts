import { networkInterfaces } from 'node:os';

const loopback = '127.0.0.1';

export const isOutward = (place: string): boolean =>
  !place.startsWith('127.') && !place.startsWith('localhost');

/** This machine's addresses on networks it shares with others. */
export const outwardAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

/** This machine's addresses that others may reach, the nearest network first; loopback for trying out. */
export const ownAddresses = (): readonly string[] => [...outwardAddresses(), loopback];
