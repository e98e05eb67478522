import { openBootstrap } from '../../practice/peer/internet.ts';

/** Runs a bootstrap node until told to stop. `onOpen` hears the place to give to others. Refuses `port-taken`. */
export const runBootstrap = async (
  host: string,
  port: number,
  signal: AbortSignal,
  onOpen: (place: string) => void,
): Promise<void> => {
  const { place, close } = await openBootstrap(host, port);
  onOpen(place);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await close();
};
